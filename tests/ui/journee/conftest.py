"""L'écran « Ma journée » sur un vrai fichier, le vendredi 20 novembre 2026 à dix heures."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db import dossier, horloge
from db.fichier import Fichier
from relogement.menage import Menage
from relogement.nomenclatures import Canal, Etat, Reponse
from relogement.suivi import Contact
from tests.fabrique import un_fichier, un_menage, une_offre, une_operation
from ui.background import Atelier
from ui.journee import EcranJournee
from ui.ouvert import ProjetOuvert

AU = date(2026, 11, 20)
MAINTENANT = datetime(2026, 11, 20, 10, 0)  # noqa: DTZ001 — l'heure du poste
MOI = "Agente de test"


@pytest.fixture(autouse=True)
def vendredi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(horloge, "maintenant", lambda: MAINTENANT)
    for module in (horloge, dossier):
        monkeypatch.setattr(module, "aujourdhui", lambda: AU)


def les_menages() -> list[Menage]:
    """Un silence à constater, une relance en retard, une lettre à remettre, une réponse attendue, un collègue."""
    op = une_operation("AC", vide_le=date(2027, 4, 30))
    noms = (("AC-1", "ZAOUI", "Nadia"), ("AC-2", "FAURE", "Marie"), ("AC-3", "BERTRAND", "Lucette"),
            ("AC-4", "DELMAS", "Éric"), ("AC-5", "TRAN", "Linh"))  # fmt: skip
    zaoui, faure, bertrand, delmas, tran = (
        un_menage(r, nom=n, prenom=p, operation=op, etat=Etat.RECHERCHE, referent=MOI) for r, n, p in noms
    )
    for menage, notifiee, limite in (
        (zaoui, date(2026, 10, 19), date(2026, 11, 18)),
        (delmas, date(2026, 10, 26), date(2026, 11, 25)),
    ):
        menage.etat = Etat.OFFRE
        menage.offres.append(une_offre(notifiee_le=notifiee, limite_le=limite, reponse=Reponse.EN_COURS))
    for menage, suite, le in (
        (faure, "Relance du bailleur : un T3", date(2026, 11, 18)),
        (bertrand, "Lettre d’information", AU),
        (tran, "Rappeler", AU),
    ):
        contact = Contact(le=datetime(2026, 11, 5, 9), canal=Canal.TELEPHONE, objet="Point", suite=suite)  # noqa: DTZ001
        contact.suite_le = le
        menage.contacts.append(contact)
    tran.referent = "T. Vidal"
    return [zaoui, faure, bertrand, delmas, tran]


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path, *les_menages())
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ouvert(qapp: object, fichier: Fichier) -> Iterator[ProjetOuvert]:
    atelier, pannes = Atelier(), []
    atelier.crashed.connect(pannes.append)
    yield ProjetOuvert(fichier, atelier)
    atelier.close()
    if pannes:
        raise pannes[0]


@pytest.fixture
def ecran(qtbot: QtBot, ouvert: ProjetOuvert) -> EcranJournee:
    montre = EcranJournee(ouvert)
    qtbot.addWidget(montre)
    montre.resize(1268, 800)
    with qtbot.waitExposed(montre):
        montre.show()
    montre.on_enter()
    qtbot.waitUntil(lambda: montre.est_a_jour)
    return montre
