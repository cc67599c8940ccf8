"""Un ménage PARIS, MARTIN ou LE ne rend pas le contrôle inutile : ni bloqué à tort, ni laissé passer."""

from pathlib import Path

import openpyxl
import pytest

from db import fuites
from db.exports import _DOCUMENTS, remettre
from db.exports.portee import Portee
from db.fichier import Fichier
from relogement.exports.ecriture import ECRIVAINS
from relogement.fuites.aiguilles import Genre
from relogement.fuites.rapport import FuiteTrouvee, Rapport
from relogement.travail import sans_avancement
from tests.db.fuites.pieges import AU
from tests.fabrique import un_fichier, un_logement, un_menage_reloge, une_operation


def deux_martin(base: str, **logement: object) -> Fichier:
    """MARTIN Paul, et DURAND Zoé, chez le même bailleur sauf si l'on en dit un autre pour MARTIN."""
    martin = un_menage_reloge("AC-001", nom="MARTIN", prenom="Paul", operation=une_operation("A"))
    durand = un_menage_reloge("AC-002", nom="DURAND", prenom="Zoé", operation=une_operation("B"))
    durand.relogements[0].logement = un_logement(bailleur="MARTIN HABITAT")
    martin.relogements[0].logement = un_logement(**({"bailleur": "MARTIN HABITAT"} | logement))  # type: ignore[arg-type]
    return un_fichier(base, martin, durand)


@pytest.mark.parametrize("vers", ["rime.xlsx", "rime.csv", "extrait.sqlite"])
def test_le_bailleur_martin_habitat_passe_malgre_le_menage_martin(vers: str, base: str, tmp_path: Path) -> None:
    projet = deux_martin(base)

    rapport = remettre(projet, "sqlite" if "sqlite" in vers else "rime", tmp_path / vers, au=AU).rapport

    assert rapport.propre
    assert (tmp_path / vers).exists()
    projet.fermer()


@pytest.mark.parametrize(
    "bailleur", ["MARTIN", "Martin Paul", "Paul MARTIN", "MARTÍN", "MAR\u200bTIN", "M-A-R-T-I-N"]
)
@pytest.mark.parametrize("vers", ["rime.xlsx", "rime.csv", "extrait.sqlite"])
def test_le_nom_du_menage_tape_dans_la_case_du_bailleur_bloque(
    bailleur: str, vers: str, base: str, tmp_path: Path
) -> None:
    projet = deux_martin(base, bailleur=bailleur)

    with pytest.raises(FuiteTrouvee) as fuite:
        remettre(projet, "sqlite" if "sqlite" in vers else "rime", tmp_path / vers, au=AU)

    assert fuite.value.rapport.fuites[0].genre in (Genre.NOM, Genre.IDENTITE)
    assert fuite.value.rapport.fuites[0].dossiers[0].reference == "AC-001"
    assert "AC-001" in str(fuite.value)
    assert "artin" not in str(fuite.value).lower().replace("martin habitat", "")
    assert not (tmp_path / vers).exists()
    assert not list(tmp_path.glob(".*-*"))
    projet.fermer()


def test_un_bailleur_martin_que_d_autres_menages_ont_aussi_passe(base: str, tmp_path: Path) -> None:
    """Une vraie société « MARTIN » loge aussi Mme DURAND."""
    martin = un_menage_reloge("AC-001", nom="MARTIN", operation=une_operation("A"))
    durand = un_menage_reloge("AC-002", nom="DURAND", operation=une_operation("B"))
    for menage in (martin, durand):
        menage.relogements[0].logement = un_logement(bailleur="MARTIN")
    projet = un_fichier(base, martin, durand)

    assert remettre(projet, "rime", tmp_path / "rime.csv", au=AU).rapport.propre
    projet.fermer()


def controler_ces_lignes(projet: Fichier, chemin: Path, *lignes: str) -> Rapport:
    chemin.write_text("\n".join(lignes), "utf-8")
    with projet.lire() as session:
        return fuites.controler(session, chemin)


