"""L'extrait agrégé et le bilan du relogement, écrits depuis une base : ce qui s'y lit, et ce qui s'y tait."""

import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.chiffres import mesurer, mesurer_par_operation
from db.cube import Filtre, lire_cube
from db.exports import exporter
from db.exports.agregat.lecture import faits
from db.fichier import Fichier
from db.tableaux.refus import refus
from relogement.agrege.medianes import SECRET
from relogement.indicateurs.axes import AXES
from relogement.indicateurs.criteres import CATALOGUE
from relogement.menage import Menage
from relogement.nomenclatures import Critere, TypeDossier
from relogement.travail import sans_avancement
from tests.db.exportes import AU, lire_export
from tests.fabrique import (
    SITE,
    un_cout,
    un_fichier,
    un_logement,
    un_menage,
    un_projet,
    un_relogement,
    une_offre,
    une_operation,
)


def trois_menages() -> list[Menage]:
    """Un relogé hors QPV dans OP1 ; dans OP2 un lieu inconnu et un resté sur le site."""
    premiere, seconde = une_operation("OP1"), une_operation("OP2")
    reloge, ailleurs, sur_place = (
        un_menage(f"D{n}", operation=o) for n, o in enumerate((premiere, seconde, seconde))
    )
    un_relogement(reloge, logement=un_logement(qpv="HORS"))
    un_relogement(ailleurs, logement=un_logement(qpv=None))
    un_relogement(sur_place, logement=un_logement(qpv=SITE))
    reloge.offres = [une_offre(motif_refus="CHER", repondue_le=date(2026, 1, 20))]
    return [reloge, ailleurs, sur_place]


def un_projet_a_secrets() -> list[Menage]:
    """OP1 : sept relogés hors QPV, cinq sur le site. OP2 : deux relogés hors QPV, six qui attendent."""
    premiere, seconde = une_operation("OP1"), une_operation("OP2")
    menages = []
    for rang, (operation, qpv) in enumerate(
        [(premiere, "HORS")] * 7 + [(premiere, SITE)] * 5 + [(seconde, "HORS")] * 2
    ):
        menage = un_menage(f"R{rang}", operation=operation, avant=un_cout(311 + rang), bailleur="Habitat Sud")
        un_relogement(menage, cout=un_cout(300 + rang), logement=un_logement(qpv=qpv, bailleur="Habitat Nord"))
        menages.append(menage)
    return menages + [un_menage(f"A{rang}", operation=seconde) for rang in range(6)]


@pytest.fixture
def sans_secret(base: str) -> Iterator[Fichier]:
    """Une charte dont les seuils ne masquent rien."""
    ouvert = un_fichier(base, *trois_menages(), seuil_secret_effectif=1, seuil_secret_revenu=1)
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def projet(base: str) -> Iterator[Fichier]:
    ouvert = un_fichier(base, *un_projet_a_secrets(), projet=un_projet(nom="Les Lilas & Cie"))
    yield ouvert
    ouvert.fermer()


def test_l_agrege_donne_chaque_operation_puis_l_ensemble(sans_secret: Fichier, tmp_path: Path) -> None:
    lignes = lire_export(sans_secret, "agrege", tmp_path)

    hors_qpv = [li for li in lignes if (li["TABLEAU"], li["CODE"]) == ("INDICATEURS", "HORS_QPV")]
    colonnes = ("OPERATION", "NUMERATEUR", "DENOMINATEUR", "NR", "SO", "PCT", "COUVERTURE", "SIGNIFICATIF")
    tous = [tuple(li[c] for c in colonnes) for li in hors_qpv if li["POPULATION"] == "Tous les dossiers"]
    assert tous == [
        ("OP1", "1", "1", "0", "0", "100,00", "100,00", "OUI"),
        ("OP2", "0", "1", "1", "0", "0,00", "50,00", "NON"),
        ("Ensemble du projet", "1", "2", "1", "0", "50,00", "66,67", "NON"),
    ]
    cher = [li for li in lignes if (li["TABLEAU"], li["MODALITE"]) == ("MOTIFS_DE_REFUS", "Trop cher")]
    assert [(li["OPERATION"], li["NUMERATEUR"]) for li in cher] == [
        ("OP1", "1"), ("OP2", "0"), ("Ensemble du projet", "1"),
    ]  # fmt: skip


