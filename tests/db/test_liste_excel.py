"""La liste s'emporte dans un tableur et revient en propositions : rien n'est perdu, rien n'est écrasé."""

import csv
import random
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select

from db import lot
from db.dossiers_d_une_vue import dossiers_de_la_vue
from db.exports.liste import donner_la_liste
from db.fichier import Fichier
from db.filtres import Repere
from db.imports import importer
from db.imports.assistant import apercevoir, appliquer
from db.imports.lots import annuler_lot, lots
from db.imports.rapport import Sort
from relogement.erreurs import ErreurMetier
from relogement.imports.apercu import Apercu, CleLigne, Tranche
from relogement.imports.choix import Choix
from relogement.liste import cle_de, convient, dossier_de, modifiables
from relogement.modeles import Menage
from relogement.nomenclatures import Typologie
from tests.fabrique import un_fichier, un_menage, une_operation

CHAMPS = (
    "menage.etat", "menage.referent", "menage.telephone", "menage.nb_personnes", "menage.nb_moins_14",
    "menage.ressources", "menage.enquete_le", "menage.logement_adapte", "menage.souhait_typologie",
    "logement.adresse", "logement.surface", "bilan.rac_av",
)  # fmt: skip


def remplir(fichier: Fichier) -> None:
    acacias = une_operation("AC")
    with fichier.ecrire("Saisie") as session:
        for rang, nom in enumerate(("Faure", "Zaoui", "Serra"), start=1):
            session.add(
                un_menage(
                    f"0{rang}",
                    nom=nom,
                    operation=acacias,
                    ug=f"004600{rang}",
                    telephone=f"061234560{rang}",
                    referent="S. Kaddour",
                    nb_personnes=3,
                    souhait_typologie=Typologie.T3,
                )
            )
            session.flush()


@pytest.fixture
def rempli(fichier: Fichier) -> Fichier:
    remplir(fichier)
    return fichier


@pytest.fixture
def rempli_sqlite(fichier_sqlite: Fichier) -> Fichier:
    remplir(fichier_sqlite)
    return fichier_sqlite


def donner(fichier: Fichier, ou: Path, champs: tuple[str, ...] = CHAMPS) -> Path:
    vers = ou / "liste.xlsx"
    with fichier.lire() as session:
        ids = dossiers_de_la_vue(session, None, Repere(date(2026, 11, 20))).ids
    donner_la_liste(fichier, ids, champs, vers)
    return vers


def changer(chemin: Path, geste: Callable[[Worksheet], None]) -> Path:
    classeur = openpyxl.load_workbook(chemin)
    geste(classeur["Dossiers"])
    classeur.save(chemin)
    return chemin


def ecrire(chemin: Path, *cases: tuple[str, str, Any]) -> Path:
    """Comme un agent : dans la ligne de ce dossier, sous ce titre."""

    def geste(page: Worksheet) -> None:
        titres = {c.value: c.column for c in page[3]}
        lignes = {ligne[1].value: ligne[0].row for ligne in page.iter_rows(min_row=4)}
        for reference, titre, valeur in cases:
            page.cell(lignes[reference], titres[titre]).value = valeur

    return changer(chemin, geste)


def ecarts(apercu: Apercu) -> dict[str, dict[str, tuple[Any, Any]]]:
    return {
        ligne.sujet.split()[0]: {e.champ: (e.ancien, e.nouveau) for e in ligne.ecarts}
        for ligne in apercu.lignes
        if ligne.ecarts
    }


def dits(apercu: Apercu) -> list[str]:
    return [a.message for ligne in apercu.lignes for a in ligne.anomalies]


def menages(fichier: Fichier) -> Mapping[str, Menage]:
    with fichier.lire() as session:
        return {m.reference: m for m in session.scalars(select(Menage).order_by(Menage.id))}


def saisir(fichier: Fichier, reference: str, champ: str, valeur: Any) -> None:
    """Un collègue, dans Relogement."""
    numero = menages(fichier)[reference].id
    with fichier.ecrire("Collègue") as session:
        lot.appliquer(session, lot.proposer(session, {numero: {champ: valeur}}), auteur="Collègue")


