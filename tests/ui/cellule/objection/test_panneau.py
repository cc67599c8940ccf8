"""Les délais d'objection à droite de la séance : ce qui reste, pour qui, et rien quand rien ne court."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from db import horloge
from db.fichier import Fichier
from tests.ui.cellule.objection.conftest import ENVOI, FIN, lancee
from ui.cellule.objection.fenetre import FenetreConsultations
from ui.cellule.objection.panneau import PanneauObjections
from ui.composants.texte import Texte
from ui.composants.vue import Vignette
from ui.ouvert import ProjetOuvert


@pytest.fixture
def colonne(qtbot: QtBot, ouvert: ProjetOuvert) -> QWidget:
    """La colonne de droite de la séance, de la largeur de la maquette."""
    place = QWidget()
    qtbot.addWidget(place)
    place.setFixedWidth(306)
    place.setFixedHeight(500)
    pile = QVBoxLayout(place)
    pile.addWidget(PanneauObjections(ouvert))
    pile.addStretch(1)
    place.show()
    return place


def le_panneau(colonne: QWidget) -> PanneauObjections:
    panneau = colonne.findChild(PanneauObjections)
    assert panneau is not None
    return panneau


def reste(panneau: PanneauObjections, numero: int) -> str:
    vignette = panneau.findChild(Vignette, f"objection_{numero}_reste")
    assert vignette is not None
    return vignette.vue.lu().replace("\u00a0", " ")


def phrase(panneau: PanneauObjections, numero: int) -> str:
    texte = panneau.findChild(Texte, f"objection_{numero}_phrase")
    assert texte is not None
    return texte.text().replace("\u00a0", " ")


def test_le_delai_qui_court_dit_ce_qui_reste_et_ce_que_vaut_le_silence(
    qtbot: QtBot, colonne: QWidget, fichier: Fichier
) -> None:
    numero, panneau = lancee(fichier), le_panneau(colonne)
    assert not panneau.isVisible()

    panneau.refresh()
    qtbot.waitUntil(panneau.isVisible)

    assert reste(panneau, numero) == "reste 1 h 28"
    assert phrase(panneau, numero) == (
        "T3 Les Micocouliers pour FAURE Marie-Claude. Fin le 20/11/2026 à 16:30 ; "
        "silence = accord des partenaires."
    )
    texte = panneau.findChild(Texte, f"objection_{numero}_phrase")
    assert texte is not None
    qtbot.waitUntil(lambda: texte.height() >= texte.heightForWidth(texte.width()))  # aucune ligne coupée
    assert panneau.width() <= colonne.width()
    panneau.set_noms(False)
    assert "FAURE" not in phrase(panneau, numero)
    assert "le dossier AC-015" in phrase(panneau, numero)


def test_le_temps_passe_sans_relire_la_base(
    qtbot: QtBot, colonne: QWidget, fichier: Fichier, monkeypatch: pytest.MonkeyPatch
) -> None:
    numero, panneau = lancee(fichier), le_panneau(colonne)
    panneau.refresh()
    qtbot.waitUntil(panneau.isVisible)

    monkeypatch.setattr(horloge, "maintenant", lambda: FIN + timedelta(minutes=1))
    panneau.tick()

    assert reste(panneau, numero) == "à constater"


def test_les_horloges_du_dossier_regarde_viennent_d_abord(
    qtbot: QtBot, colonne: QWidget, fichier: Fichier
) -> None:
    premiere = lancee(fichier, ENVOI - timedelta(days=1))
    seconde = lancee(fichier, ENVOI, "AC-016", 1)
    panneau = le_panneau(colonne)
    panneau.refresh()
    qtbot.waitUntil(panneau.isVisible)
    assert [h.lue.id for h in panneau.horloges] == [premiere, seconde]

    panneau.show_menage(panneau.horloges[1].lue.menage_id)
    assert [h.lue.id for h in panneau.horloges] == [seconde, premiere]
    panneau.show_menage(None)
    assert [h.lue.id for h in panneau.horloges] == [premiere, seconde]


def test_rien_ne_court_rien_ne_se_montre(qtbot: QtBot, colonne: QWidget, ouvert: ProjetOuvert) -> None:
    panneau = le_panneau(colonne)
    panneau.refresh()
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy)
    assert not panneau.isVisible()


def test_entree_sur_le_compte_ouvre_la_consultation(qtbot: QtBot, colonne: QWidget, fichier: Fichier) -> None:
    lancee(fichier)
    panneau = le_panneau(colonne)
    panneau.refresh()
    qtbot.waitUntil(panneau.isVisible)

    panneau.horloges[0].voir.setFocus()
    qtbot.keyClick(panneau.horloges[0].voir, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(colonne.findChildren(FenetreConsultations)))
    fenetre = colonne.findChildren(FenetreConsultations)[0]
    qtbot.waitUntil(lambda: fenetre.lue is not None)
    fenetre.reject()