def test_les_effectifs_sont_ceux_de_l_ecran(sans_secret: Fichier) -> None:
    with sans_secret.lire() as session:
        mesures = mesurer_par_operation(session, AU) | {"": mesurer(session, AU)}
        lus = faits(session, AU, sans_avancement)
        des_refus = refus(lire_cube(session, AU, CATALOGUE, AXES), Filtre())

    for operation, mesure in mesures.items():
        for code in (
            "NEUF",
            "HORS_QPV",
            "HORS_SITE",
            "RAC_MAITRISE",
            "INTERBAILLEUR",
            "AVANCEMENT",
            "EVAPORATION",
        ):
            fiches = [f.criteres[code] for f in lus.fiches if operation in ("", f.operation)]
            attendus = mesure.tous[code]
            assert [fiches.count(c) for c in Critere] == [attendus.oui, attendus.non, attendus.nr, attendus.so]
    assert sum(r.nombre for r in lus.refusees) == des_refus.offres
    assert sum(r.nombre for r in lus.refusees if r.motif is not None) == des_refus.refusees


# OP2 a deux relogés : son avancement se tait, et celui d'OP1 ou du projet avec lui.
def test_deux_reloges_ne_se_retrouvent_ni_dans_leur_operation_ni_par_difference(
    projet: Fichier, tmp_path: Path
) -> None:
    lignes = lire_export(projet, "agrege", tmp_path)

    avancement = {li["OPERATION"]: li["NUMERATEUR"] for li in lignes if li["CODE"] == "AVANCEMENT"}
    assert avancement["OP2"] == SECRET
    assert list(avancement.values()).count(SECRET) >= 2
    assert not [
        li for li in lignes if SECRET in (li["NUMERATEUR"], li["DENOMINATEUR"]) and li["PCT"] not in ("", SECRET)
    ]
    assert not [
        li for li in lignes
        if li["TABLEAU"] in ("PROFILS", "PARCOURS", "MOTIFS_DE_REFUS") and li["NUMERATEUR"] in ("1", "2", "3", "4")
    ]  # fmt: skip


def test_une_operation_seule_tait_ce_que_tait_le_fichier_du_projet(projet: Fichier, tmp_path: Path) -> None:
    tout = lire_export(projet, "agrege", tmp_path)
    seule = lire_export(projet, "agrege", tmp_path, operation="OP1")

    du_tout = [li for li in tout if li["OPERATION"] == "OP1"]
    assert [li for li in seule if li["OPERATION"]] == du_tout
    assert {li["OPERATION"] for li in seule} == {"OP1", ""}
    assert [li["TABLEAU"] for li in seule if not li["OPERATION"]] == ["SECRET"] * 11


def test_la_legende_dit_les_seuils_et_la_charte_sans_trahir_les_cases_complementaires(
    projet: Fichier, tmp_path: Path
) -> None:
    exporter(projet, "agrege", tmp_path / "a.xlsx", au=AU)

    legende = openpyxl.load_workbook(tmp_path / "a.xlsx")["Secret"]
    texte = " ".join(str(case.value) for ligne in legende.iter_rows() for case in ligne if case.value)
    assert "5\u00a0ménages" in texte
    assert "11\u00a0ménages" in texte
    assert "20/11/2026" in texte
    assert "complémentaire" not in texte


FEUILLES_DU_BILAN = [
    "Synthèse", "Avancement", "Critères", "Profils", "Reste à charge", "Refus", "Délais", "Inter-bailleurs",
    "Évolution", "Définitions", "Secret",
]  # fmt: skip


