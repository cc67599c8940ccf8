"""Une liste copiée d'un tableur ou d'un courriel se colle dans l'écran, et passe par l'import."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from relogement.imports.nature import NatureImport
from relogement.modeles import LogementOffert
from tests.ui.offres.gestes import les_offres
from ui.cadre.cadre import Cadre
from ui.echanges import EcranEchanges
from ui.echanges.assistant.etat import Etape

COPIE = (
    "Bailleur\tRésidence\tCommune\tTypologie\tSurface\tLoyer\n"
    "Canigou Logement\tLes Mimosas\tCabestany\tT3\t62,5\t412,30\n"
    "Canigou Logement\tLes Ormes\tCabestany\tT4\t\t\n"
)


def copier(texte: str) -> None:
    contenu = QMimeData()
    contenu.setText(texte)
    QGuiApplication.clipboard().setMimeData(contenu)


def test_ctrl_v_mene_a_l_import_des_logements_vacants_jusqu_au_registre(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre)
    copier(COPIE)
    QTest.keyClick(ecran.registre.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    echanges = cadre.findChild(EcranEchanges)
    assert isinstance(echanges, EcranEchanges)
    assistant = echanges.importer
    qtbot.waitUntil(lambda: assistant.etat.lu is not None)
    assert assistant.etat.nature is NatureImport.OFFRES
    for etape in (Etape.COLONNES, Etape.APERCU, Etape.TERMINE):
        qtbot.waitUntil(lambda: assistant.pied.suite.isEnabled() and not assistant.en_attente)
        assistant.avancer()
        qtbot.waitUntil(lambda etape=etape: assistant.etape is etape)  # type: ignore[misc]

    with cadre.ouvert.fichier.lire() as session:
        assert session.scalar(select(func.count()).select_from(LogementOffert)) == 4
        ormes = session.scalars(select(LogementOffert).where(LogementOffert.residence == "Les Ormes")).one()
        assert (ormes.surface, ormes.loyer) == (None, None)


def test_un_presse_papiers_sans_tableau_le_dit(qtbot: QtBot, cadre: Cadre) -> None:
    ecran = les_offres(qtbot, cadre)
    copier("bonjour")

    QTest.keyClick(ecran.registre.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert "ne contient pas de tableau" in ecran.registre.erreur.phrase
    assert cadre.visible == "offres"
