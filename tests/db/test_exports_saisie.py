"""La table de saisie exportée : toutes ses colonnes, et rien de perdu à la relecture."""

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from db.exports import exporter
from db.fichier import Fichier
from db.imports import importer
from relogement.nomenclatures import (
    MotifSortie,
    TypeDossier,
)
from relogement.nomenclatures import (
    Nature as NatureDuRelogement,
)
from relogement.saisie import COLONNES
from tests.db.exportes import AU, garder, le_dossier_complet, lire_export, non_vides
from tests.exemples import EXEMPLES, avec_le_partage
from tests.fabrique import (
    un_fichier,
    un_menage,
    un_menage_reloge,
    un_relogement,
    une_offre,
)


def test_la_saisie_ecrit_toutes_les_colonnes_d_un_dossier_complet(fichier: Fichier, tmp_path: Path) -> None:
    garder(fichier, le_dossier_complet())

    (ligne,) = lire_export(fichier, "saisie", tmp_path)

    assert list(ligne) == [colonne.code for colonne in COLONNES]
    assert non_vides(ligne) == {
        "OPERATION": "OP1", "DOSSIER": "D1", "TYPE_DOSSIER": "TITULAIRE", "NOM": "Élan-Ba", "PRENOM": "Zoé",
        "NAISSANCE": "17/06/1961", "TELEPHONE": "'+33612345678", "NB_PERSONNES": "4", "NB_MOINS_14": "2",
        "RESSOURCES": "1857,41", "UG": "0045001", "BAILLEUR_AV": "Habitat Sud", "TYPO_AV": "T3",
        "SURF_AV": "58,00",
        "LOYER_AV": "311,37", "RLS_AV": "30,00", "CHARGES_AV": "95,00", "APL_AV": "210,00",
        "EAU_INCLUSE_AV": "oui", "SOURCE_APL_AV": "NOTIFICATION",
        "DATE_ENQUETE": "31/12/2025", "NUMERO_UNIQUE": "066012345678901234",
        "NB_OFFRES": "3", "NB_REFUS": "2", "MOTIF_REFUS_1": "CHER", "MOTIF_REFUS_2": "ETAGE",
        "DATE_PREMIERE_OFFRE": "05/01/2026", "DATE_CALEOL": "10/02/2026", "DECISION_CALEOL": "ATTRIBUTION",
        "NATURE": "DEFINITIF", "DATE_BAIL": "15/02/2026", "DATE_ENTREE": "16/02/2026",
        "BAILLEUR_AP": "Autre Bailleur", "COMMUNE_AP": "66136", "LON_AP": "2,8954", "LAT_AP": "42,6986",
        "QPV_AP": "HORS", "TYPO_AP": "T2", "SURF_AP": "47,00", "LOYER_AP": "290,34", "CHARGES_AP": "78,00",
        "EAU_INCLUSE_AP": "oui", "APL_AP": "215,00", "NEUF_AP": "non", "DATE_CONVENTIONNEMENT_AP": "01/03/2024",
        "FINANCEMENT_AP": "PLAI", "SATISFACTION": "4",
    }  # fmt: skip


def test_ce_que_l_on_ne_sait_pas_reste_vide_et_la_reprise_tient_lieu_d_offres(
    fichier: Fichier, tmp_path: Path
) -> None:
    inconnu = un_menage("D1", nb_personnes=None, nb_moins_14=None, ressources=None, surface=None, bailleur=None)
    repris = un_menage(
        "D2", operation=inconnu.operation, nb_offres_reprises=2, nb_refus_repris=0, motif_refus_1="CHER",
        premiere_offre_le=date(2025, 5, 2), motif_sortie=MotifSortie.DEPART, sorti_le=date(2026, 1, 3),
    )  # fmt: skip
    garder(fichier, inconnu, repris)

    premiere, seconde = lire_export(fichier, "saisie", tmp_path)

    assert non_vides(premiere) == {
        "OPERATION": "OP1", "DOSSIER": "D1", "TYPE_DOSSIER": "TITULAIRE", "NOM": "Exemple"
    }  # fmt: skip
    assert (seconde["NB_OFFRES"], seconde["NB_REFUS"], seconde["MOTIF_REFUS_1"]) == ("2", "0", "CHER")
    assert seconde["DATE_PREMIERE_OFFRE"] == "02/05/2025"
    assert (seconde["MOTIF_SORTIE"], seconde["DATE_SORTIE"]) == ("DEPART", "03/01/2026")