def test_le_bilan_est_un_classeur_a_lire_et_a_imprimer(projet: Fichier, tmp_path: Path) -> None:
    vers = tmp_path / "bilan.xlsx"

    exporter(projet, "bilan", vers, au=AU)

    classeur = openpyxl.load_workbook(vers)
    assert classeur.sheetnames == FEUILLES_DU_BILAN
    assert classeur.properties.creator in (None, "")
    assert classeur.properties.lastModifiedBy in (None, "")
    assert classeur["Synthèse"]._charts
    for feuille in classeur:
        assert feuille.page_setup.orientation == "landscape"
        assert feuille.sheet_properties.pageSetUpPr.fitToPage
        assert feuille.sheet_state == "visible"
        assert "Page &P/&N" in str(feuille.oddFooter.right.text)
        assert "Les Lilas && Cie" in str(feuille.oddFooter.left.text)
        assert not [case for ligne in feuille.iter_rows() for case in ligne if case.comment]


def test_une_valeur_masquee_n_est_nulle_part_dans_le_classeur(projet: Fichier, tmp_path: Path) -> None:
    """Ni dans une case, ni dans la mémoire d'un graphique : une case masquée n'y laisse que son signe."""
    exporter(projet, "bilan", tmp_path / "b.xlsx", au=AU)
    exporter(projet, "agrege", tmp_path / "a.csv", au=AU)

    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as lu:
        masquee = next(
            li
            for li in csv.DictReader(lu, delimiter=";")
            if li["CODE"] == "AVANCEMENT" and li["OPERATION"] == "OP2"
        )
    avancement = openpyxl.load_workbook(tmp_path / "b.xlsx")["Avancement"]
    ligne = next(li for li in avancement.iter_rows(values_only=True) if str(li[0]).startswith("OP2"))
    assert masquee["NUMERATEUR"] == SECRET
    assert ligne[4:6] == (SECRET, SECRET)
    with zipfile.ZipFile(tmp_path / "b.xlsx") as archive:
        graphiques = [archive.read(nom).decode() for nom in archive.namelist() if "charts/chart" in nom]
    assert graphiques
    assert not [valeur for texte in graphiques for valeur in re.findall(r"<c:v>([1-4])</c:v>", texte)]


def test_le_bilan_d_une_operation_laisse_ce_qui_ne_se_dit_que_du_projet(projet: Fichier, tmp_path: Path) -> None:
    exporter(projet, "bilan", tmp_path / "b.xlsx", au=AU, operation="OP1")

    noms = openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames
    assert noms == ["Synthèse", "Avancement", "Critères", "Refus", "Délais", "Définitions", "Secret"]


def test_un_projet_a_peine_commence_s_ecrit(fichier: Fichier, tmp_path: Path) -> None:
    fils: Any = un_menage("F", type=TypeDossier.DECOHABITANT, logement_quitte=None)
    with fichier.ecrire("Cas") as session:
        session.add_all([un_menage("D", operation=une_operation("A")), fils])

    lignes = lire_export(fichier, "agrege", tmp_path)

    assert {li["DENOMINATEUR"] for li in lignes if li["TABLEAU"] == "PROFILS"} <= {SECRET, "0"}


def test_un_menage_du_nom_d_un_bailleur_et_d_une_operation_ne_bloque_pas_le_bilan(
    fichier_sqlite: Fichier, tmp_path: Path
) -> None:
    operation = une_operation("OP1", libelle="Résidence Martin")
    menages = [un_menage("M", nom="Martin", operation=operation), *un_projet_a_secrets()]
    for menage in menages[1:]:
        menage.operation = operation
        for relogement in menage.relogements:
            relogement.logement.bailleur = "Martin Habitat"
        if menage.logement_quitte is not None:
            menage.logement_quitte.operation = operation
    with fichier_sqlite.ecrire("Cas") as session:
        session.add_all(menages)

    for nom in ("a.csv", "a.xlsx", "b.xlsx"):
        code = "bilan" if nom.startswith("b") else "agrege"
        assert exporter(fichier_sqlite, code, tmp_path / nom, au=AU)

    texte = " ".join(_textes(tmp_path / "b.xlsx"))
    assert "Martin Habitat" in texte
    assert "Résidence Martin" in texte


def _textes(classeur: Path) -> Iterator[str]:
    for feuille in openpyxl.load_workbook(classeur):
        for ligne in feuille.iter_rows(values_only=True):
            yield from (str(valeur) for valeur in ligne if valeur is not None)
