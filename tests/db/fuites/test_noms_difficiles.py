"""Un ménage PARIS, MARTIN ou LE ne rend pas le contrôle inutile : ni bloqué à tort, ni laissé passer."""

import random
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from db import fuites
from db.exports import _DOCUMENTS, remettre
from db.exports.portee import Portee
from db.fichier import Fichier
from db.fuites.vocabulaire import VocabulaireDeLaBase
from relogement.exports.ecriture import ECRIVAINS
from relogement.fuites.aiguilles import Genre
from relogement.fuites.rapport import FuiteTrouvee, Rapport
from relogement.menage import Menage
from relogement.nomenclatures import Lien, Typologie
from relogement.travail import sans_avancement
from tests.fabrique import un_fichier, un_logement, un_menage_reloge, un_projet, une_operation, une_personne

AU = date(2026, 11, 20)
NOMS = (
    "PARIS", "MARTIN", "LE", "ROSE", "PETIT", "T3", "HORS", "OUI", "NEUF", "JUIN", "DE LA CITE", "A", "X", "NR",
    "NON", "PLUS", "PLAI", "SEUL", "COUPLE", "CHER", "ÉTÉ", "L’ÎLE", "D'HABITAT", "OP1", "ACACIAS",
    "MARTIN HABITAT", "PERPIGNAN", "SUIVI", "TOTAL", "NORMAL", "CALIBRI", "OFFICE", "RIME", "TITULAIRE", "EMPLOI",
    "LES LILAS",
    "INDICATEURS", "DOSSIER", "PROJET", "VIDE", "NOM", "TEXTE", "JEAN", "MARIE", "THÈME", "FEUILLE", "BAIL",
    "MOIS", "AU", "LIGNE", "SUD", "ENSEMBLE", "README", "MENAGES", "NOTICE", "ANRU", "LOI",
    "ARTICLE", "DÉCRET", "GROS",
)  # fmt: skip
PRENOMS = ("Rose", "Pierre", "Aimé", "Prosper", "Juste", "Paul", "Habitat", "Olive", None, "Zoé", "Oui", "Pascal")
OPERATIONS = ("OP1", "ACACIAS", "MARTIN", "PARIS", "T3", "LE-PETIT", "ROSE", "DE LA CITE", "A", "NEUF")
BAILLEURS = (
    "MARTIN HABITAT",
    "MARTIN",
    "Logis de Paris",
    "ROSE",
    "Le Petit Logement",
    "HORS",
    "OUI HABITAT",
    "JUIN",
)
COMMUNES = ("75056", "66136", "66172", "66028")


def un_projet_piege(graine: int, ou: Path, nombre: int) -> Fichier:
    """Des ménages dont les noms sont des mots, des codes, des communes, des bailleurs et des opérations."""
    sort = random.Random(graine)
    operations = [une_operation(code, libelle=sort.choice(NOMS)) for code in OPERATIONS]
    menages = [_un_menage(sort, rang, operations[rang % len(operations)]) for rang in range(nombre)]
    return un_fichier(ou, *menages, projet=un_projet(nom=sort.choice(("PARIS NORD", "Les Lilas", "ROSE"))))


def _un_menage(sort: random.Random, rang: int, operation: object) -> Menage:
    """Dans chaque opération, un ménage porte un nom que rien d'autre ne porte."""
    nom = "KOWALCZYK" if rang < len(OPERATIONS) else sort.choice(NOMS)
    menage = un_menage_reloge(
        f"D-{rang:04d}", nom=nom, prenom=sort.choice(PRENOMS), operation=operation,
        bailleur=sort.choice(BAILLEURS), telephone=f"06 39 98 {sort.randrange(99):02d} {sort.randrange(99):02d}",
        numero_unique=f"0660326{sort.randrange(10**11):011d}", referent=sort.choice(("Le Petit", "Rose Martin")),
        nb_personnes=2, commentaire="écrire à rose.martin@exemple.fr",
    )  # fmt: skip
    menage.personnes[0].naissance_le = date(
        sort.randrange(1930, 2008), sort.randrange(1, 13), sort.randrange(1, 29)
    )
    menage.personnes.append(une_personne(sort.choice(NOMS), Lien.CONJOINT, prenom=sort.choice(PRENOMS)))
    menage.relogements[0].logement = un_logement(
        bailleur=sort.choice(BAILLEURS), typologie=sort.choice(list(Typologie)),
        commune_insee=sort.choice(COMMUNES), adresse=f"{sort.randrange(1, 99)} rue de la Rose",
    )  # fmt: skip
    return menage


