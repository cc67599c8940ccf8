"""Les fenêtres des doublons se parcourent au clavier, se nomment, et ne coupent aucun mot."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QRadioButton
from pytestqt.qtbot import QtBot

from tests.ui.audit import a_rebours, coupes, hors_d_atteinte, parcours, sans_nom
from ui.comparaison import FenetreComparaison
from ui.dossier import EcranDossier
from ui.dossier.pourquoi import FenetrePourquoi
from ui.doublons.choisir import ChoisirDossier
from ui.doublons.fusion import FenetreFusion
from ui.doublons.liste import FenetreDoublons

Ouvrir = Callable[[EcranDossier], QDialog]


def _pourquoi(ecran: EcranDossier) -> QDialog:
    assert ecran.lu is not None
    return FenetrePourquoi(ecran.lu, ecran)


FENETRES: dict[str, Ouvrir] = {
    "doublons": lambda ecran: FenetreDoublons(ecran.ouvert, ecran),
    "fusion": lambda ecran: FenetreFusion(ecran.ouvert, 1, 2, ecran),
    "comparaison": lambda ecran: FenetreComparaison(ecran.ouvert, 1, 2, ecran),
    "choisir": lambda ecran: ChoisirDossier(ecran.ouvert, "Comparer avec quel dossier ?", 1, ecran),
    "pourquoi": _pourquoi,
}


@pytest.mark.parametrize("nom", list(FENETRES))
def test_une_fenetre_des_doublons_se_parcourt_au_clavier(qtbot: QtBot, ecran: EcranDossier, nom: str) -> None:
    ecran.open_dossier(3)
    fenetre = FENETRES[nom](ecran)
    fenetre.open()
    qtbot.waitUntil(lambda: not ecran.ouvert.atelier.is_busy)
    qtbot.waitUntil(fenetre.isActiveWindow)
    for _ in range(5):
        QApplication.processEvents()
    vus = parcours(fenetre)
    # D'un champ à choisir, Tab va au choix fait ; les flèches vont à l'autre.
    autres = {w for w in fenetre.findChildren(QRadioButton) if not w.isChecked()}

    assert sans_nom(fenetre) == []
    assert hors_d_atteinte(fenetre, [*vus, *autres]) == []
    assert a_rebours(fenetre, vus) == []
    assert coupes(fenetre) == []
    fenetre.reject()
