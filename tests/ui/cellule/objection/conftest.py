"""Un ménage, son offre, deux logements libres et trois partenaires, le vendredi 20 novembre 2026 à 15 h 02."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db import horloge
from db.fichier import Fichier
from db.objection import Demande, lancer, partenaires_a_consulter
from relogement.actes import Notification, proposer
from relogement.modeles import LogementOffert, Menage, Partenaire
from relogement.nomenclatures import Etat, Typologie
from tests.fabrique import un_cout, un_fichier, un_logement, un_menage, une_charte, une_operation

AU = datetime(2026, 11, 20, 15, 2)  # noqa: DTZ001 — l'heure du poste
ENVOI = datetime(2026, 11, 18, 16, 30)  # noqa: DTZ001
FIN = ENVOI + timedelta(days=2)


@pytest.fixture(autouse=True)
def vendredi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(horloge, "maintenant", lambda: AU)


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    operation = une_operation("AC", libelle="Acacias")
    faure = un_menage(
        "AC-015", nom="FAURE", prenom="Marie-Claude", operation=operation, avant=un_cout(), etat=Etat.RECHERCHE
    )
    ouvert = un_fichier(tmp_path, faure, un_menage("AC-016", nom="BELKACEM", prenom="Nora", operation=operation))
    with ouvert.ecrire("Cas") as session:
        logements = [
            un_logement(residence=nom, typologie=Typologie.T3, commune="Perpignan", bailleur="Têt Habitat")
            for nom in ("Les Micocouliers", "Le Clos")
        ]
        session.add_all(logements)
        session.add_all(
            [
                Partenaire(nom="Têt Habitat", courriel="attributions@tet.example"),
                Partenaire(nom="Ville de Perpignan", courriel="logement@ville.example"),
                Partenaire(nom="Canigou Logement"),
            ]
        )
        menage = session.scalars(select(Menage).where(Menage.reference == "AC-015")).one()
        proposer(menage, logements[0], charte=une_charte(), notification=Notification(date(2026, 11, 18)))
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ecran(qtbot: QtBot) -> QWidget:
    """La fenêtre d'où les autres s'ouvrent."""
    place = QWidget()
    place.resize(1200, 800)
    qtbot.addWidget(place)
    place.show()
    return place


def lancee(fichier: Fichier, envoi: datetime = ENVOI, reference: str = "AC-015", rang: int = 0) -> int:
    """Une consultation de tous les partenaires, partie à cette heure."""
    with fichier.ecrire("Consultation") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == reference)).one()
        logement = session.scalars(select(LogementOffert.id).order_by(LogementOffert.id)).all()[rang]
        offre = next((o.id for o in menage.offres if o.logement_id == logement), None)
        tous = tuple(p.id for p in partenaires_a_consulter(session))
        return lancer(session, Demande(menage.id, logement, tous, envoi, offre), AU, auteur="S. Kaddour")