def test_a_la_main_le_bailleur_passe_et_le_menage_se_voit(base: str, tmp_path: Path) -> None:
    projet = deux_martin(base)
    sain, fuyant = tmp_path / "sain.csv", tmp_path / "fuyant.csv"

    assert controler_ces_lignes(projet, sain, "BAILLEUR;LOYER", "MARTIN HABITAT;300", "MARTIN HABITAT;310").propre
    trouve = controler_ces_lignes(projet, fuyant, "BAILLEUR;LOYER", "MARTIN HABITAT;300", "MARTIN;310")

    assert [c.ou for c in trouve.fuites] == ["ligne 3, colonne BAILLEUR"]
    projet.fermer()


def test_a_la_main_un_nom_courant_ne_bloque_qu_avec_le_prenom_sur_sa_ligne(base: str, tmp_path: Path) -> None:
    rose = un_menage_reloge("AC-003", nom="PETIT", prenom="Zoé")
    projet = un_fichier(base, rose)

    seul = controler_ces_lignes(projet, tmp_path / "seul.csv", "TAILLE;PIECES", "PETIT;2", "GRAND;4")
    nomme = controler_ces_lignes(projet, tmp_path / "nomme.csv", "TAILLE;QUI", "PETIT;Zoé", "GRAND;x")

    assert seul.propre
    assert seul.avertissements
    assert nomme.fuites[0].dossiers[0].reference == "AC-003"
    projet.fermer()


def test_une_phrase_avec_un_mot_courant_passe_et_une_civilite_bloque(base: str, tmp_path: Path) -> None:
    projet = un_fichier(base, un_menage_reloge("AC-003", nom="PETIT", prenom="Zoé"))

    assert controler_ces_lignes(projet, tmp_path / "a.txt", "Un petit logement, au petit matin.").propre
    assert not controler_ces_lignes(projet, tmp_path / "b.txt", "Vu Mme Petit ce matin.").propre
    assert not controler_ces_lignes(projet, tmp_path / "c.txt", "Vu Zoé Petit ce matin.").propre
    projet.fermer()


def test_le_nom_d_un_agent_et_une_adresse_ne_sortent_pas(base: str, tmp_path: Path) -> None:
    menage = un_menage_reloge("AC-004", nom="KOWALCZYK", referent="Samira Kaddour")
    menage.relogements[0].logement = un_logement(adresse="17 quai des Lavandières")
    projet = un_fichier(base, menage)

    agent = controler_ces_lignes(projet, tmp_path / "a.txt", "Suivi par KADDOUR Samira.")
    adresse = controler_ces_lignes(projet, tmp_path / "b.txt", "Relogée 17, quai des lavandieres")

    assert [c.genre for c in agent.fuites] == [Genre.AGENT]
    assert [(c.genre, c.dossiers[0].reference) for c in adresse.fuites] == [(Genre.ADRESSE, "AC-004")]
    projet.fermer()


@pytest.mark.parametrize(("code", "extension"), [("agrege", ".xlsx"), ("bilan", ".xlsx"), ("bilan", ".pdf")])
def test_un_document_mis_en_page_passe_malgre_les_noms_difficiles(
    code: str, extension: str, pieges: list[Fichier], tmp_path: Path
) -> None:
    """Opérations et bailleurs s'y citent hors de toute colonne, parfois coupés en deux lignes."""
    for projet in pieges[:3]:
        assert remettre(projet, code, tmp_path / f"sortie{extension}", au=AU).rapport.propre


def test_un_nom_entier_ajoute_au_bilan_se_voit_encore(pieges: list[Fichier], tmp_path: Path) -> None:
    vers = tmp_path / "bilan.xlsx"
    document = _DOCUMENTS["bilan"]
    with pieges[0].lire() as session:
        ecrit = document(Portee(session, None, AU, sans_avancement), None)
        ECRIVAINS[".xlsx"](ecrit, vers)
        classeur = openpyxl.load_workbook(vers)
        classeur.worksheets[0]["Z40"] = "KOWALCZYK"
        classeur.save(vers)
        rapport = fuites.controler(session, vers, document=ecrit, au=AU)

    assert any(c.genre is Genre.NOM and c.ou == "cellule Z40" for c in rapport.fuites)
