"""La ligne de Ma journée mène à la consultation ; l'accord tacite s'y constate, pas avant."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db import dossier, horloge
from db.fichier import Fichier
from relogement.journee import Colonne
from relogement.nomenclatures import Affaire
from tests.ui.cellule.objection.conftest import FIN, lancee
from ui.cellule.objection.fenetre import FenetreConsultations
from ui.journee import EcranJournee
from ui.ouvert import ProjetOuvert


def test_entree_sur_l_accord_tacite_ouvre_sa_consultation(
    qtbot: QtBot, ouvert: ProjetOuvert, fichier: Fichier, monkeypatch: pytest.MonkeyPatch
) -> None:
    numero, samedi = lancee(fichier), date(2026, 11, 21)
    monkeypatch.setattr(horloge, "maintenant", lambda: FIN + timedelta(hours=17))
    for module in (horloge, dossier):
        monkeypatch.setattr(module, "aujourdhui", lambda: samedi)
    ecran = EcranJournee(ouvert)
    qtbot.addWidget(ecran)
    ecran.resize(1268, 800)
    with qtbot.waitExposed(ecran):
        ecran.show()
    ecran.on_enter()
    qtbot.waitUntil(lambda: ecran.est_a_jour)

    liste = ecran.colonnes[Colonne.RETARD].liste
    rang = [li.genre for li in liste.modele.lignes].index(Affaire.TACITE)
    liste.setCurrentIndex(liste.modele.index(rang))
    qtbot.keyClick(liste, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(ecran.findChildren(FenetreConsultations)))
    fenetre = ecran.findChildren(FenetreConsultations)[0]
    qtbot.waitUntil(lambda: fenetre.lue is not None and fenetre.lue.id == numero)
    qtbot.waitUntil(fenetre.constater.isEnabled)

    with qtbot.waitSignal(ouvert.saved):
        qtbot.keyClick(fenetre.constater, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ecran.est_a_jour)
    qtbot.waitUntil(
        lambda: Affaire.TACITE not in [li.genre for li in ecran.colonnes[Colonne.RETARD].liste.modele.lignes]
    )
    fenetre.reject()
