"""L'écran des dossiers sur un vrai fichier, avec des réglages à lui et un jour fixé."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from db import dossier, horloge
from db.fichier import Fichier
from relogement.cout import Cout
from relogement.menage import Menage
from relogement.nomenclatures import Etat, Reponse, TypeDossier, Typologie
from tests.fabrique import un_cout, un_fichier, un_logement, un_menage, une_offre, une_operation
from ui.background import Atelier
from ui.dossiers import EcranDossiers
from ui.ouvert import ProjetOuvert

AU = date(2026, 11, 20)


def quatre_menages() -> list[Menage]:
    """Deux opérations ; un RAC inconnu, une offre en discussion estimée, un relogé, un décohabitant."""
    acacias, bleuets = une_operation("AC"), une_operation("BL")
    ndiaye = un_menage(
        "AC-001", nom="N’Diaye", prenom="Aïssatou", operation=acacias, nb_personnes=5, ug="0046001",
        telephone="06 12 34 56 78", avant=un_cout("400", "100", "250"), etat=Etat.OFFRE, referent="S. Kaddour",
    )  # fmt: skip
    assert ndiaye.logement_quitte is not None
    ndiaye.logement_quitte.typologie = Typologie.T4
    offre = une_offre(
        reponse=Reponse.EN_COURS, motif_recevable=None, notifiee_le=date(2026, 10, 23),
        limite_le=date(2026, 11, 23), logement=un_logement(residence="Les Genêts"),
    )  # fmt: skip
    ndiaye.offres.append(offre)
    _estimer(ndiaye, offre, un_cout("420", "90", "230", apl_estimee=True))
    faure = un_menage(
        "AC-002", nom="FAURE", prenom="Marie-Claude", operation=acacias, nb_personnes=2, ug="0046002"
    )
    chloe = un_menage(
        "AC-002-1",
        nom="FAURE",
        prenom="Chloé",
        operation=acacias,
        type=TypeDossier.DECOHABITANT,
        logement_quitte=None,
    )
    zaoui = un_menage(
        "BL-001", nom="ZAOUI", prenom="Nadia", operation=bleuets, nb_personnes=4, etat=Etat.EMMENAGE,
        avant=un_cout("300", "80", "200"),
    )  # fmt: skip
    return [ndiaye, faure, chloe, zaoui]


def _estimer(menage: Menage, offre: object, cout: Cout) -> None:
    from relogement.nomenclatures import Moment

    cout.moment = Moment.OFFRE
    menage.couts.append(cout)
    offre.cout = cout  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def un_jour_fixe(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (horloge, dossier):
        monkeypatch.setattr(module, "aujourdhui", lambda: AU)


@pytest.fixture
def magasin(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "reglages.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path, *quatre_menages())
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ouvert(qapp: object, fichier: Fichier) -> Iterator[ProjetOuvert]:
    projet = ProjetOuvert(fichier, Atelier())
    yield projet
    projet.atelier.close()


@pytest.fixture
def ecran(qtbot: QtBot, ouvert: ProjetOuvert, magasin: QSettings) -> EcranDossiers:
    """L'écran, chargé, dans une fenêtre large."""
    return montrer(qtbot, ouvert, magasin)


def montrer(qtbot: QtBot, ouvert: ProjetOuvert, magasin: QSettings, largeur: int = 1268) -> EcranDossiers:
    ecran = EcranDossiers(ouvert, magasin=magasin)
    qtbot.addWidget(ecran)
    ecran.resize(largeur, 826)
    with qtbot.waitExposed(ecran):
        ecran.show()
    ecran.on_enter()
    qtbot.waitUntil(lambda: ecran.est_a_jour)
    return ecran


def references(ecran: EcranDossiers) -> list[str]:
    """Les dossiers montrés, de haut en bas."""
    lignes = (ecran.modele.ligne(rang) for rang in range(ecran.modele.rowCount()))
    return [ligne.reference for ligne in lignes if ligne]
