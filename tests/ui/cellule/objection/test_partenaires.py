"""L'annuaire des partenaires : ajouter, compléter un courriel, dire qui ne siège plus, au clavier."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.cellule.partenaires import PartenaireLu, partenaires
from db.fichier import Fichier
from tests.ui.dossier.gestes import ecrire
from ui.cellule.objection.partenaires import FenetrePartenaires
from ui.ouvert import ProjetOuvert


def ouvrir(qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget) -> FenetrePartenaires:
    fenetre = FenetrePartenaires(ouvert, ecran)
    fenetre.open()
    qtbot.waitUntil(lambda: fenetre.choisi is not None)
    return fenetre


def tous(fichier: Fichier) -> dict[str, PartenaireLu]:
    with fichier.lire() as session:
        return {lu.nom: lu for lu in partenaires(session, tous=True)}


def champ(fenetre: FenetrePartenaires, nom: str) -> QLineEdit:
    editeur = fenetre.formulaire.editor(nom)
    assert isinstance(editeur, QLineEdit)
    return editeur


def test_completer_un_courriel_refuse_ce_qui_n_en_est_pas_un(
    qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget, fichier: Fichier
) -> None:
    fenetre = ouvrir(qtbot, ouvert, ecran)
    assert fenetre.choisi is not None
    assert (fenetre.choisi.nom, fenetre.choisi.courriel) == ("Canigou Logement", None)

    ecrire(champ(fenetre, "courriel"), "canigou")
    qtbot.keyClick(fenetre.enregistrer, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "n’a pas la forme" in fenetre.erreur.phrase)
    assert champ(fenetre, "courriel").text() == "canigou"
    ecrire(champ(fenetre, "courriel"), "@logement.example")
    qtbot.keyClick(fenetre.enregistrer, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tous(fichier)["Canigou Logement"].courriel == "canigou@logement.example")
    fenetre.reject()


def test_un_nouveau_partenaire_est_consulte_et_reste_choisi(
    qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget, fichier: Fichier
) -> None:
    fenetre = ouvrir(qtbot, ouvert, ecran)
    qtbot.keyClick(fenetre.nouveau, Qt.Key.Key_Space)
    ecrire(champ(fenetre, "nom"), "Préfecture")
    qtbot.keyClick(fenetre.enregistrer, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: fenetre.choisi is not None and fenetre.choisi.nom == "Préfecture")

    assert tous(fichier)["Préfecture"].consulte
    fenetre.reject()


def test_qui_ne_siege_plus_se_voit_et_peut_revenir(
    qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget, fichier: Fichier
) -> None:
    fenetre = ouvrir(qtbot, ouvert, ecran)
    qtbot.keyClick(fenetre.siege, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: fenetre.siege.text() == "Siège de nouveau")
    assert not tous(fichier)["Canigou Logement"].actif
    qtbot.keyClick(fenetre.siege, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: fenetre.siege.text() == "Ne siège plus")
    assert tous(fichier)["Canigou Logement"].actif
    fenetre.reject()
