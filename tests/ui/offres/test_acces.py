"""Les pages et les fenêtres des offres se parcourent au clavier et se lisent, à la plus petite taille promise."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from relogement.registre_filtre import Filtre
from tests.ui.offres.gestes import dialogue
from tests.ui.test_acces import cadre, defauts, numero, projet
from ui.cadre.cadre import Cadre
from ui.offres import EcranOffres
from ui.offres.ecran import AFFECTATION, PREVENIR

__all__ = ["cadre", "projet"]


def les_offres(qtbot: QtBot, cadre: Cadre) -> EcranOffres:
    cadre.aller("offres")
    ecran = cadre.findChild(EcranOffres)
    assert isinstance(ecran, EcranOffres)
    qtbot.waitUntil(lambda: bool(ecran.registre.volet.menages.modele.lignes))
    return ecran


def test_la_repartition_se_parcourt_au_clavier(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre)
    ecran.montrer(AFFECTATION)
    ecran.affectation.calculer()
    qtbot.waitUntil(lambda: not ecran.affectation.en_cours and bool(ecran.affectation.table.modele.lignes))
    ecran.affectation.garder.click()
    qtbot.waitUntil(lambda: not ecran.affectation.en_cours)

    assert defauts(qtbot, cadre, cadre.fenetre) == []


def test_les_bailleurs_a_prevenir_se_parcourent_au_clavier(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre)
    ecran.montrer(PREVENIR)
    ecran.prevenir.depuis.set_value(date(2026, 1, 1))
    ecran.prevenir.refresh()
    qtbot.waitUntil(lambda: bool(ecran.prevenir.table.modele.lignes))

    assert defauts(qtbot, cadre, cadre.fenetre) == []


def test_les_filtres_poses_se_parcourent_au_clavier(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre)
    ecran.registre.filtres.poser(Filtre("commune", ("Perpignan", "Toulouges")))
    ecran.registre.filtres.poser(Filtre("bailleur", ("Têt Habitat",)))
    qtbot.waitUntil(lambda: bool(ecran.registre.volet.menages.modele.lignes))

    assert defauts(qtbot, cadre, cadre.fenetre) == []


@pytest.mark.parametrize("bouton", ["ajouter", "corriger", "reserver"])
def test_une_fiche_se_parcourt_au_clavier(qtbot: QtBot, cadre: Cadre, bouton: str) -> None:
    ecran = les_offres(qtbot, cadre)
    getattr(ecran if bouton == "ajouter" else ecran.registre, bouton).click()
    fiche = dialogue(qtbot, cadre, "dialogue_reserver" if bouton == "reserver" else "dialogue_logement")

    assert defauts(qtbot, cadre, fiche) == []


def test_les_logements_adaptes_d_un_dossier_se_parcourent_au_clavier(qtbot: QtBot, cadre: Cadre) -> None:
    cadre.montrer_dossier(numero(cadre, "AC-028"))
    cadre.ecran_dossier.barre.set_current("offres")
    qtbot.waitUntil(lambda: not cadre.fenetre.atelier.is_busy)
    QApplication.processEvents()
    fenetre: QWidget = cadre.fenetre

    assert defauts(qtbot, cadre, fenetre) == []