def test_la_saisie_dit_le_parent_le_relogement_retenu_et_l_annee_de_naissance(
    fichier: Fichier, tmp_path: Path
) -> None:
    parent = un_menage_reloge("D1")
    un_relogement(parent, nature=NatureDuRelogement.PROVISOIRE, bail_le=date(2026, 5, 1))
    enfant = un_menage(
        "D2",
        operation=parent.operation,
        type=TypeDossier.DECOHABITANT,
        dossier_parent=parent,
        logement_quitte=None,
    )
    enfant.personnes[0].naissance_annee = 2004
    garder(fichier, parent, enfant)

    premiere, seconde = lire_export(fichier, "saisie", tmp_path)

    assert (premiere["NATURE"], premiere["DATE_BAIL"]) == ("DEFINITIF", "01/03/2026")
    assert (seconde["DOSSIER_PARENT"], seconde["NAISSANCE"]) == ("D1", "2004")


@pytest.mark.parametrize("extension", [".csv", ".xlsx"])
def test_ecrire_la_saisie_puis_la_relire_ne_change_rien(extension: str, fichier: Fichier, tmp_path: Path) -> None:
    complet = le_dossier_complet()
    enfant = un_menage("D2", nom="=Ba", operation=complet.operation, dossier_parent=complet, logement_quitte=None)
    enfant.personnes[0].naissance_annee = 2004
    repris = un_menage("D3", operation=complet.operation, nb_offres_reprises=1, nb_refus_repris=1, ug="0000012")
    garder(fichier, complet, enfant, repris)
    avant = lire_export(fichier, "saisie", tmp_path)
    vers = tmp_path / f"retour{extension}"

    exporter(fichier, "saisie", vers, au=AU)
    rapport = importer(fichier, vers, nature="saisie").en_json()

    assert rapport["anomalies"] == []
    assert rapport["lignes"] == {"lues": 3, "creees": 0, "modifiees": 0, "inchangees": 3, "ecartees": 0}
    assert lire_export(fichier, "saisie", tmp_path) == avant


def test_le_classeur_de_saisie_a_de_vraies_dates_de_vrais_nombres_et_des_codes_en_texte(
    fichier: Fichier, tmp_path: Path
) -> None:
    garder(fichier, le_dossier_complet())

    exporter(fichier, "saisie", tmp_path / "saisie.xlsx", au=AU)

    titres, valeurs = openpyxl.load_workbook(tmp_path / "saisie.xlsx")["Saisie"].iter_rows(values_only=True)
    ligne = dict(zip(titres, valeurs, strict=True))
    assert ligne["DATE_BAIL"] == datetime(2026, 2, 15)  # noqa: DTZ001 — une date de classeur
    assert (ligne["LOYER_AV"], ligne["NB_PERSONNES"], ligne["LON_AP"]) == (311.37, 4, 2.8954)
    textes = [ligne[colonne] for colonne in ("UG", "NUMERO_UNIQUE", "COMMUNE_AP", "TELEPHONE", "EAU_INCLUSE_AP")]
    assert textes == ["0045001", "066012345678901234", "66136", "+33612345678", "oui"]


@avec_le_partage
def test_la_saisie_d_exemple_ressort_telle_qu_elle_est_entree(fichier_sqlite: Fichier, tmp_path: Path) -> None:
    importer(fichier_sqlite, EXEMPLES / "saisie_cas.csv", nature="saisie")

    lignes = {ligne["DOSSIER"]: ligne for ligne in lire_export(fichier_sqlite, "saisie", tmp_path)}

    with (EXEMPLES / "saisie_cas.csv").open(encoding="utf-8-sig", newline="") as ouvert:
        for entree in csv.DictReader(ouvert, delimiter=";"):
            sortie = lignes[entree["DOSSIER"]]
            for colonne, valeur in entree.items():
                assert _comme_un_nombre(sortie[colonne]) == _comme_un_nombre(valeur), colonne


def _comme_un_nombre(texte: str) -> Decimal | str:
    """« 310 » et « 310,00 » disent la même chose."""
    chiffres = texte.replace(",", "", 1).isdigit()
    return Decimal(texte.replace(",", ".")) if chiffres else texte


def test_les_offres_d_avant_la_reprise_s_ajoutent_a_celles_d_ici(tmp_path: Path) -> None:
    menage = un_menage("A1", nb_offres_reprises=2, nb_refus_repris=1, motif_refus_1="CHER")
    menage.offres.append(une_offre(motif_refus="ETAT"))
    fichier = un_fichier(tmp_path, menage)

    exporter(fichier, "saisie", tmp_path / "s.csv", au=date(2026, 11, 20))

    lu = (tmp_path / "s.csv").read_text("utf-8-sig").splitlines()
    ligne = dict(zip(lu[0].split(";"), lu[1].split(";"), strict=True))
    assert (ligne["NB_OFFRES"], ligne["NB_REFUS"]) == ("3", "2")
    assert (ligne["MOTIF_REFUS_1"], ligne["MOTIF_REFUS_2"]) == ("CHER", "ETAT")
    fichier.fermer()
