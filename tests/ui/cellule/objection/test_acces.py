"""Chaque fenêtre du délai d'objection se parcourt au clavier, se dit en entier, et ne coupe pas ses mots."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db import horloge
from db.dossier import lire_dossier
from db.fichier import Fichier
from relogement.modeles import Menage
from tests.ui.audit import a_rebours, coupes, hors_d_atteinte, parcours, sans_nom
from tests.ui.cellule.objection.conftest import FIN, lancee
from ui.cellule.objection.consulter import ConsulterDialog
from ui.cellule.objection.fenetre import FenetreConsultations
from ui.cellule.objection.partenaires import FenetrePartenaires
from ui.cellule.objection.relire import FenetreEnvoi
from ui.ouvert import ProjetOuvert

Ouvrir = Callable[[QtBot, ProjetOuvert, QWidget], QDialog]


def consultations(qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget) -> QDialog:
    fenetre = FenetreConsultations(ouvert, ecran)
    fenetre.open()
    qtbot.waitUntil(lambda: fenetre.lue is not None and fenetre.constater.isVisible())
    return fenetre


def objection(qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget) -> QDialog:
    fenetre = consultations(qtbot, ouvert, ecran)
    assert isinstance(fenetre, FenetreConsultations)
    fenetre._rangees[0].boutons[-1].click()
    qtbot.waitUntil(fenetre._rangees[0].motif.isVisible)
    return fenetre


def annuaire(qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget) -> QDialog:
    fenetre = FenetrePartenaires(ouvert, ecran)
    fenetre.open()
    qtbot.waitUntil(lambda: fenetre.choisi is not None)
    return fenetre


def envoi(qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget) -> QDialog:
    fenetre = consultations(qtbot, ouvert, ecran)
    assert isinstance(fenetre, FenetreConsultations)
    assert fenetre.lue is not None
    relue = FenetreEnvoi(ouvert, fenetre.lue, fenetre.lue.reponses[0], ecran)
    relue.open()
    qtbot.waitUntil(lambda: "SHA-256" in relue._intact.text())
    return relue


def consulter(qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget) -> QDialog:
    with ouvert.fichier.lire() as session:
        lu = lire_dossier(session, session.scalars(select(Menage.id).where(Menage.reference == "AC-016")).one())
    fenetre = ConsulterDialog(ouvert, lu, None, ecran)
    fenetre.open()
    qtbot.waitUntil(fenetre.ecrire.isEnabled)
    return fenetre


@pytest.mark.parametrize("ouvrir", [consultations, objection, annuaire, envoi, consulter])
def test_chaque_fenetre_se_parcourt_au_clavier_et_se_dit(
    qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget, fichier: Fichier, monkeypatch: pytest.MonkeyPatch,
    ouvrir: Ouvrir,
) -> None:  # fmt: skip
    lancee(fichier)
    monkeypatch.setattr(horloge, "maintenant", lambda: FIN + timedelta(minutes=5))

    fenetre = ouvrir(qtbot, ouvert, ecran)
    vus = parcours(fenetre)

    assert sans_nom(fenetre) == []
    assert hors_d_atteinte(fenetre, vus) == []
    assert a_rebours(fenetre, vus) == []
    assert coupes(fenetre) == []
    fenetre.reject()
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy)