# --- l'aller et retour ---


def test_une_liste_rendue_sans_y_toucher_ne_propose_rien(rempli: Fichier, tmp_path: Path) -> None:
    rapport = importer(rempli, donner(rempli, tmp_path))

    assert (rapport.nature, rapport.lues) == ("liste", 3)
    assert rapport.lignes[Sort.INCHANGEE] == 3
    assert [a.message for a in rapport.anomalies] == ["Colonnes masquées A\u00a0: lues comme les autres."]


def test_seules_les_cases_changees_se_proposent_ancien_et_nouveau(rempli: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(
        donner(rempli, tmp_path),
        ("01", "Référent", "I. Delpech"),
        ("01", "Ressources mensuelles du ménage (€)", 1857.41),
        ("02", "Enquêté le", date(2026, 3, 2)),
        ("02", "Logement adapté nécessaire", "oui"),
        ("03", "Typologie souhaitée", "T6 et plus"),
        ("03", "Adresse", "3 rue du Mas"),
    )

    apercu = apercevoir(rempli, chemin)

    assert ecarts(apercu) == {
        "FAURE": {
            "menage.referent": ("S. Kaddour", "I. Delpech"),
            "menage.ressources": (Decimal(1200), Decimal("1857.41")),
        },
        "ZAOUI": {"menage.enquete_le": (None, date(2026, 3, 2)), "menage.logement_adapte": (None, True)},
        "SERRA": {
            "menage.souhait_typologie": (Typologie.T3, Typologie.T6),
            "logement.adresse": (None, "3 rue du Mas"),
        },
    }
    assert not any(ligne.conflits for ligne in apercu.lignes), "une saisie d’avant la liste n’est pas un conflit"


def test_ce_qui_s_ecrit_est_ce_que_l_apercu_montrait(rempli: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(
        donner(rempli, tmp_path), ("01", "Référent", "I. Delpech"), ("02", "Enquêté le", date(2026, 3, 2))
    )
    apercu = apercevoir(rempli, chemin)

    rapport = appliquer(rempli, chemin, vu=apercu.empreinte)

    assert (rapport.lignes[Sort.MODIFIEE], rapport.lignes[Sort.INCHANGEE]) == (2, 1)
    lus = menages(rempli)
    assert [m.referent for m in lus.values()] == ["I. Delpech", "S. Kaddour", "S. Kaddour"]
    assert lus["02"].enquete_le == date(2026, 3, 2)
    assert lus["02"].etat.value == "ENQUETE", "l’enquête avance le parcours, comme à l’écran"


def test_importee_deux_fois_la_seconde_ne_change_rien(rempli: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(donner(rempli, tmp_path), ("01", "Référent", "I. Delpech"))
    importer(rempli, chemin)

    assert importer(rempli, chemin).lignes[Sort.INCHANGEE] == 3


def test_une_colonne_calculee_ne_se_change_pas(rempli: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(donner(rempli, tmp_path), ("01", "État", "Clos"), ("01", "RAC avant (€)", 12))

    assert ecarts(apercevoir(rempli, chemin)) == {}


def test_une_case_videe_propose_d_effacer(rempli: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(donner(rempli, tmp_path), ("01", "Référent", None), ("01", "Nombre de personnes", None))

    assert ecarts(apercevoir(rempli, chemin)) == {
        "FAURE": {"menage.referent": ("S. Kaddour", None), "menage.nb_personnes": (3, None)}
    }
    importer(rempli, chemin)
    assert (menages(rempli)["01"].referent, menages(rempli)["01"].nb_personnes) == (None, None)


# --- ce que l'on fait d'un classeur ---


def test_un_tri_un_filtre_une_ligne_otee_ne_perdent_rien(rempli: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(donner(rempli, tmp_path), ("03", "Référent", "I. Delpech"))

    def geste(page: Worksheet) -> None:
        lignes = [[c.value for c in ligne] for ligne in page.iter_rows(min_row=4)][1:]
        random.Random(7).shuffle(lignes)
        page.delete_rows(4, 3)
        for rang, ligne in enumerate(lignes, start=4):
            for place, valeur in enumerate(ligne, start=1):
                page.cell(rang, place).value = valeur
        page.row_dimensions[4].hidden = True

    apercu = apercevoir(rempli, changer(chemin, geste))

    assert apercu.comptes.lues == 2
    assert ecarts(apercu) == {"SERRA": {"menage.referent": ("S. Kaddour", "I. Delpech")}}
    importer(rempli, chemin)
    assert len(menages(rempli)) == 3, "une ligne ôtée n’ôte pas le dossier"


def test_une_ligne_videe_ne_vide_pas_le_dossier(rempli: Fichier, tmp_path: Path) -> None:
    def geste(page: Worksheet) -> None:
        for place in range(2, page.max_column + 1):
            page.cell(4, place).value = None

    apercu = apercevoir(rempli, changer(donner(rempli, tmp_path), geste))

    assert (apercu.comptes.lues, ecarts(apercu)) == (2, {})


def test_une_ligne_ajoutee_est_ecartee_et_dit_ou_creer_le_dossier(rempli: Fichier, tmp_path: Path) -> None:
    def geste(page: Worksheet) -> None:
        page.cell(7, 2).value, page.cell(7, 3).value, page.cell(7, 5).value = (
            "AC-099",
            "NOUVEAU Paul",
            "I. Delpech",
        )

    apercu = apercevoir(rempli, changer(donner(rempli, tmp_path), geste))

    assert (apercu.comptes.ecartees, apercu.comptes.creees) == (1, 0)
    assert "Nouveau dossier" in dits(apercu)[0]


def test_une_ligne_recopiee_ne_change_pas_un_autre_dossier(rempli: Fichier, tmp_path: Path) -> None:
    def geste(page: Worksheet) -> None:
        for place in range(1, page.max_column + 1):
            page.cell(7, place).value = page.cell(4, place).value
        page.cell(7, 5).value = "I. Delpech"
        premier = str(page.cell(4, 1).value)
        page.cell(8, 1).value = premier.replace("R000001", "R000002")  # le tableur compte en recopiant
        page.cell(8, 2).value, page.cell(8, 5).value = "01", "I. Delpech"

    apercu = apercevoir(rempli, changer(donner(rempli, tmp_path), geste))

    assert apercu.comptes.ecartees == 2
    assert ecarts(apercu) == {}
    assert "déjà à la ligne 4" in dits(apercu)[0]
    assert "recopiée" in dits(apercu)[1]


def test_un_tri_qui_melange_les_colonnes_ecarte_ses_lignes(rempli: Fichier, tmp_path: Path) -> None:
    """Trier sans la colonne masquée laisse les clés en place : rien ne doit changer de dossier."""

    def geste(page: Worksheet) -> None:
        lignes = [[c.value for c in ligne[1:]] for ligne in page.iter_rows(min_row=4)]
        for rang, ligne in enumerate(reversed(lignes), start=4):
            for place, valeur in enumerate(ligne, start=2):
                page.cell(rang, place).value = valeur
        page.cell(4, 5).value = "I. Delpech"

    apercu = apercevoir(rempli, changer(donner(rempli, tmp_path), geste))

    assert (apercu.comptes.ecartees, ecarts(apercu)) == (2, {})
    assert all("un tri a mélangé" in dit for dit in dits(apercu))


def test_des_zeros_de_tete_perdus_ne_changent_rien(rempli: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(donner(rempli, tmp_path), ("01", "Téléphone", 612345601), ("01", "Dossier", 1))

    apercu = apercevoir(rempli, chemin)

    assert (apercu.comptes.ecartees, ecarts(apercu)) == (0, {})


def test_une_case_illisible_laisse_le_dossier_et_se_dit(rempli: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(
        donner(rempli, tmp_path), ("01", "Enquêté le", "bientôt"), ("01", "Référent", "I. Delpech"),
        ("02", "Dont moins de 14 ans", 9),
    )  # fmt: skip

    apercu = apercevoir(rempli, chemin)

    assert ecarts(apercu) == {"FAURE": {"menage.referent": ("S. Kaddour", "I. Delpech")}}
    assert "bientôt" in dits(apercu)[0]
    assert apercu.comptes.a_verifier == 2, "neuf enfants pour trois personnes se dit aussi"


def test_la_liste_d_un_autre_projet_ne_change_rien(rempli: Fichier, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    ailleurs = un_fichier(tmp_path / "b", un_menage("B-001", nom="Autre", referent="X"))
    chemin = ecrire(donner(ailleurs, tmp_path / "b"), ("B-001", "Référent", "I. Delpech"))
    ailleurs.fermer()

    apercu = apercevoir(rempli, chemin)

    assert (apercu.comptes.ecartees, ecarts(apercu)) == (1, {})


# --- ce qui a changé entre-temps ---


def test_ce_qu_un_collegue_a_change_depuis_est_un_conflit_et_se_garde(rempli: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(donner(rempli, tmp_path), ("01", "Référent", "I. Delpech"))
    saisir(rempli, "01", "menage.referent", "P. Marty")

    apercu = apercevoir(rempli, chemin)
    importer(rempli, chemin)

    (ecart,) = apercu.lignes[0].conflits
    assert (ecart.ancien, ecart.nouveau, ecart.s_ecrit) == ("P. Marty", "I. Delpech", False)
    assert menages(rempli)["01"].referent == "P. Marty"


def test_le_conflit_tranche_pour_la_liste_s_ecrit(rempli: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(donner(rempli, tmp_path), ("01", "Référent", "I. Delpech"))
    saisir(rempli, "01", "menage.referent", "P. Marty")
    choix = Choix(tranches={(CleLigne("Dossiers", 4), "menage.referent"): Tranche.PRENDRE})

    appliquer(rempli, chemin, choix)

    assert menages(rempli)["01"].referent == "I. Delpech"


def test_une_case_intacte_n_ecrase_pas_ce_qui_a_change_dans_la_base(rempli: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(donner(rempli, tmp_path), ("01", "Nombre de personnes", 4))
    saisir(rempli, "01", "menage.referent", "P. Marty")

    importer(rempli, chemin)

    assert (menages(rempli)["01"].referent, menages(rempli)["01"].nb_personnes) == ("P. Marty", 4)


def test_sans_sa_memoire_tout_ce_qui_differe_est_a_trancher(rempli: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(donner(rempli, tmp_path), ("01", "Référent", "I. Delpech"))
    page = openpyxl.load_workbook(chemin)["Dossiers"]
    copie = tmp_path / "liste.csv"
    with copie.open("w", newline="", encoding="utf-8") as ouvert:
        csv.writer(ouvert, delimiter=";").writerows(list(page.iter_rows(min_row=3, values_only=True)))

    apercu = apercevoir(rempli, copie)

    (ligne,) = [ligne for ligne in apercu.lignes if ligne.ecarts]
    assert [(e.champ, e.s_ecrit) for e in ligne.conflits] == [("menage.referent", False)]


def test_enregistree_par_libreoffice_la_liste_se_relit_pareil(rempli: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(donner(rempli, tmp_path), ("01", "Référent", "I. Delpech"))
    (tmp_path / "lo").mkdir()
    convertir = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profil",
        "--convert-to",
        "xlsx",
    ]
    try:
        subprocess.run(
            [*convertir, "--outdir", str(tmp_path / "lo"), str(chemin)],
            check=True,
            capture_output=True,
            timeout=120,
        )
    except (OSError, subprocess.SubprocessError):
        pytest.skip("LibreOffice n’est pas là")

    apercu = apercevoir(rempli, tmp_path / "lo" / "liste.xlsx")

    assert ecarts(apercu) == {"FAURE": {"menage.referent": ("S. Kaddour", "I. Delpech")}}
    assert not any(ligne.conflits for ligne in apercu.lignes)


def test_annulee_des_jours_apres_la_liste_rend_ce_qu_elle_avait_change(rempli: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(donner(rempli, tmp_path), ("01", "Référent", "I. Delpech"), ("02", "Nombre de personnes", 5))
    importer(rempli, chemin)

    with rempli.ecrire("Annulation") as session:
        (fait,) = lots(session)
        annuler_lot(session, fait.id)

    lus = menages(rempli)
    assert (lus["01"].referent, lus["02"].nb_personnes) == ("S. Kaddour", 3)


# --- ce que porte le classeur ---


def test_le_classeur_cache_sa_cle_et_ferme_ce_qui_est_calcule(fichier_sqlite: Fichier, tmp_path: Path) -> None:
    remplir(fichier_sqlite)

    classeur = openpyxl.load_workbook(donner(fichier_sqlite, tmp_path))

    page = classeur["Dossiers"]
    assert page.column_dimensions["A"].hidden
    assert classeur["_relogement"].sheet_state == "veryHidden"
    assert [c.value for c in page[3]][:5] == ["Clé Relogement", "Dossier", "Ménage", "État", "Référent"]
    regles = {str(regle.sqref): regle for regle in page.data_validations.dataValidation}
    assert regles["D4:D6"].formula1 == "FALSE"
    assert regles["J4:J6"].formula1 == '"oui,non"' or "oui,non" in {r.formula1.strip('"') for r in regles.values()}
    assert not (classeur.properties.creator or "").strip()


def test_rien_a_donner_se_dit(fichier_sqlite: Fichier, tmp_path: Path) -> None:
    with pytest.raises(ErreurMetier, match="Aucun dossier à donner"):
        donner_la_liste(fichier_sqlite, (), CHAMPS, tmp_path / "liste.xlsx")


def test_une_vue_donne_ses_dossiers_dans_l_ordre_des_noms(rempli: Fichier) -> None:
    with rempli.lire() as session:
        tous = dossiers_de_la_vue(session, "a reloger", Repere(date(2026, 11, 20)), "AC")
        with pytest.raises(ErreurMetier, match="n’existe pas"):
            dossiers_de_la_vue(session, "Inconnue", Repere(date(2026, 11, 20)))

    assert list(tous.ids) == [1, 3, 2]


def test_ce_qui_se_change_ici_est_ce_qui_se_change_dans_la_grille() -> None:
    attendus = [(champ.cle, champ.titre, champ.type) for champ in lot.modifiables()]

    assert [(champ.cle, champ.titre, champ.type) for champ in modifiables().values()] == attendus


def test_une_cle_ne_convient_qu_a_son_dossier() -> None:
    cle = cle_de(123, "AC-07")

    assert dossier_de(cle) == 123
    assert convient(cle, "AC-07")
    assert not convient(cle, "AC-08")
    assert not convient(cle.replace("123", "124"), "AC-08")
    assert dossier_de("R12") is None


# --- n'importe quelle valeur revient telle quelle ---

TEXTES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
BORNES = st.sampled_from(
    ["=1+1", "-", "?", "NR", "  deux  espaces ", "001", "1.10", "2026-03-12", "oui", "'a", "@x", "+33"]
)
EUROS = st.decimals(0, 99_999, places=2)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texte=TEXTES | BORNES, montant=EUROS, jour=st.dates(date(1901, 1, 1), date(2099, 12, 31)),
    nombre=st.integers(0, 99),
)  # fmt: skip
def test_aucune_valeur_de_la_base_ne_revient_changee(
    rempli_sqlite: Fichier, tmp_path: Path, texte: str, montant: Decimal, jour: date, nombre: int
) -> None:
    with rempli_sqlite.ecrire("Valeurs") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == "01")).one()
        menage.referent, menage.ressources, menage.enquete_le, menage.nb_personnes = texte, montant, jour, nombre
        assert menage.logement_quitte is not None
        menage.logement_quitte.adresse, menage.logement_quitte.surface = texte, montant

    apercu = apercevoir(rempli_sqlite, donner(rempli_sqlite, tmp_path))

    assert (apercu.comptes.inchangees, dits(apercu)) == (3, [])