@pytest.fixture(scope="module")
def pieges(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Fichier]]:
    projets = [un_projet_piege(graine, tmp_path_factory.mktemp(f"p{graine}"), 60) for graine in range(5)]
    yield projets
    for projet in projets:
        projet.fermer()


def test_mille_exports_sains_passent(
    pieges: list[Fichier], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cinq projets, dix opérations et le tout, quatre exports : relus et refaits à autant de dates différentes."""
    bloques: list[str] = []
    passes = 0
    for rang, projet in enumerate(pieges):
        with projet.lire() as session:
            aiguilles = fuites.lire_aiguilles(session, auteurs=[projet.auteur])
            vocabulaire = VocabulaireDeLaBase(session, aiguilles)
            monkeypatch.setattr(fuites, "lire_aiguilles", lambda *_, lues=aiguilles, **__: lues)
            monkeypatch.setattr(fuites, "VocabulaireDeLaBase", lambda *_, lu=vocabulaire: lu)
            for jour in range(1, 6):
                portees = [partial(Portee, session, code, date(2026, 11, jour)) for code in (*OPERATIONS, None)]
                for portee in portees[rang % 3 :]:
                    for code, extension in (
                        ("rime", ".csv"),
                        ("rime", ".xlsx"),
                        ("agrege", ".csv"),
                        ("sqlite", ".db"),
                    ):
                        document = _DOCUMENTS[code](portee(sans_avancement), None)
                        chemin = tmp_path / f"{code}{extension}"
                        chemin.unlink(missing_ok=True)
                        ECRIVAINS[extension](document, chemin)
                        rapport = fuites.controler(session, chemin, document=document, au=date(2026, 11, jour))
                        passes += 1
                        bloques += [constat.phrase for constat in rapport.fuites]

    assert not bloques
    assert passes >= 1000


def deux_martin(ou: Path, **logement: object) -> Fichier:
    """MARTIN Paul, et DURAND Zoé, chez le même bailleur sauf si l'on en dit un autre pour MARTIN."""
    martin = un_menage_reloge("AC-001", nom="MARTIN", prenom="Paul", operation=une_operation("A"))
    durand = un_menage_reloge("AC-002", nom="DURAND", prenom="Zoé", operation=une_operation("B"))
    durand.relogements[0].logement = un_logement(bailleur="MARTIN HABITAT")
    martin.relogements[0].logement = un_logement(**({"bailleur": "MARTIN HABITAT"} | logement))  # type: ignore[arg-type]
    return un_fichier(ou, martin, durand)


@pytest.mark.parametrize("vers", ["rime.xlsx", "rime.csv", "extrait.sqlite"])
def test_le_bailleur_martin_habitat_passe_malgre_le_menage_martin(vers: str, tmp_path: Path) -> None:
    projet = deux_martin(tmp_path)

    rapport = remettre(projet, "sqlite" if "sqlite" in vers else "rime", tmp_path / vers, au=AU).rapport

    assert rapport.propre
    assert (tmp_path / vers).exists()
    projet.fermer()


@pytest.mark.parametrize(
    "bailleur", ["MARTIN", "Martin Paul", "Paul MARTIN", "MARTÍN", "MAR\u200bTIN", "M-A-R-T-I-N"]
)
@pytest.mark.parametrize("vers", ["rime.xlsx", "rime.csv", "extrait.sqlite"])
def test_le_nom_du_menage_tape_dans_la_case_du_bailleur_bloque(bailleur: str, vers: str, tmp_path: Path) -> None:
    projet = deux_martin(tmp_path, bailleur=bailleur)

    with pytest.raises(FuiteTrouvee) as fuite:
        remettre(projet, "sqlite" if "sqlite" in vers else "rime", tmp_path / vers, au=AU)

    assert fuite.value.rapport.fuites[0].genre in (Genre.NOM, Genre.IDENTITE)
    assert fuite.value.rapport.fuites[0].dossiers[0].reference == "AC-001"
    assert "AC-001" in str(fuite.value)
    assert "artin" not in str(fuite.value).lower().replace("martin habitat", "")
    assert not (tmp_path / vers).exists()
    assert not list(tmp_path.glob(".*-*"))
    projet.fermer()


def test_un_bailleur_martin_que_d_autres_menages_ont_aussi_passe(tmp_path: Path) -> None:
    """Une vraie société « MARTIN » loge aussi Mme DURAND."""
    martin = un_menage_reloge("AC-001", nom="MARTIN", operation=une_operation("A"))
    durand = un_menage_reloge("AC-002", nom="DURAND", operation=une_operation("B"))
    for menage in (martin, durand):
        menage.relogements[0].logement = un_logement(bailleur="MARTIN")
    projet = un_fichier(tmp_path, martin, durand)

    assert remettre(projet, "rime", tmp_path / "rime.csv", au=AU).rapport.propre
    projet.fermer()


def controler_ces_lignes(projet: Fichier, chemin: Path, *lignes: str) -> Rapport:
    chemin.write_text("\n".join(lignes), "utf-8")
    with projet.lire() as session:
        return fuites.controler(session, chemin)


def test_a_la_main_le_bailleur_passe_et_le_menage_se_voit(tmp_path: Path) -> None:
    projet = deux_martin(tmp_path)
    sain, fuyant = tmp_path / "sain.csv", tmp_path / "fuyant.csv"

    assert controler_ces_lignes(projet, sain, "BAILLEUR;LOYER", "MARTIN HABITAT;300", "MARTIN HABITAT;310").propre
    trouve = controler_ces_lignes(projet, fuyant, "BAILLEUR;LOYER", "MARTIN HABITAT;300", "MARTIN;310")

    assert [c.ou for c in trouve.fuites] == ["ligne 3, colonne BAILLEUR"]
    projet.fermer()


def test_a_la_main_un_nom_courant_ne_bloque_qu_avec_le_prenom_sur_sa_ligne(tmp_path: Path) -> None:
    rose = un_menage_reloge("AC-003", nom="PETIT", prenom="Zoé")
    projet = un_fichier(tmp_path, rose)

    seul = controler_ces_lignes(projet, tmp_path / "seul.csv", "TAILLE;PIECES", "PETIT;2", "GRAND;4")
    nomme = controler_ces_lignes(projet, tmp_path / "nomme.csv", "TAILLE;QUI", "PETIT;Zoé", "GRAND;x")

    assert seul.propre
    assert seul.avertissements
    assert nomme.fuites[0].dossiers[0].reference == "AC-003"
    projet.fermer()


def test_une_phrase_avec_un_mot_courant_passe_et_une_civilite_bloque(tmp_path: Path) -> None:
    projet = un_fichier(tmp_path, un_menage_reloge("AC-003", nom="PETIT", prenom="Zoé"))

    assert controler_ces_lignes(projet, tmp_path / "a.txt", "Un petit logement, au petit matin.").propre
    assert not controler_ces_lignes(projet, tmp_path / "b.txt", "Vu Mme Petit ce matin.").propre
    assert not controler_ces_lignes(projet, tmp_path / "c.txt", "Vu Zoé Petit ce matin.").propre
    projet.fermer()


def test_le_nom_d_un_agent_et_une_adresse_ne_sortent_pas(tmp_path: Path) -> None:
    menage = un_menage_reloge("AC-004", nom="KOWALCZYK", referent="Samira Kaddour")
    menage.relogements[0].logement = un_logement(adresse="17 quai des Lavandières")
    projet = un_fichier(tmp_path, menage)

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
