"""La fenêtre retrouve sa place, et change de taille de texte sans rien perdre."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.fichier import ouvrir
from relogement.menage import Menage
from tests.ui.cadre.test_aller import CTRL, presser
from tests.ui.dossier.gestes import Agente
from ui import fonts, theme
from ui.cadre.cadre import Cadre
from ui.main_window import MainWindow
from ui.reglages import Reglages


@pytest.fixture(autouse=True)
def apparence_ordinaire(qapp: QApplication) -> object:
    yield
    theme.apply(qapp)


def brouillon(cadre: Cadre) -> str:
    return cadre.ecran_dossier.entete._brouillon.vue.lu()


def test_ctrl_plus_agrandit_tout_et_garde_la_place_et_la_saisie(
    qtbot: QtBot, cadre: Cadre, fenetre: MainWindow
) -> None:
    cadre.montrer_dossier(2)
    cadre.ecran_dossier.barre.set_current("enquete")
    Agente(qtbot, cadre.ecran_dossier).remplir(cadre.ecran_dossier, telephone="06 00 00 26 14")
    assert brouillon(cadre) == "1 modification en brouillon"
    barre = cadre.haut.height()

    fenetre.agrandir(1)

    qtbot.waitUntil(lambda: fenetre.cadre is not cadre)
    nouveau = fenetre.cadre
    assert nouveau is not None
    assert fonts.police().pixelSize() == 14  # 13 × 1,1
    assert nouveau.haut.height() > barre
    assert nouveau.visible == "dossier"
    assert brouillon(nouveau) == "1 modification en brouillon"
    fenetre.agrandir(0)
    qtbot.waitUntil(lambda: fenetre.cadre is not nouveau)


def test_la_taille_s_arrete_a_ses_bornes(qtbot: QtBot, cadre: Cadre, fenetre: MainWindow) -> None:
    for _ in range(8):
        fenetre.agrandir(1)
    grande = fenetre.reglages.taille_du_texte
    for _ in range(8):
        fenetre.agrandir(-1)

    assert (grande, fenetre.reglages.taille_du_texte) == (150, 90)
    presser(qtbot, Qt.Key.Key_0, CTRL)
    assert fenetre.reglages.taille_du_texte == 100
    QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)


def test_le_projet_se_rouvre_la_ou_on_l_a_laisse(
    qtbot: QtBot, cadre: Cadre, fenetre: MainWindow, reglages: Reglages
) -> None:
    base = cadre.ouvert.fichier.base
    cadre.aller("indicateurs")
    cadre.montrer_dossier(3)

    fenetre.montrer(ouvrir(base))

    assert fenetre.cadre is not None
    assert fenetre.cadre is not cadre
    assert fenetre.cadre.visible == "dossier"
    assert fenetre.cadre.ecran_dossier.lu is not None
    assert fenetre.cadre.ecran_dossier.lu.menage.id == 3
    fenetre.cadre.revenir()
    assert fenetre.cadre.visible == "indicateurs"
    assert not [cle for cle in reglages._magasin.allKeys() if base in cle]


def test_l_anneau_de_focus_reste_visible_dans_le_cadre(qtbot: QtBot, cadre: Cadre, fenetre: MainWindow) -> None:
    """La flèche du clavier passe par tous les boutons de la barre du haut."""
    cadre.haut.projet.setFocus()
    atteints = []
    for _ in range(8):
        atteint = QApplication.focusWidget()
        assert atteint is not None
        atteints.append(atteint.objectName())
        presser(qtbot, Qt.Key.Key_Tab)

    assert atteints[:3] == ["haut_projet", "haut_operation", "haut_recherche"]
    assert "haut_aide" in atteints


@pytest.mark.parametrize(
    ("chemin", "ou"),
    [("menage.numero_unique", "enquete"), ("quitte.bailleur", "logement"), ("suivi.satisfaction", "suivi")],
)
def test_un_champ_a_completer_ouvre_son_dossier_au_bon_onglet(cadre: Cadre, chemin: str, ou: str) -> None:
    with cadre.ouvert.fichier.lire() as session:
        numero = session.scalars(select(Menage.id).where(Menage.reference == "AC-002")).one()

    cadre.ouvert.field_asked.emit(numero, chemin)

    assert cadre.ecran_dossier.menage_id == numero
    assert cadre.ecran_dossier.barre.current == ou
