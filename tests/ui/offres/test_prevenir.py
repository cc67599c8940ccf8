"""Les bailleurs à prévenir : ce qu'il faut leur dire, le copier, l'écrire en brouillon, noter qui le sait."""

from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db import horloge
from relogement.actes import proposer, refuser
from relogement.modeles import LogementOffert, Menage, Offre
from tests.fabrique import une_charte
from tests.ui.offres.gestes import les_offres, presser, taper, trouve
from ui.cadre.cadre import Cadre
from ui.offres.ecran import PREVENIR
from ui.offres.prevenir import PagePrevenir


def deux_refus(cadre: Cadre) -> None:
    """ADAM refuse les Pins de Canigou, BLANC les Tours d'Habitat Sud."""
    le = horloge.aujourdhui() - timedelta(days=3)
    with cadre.ouvert.fichier.ecrire("Refus") as session:
        for reference, residence in (("A1", "Les Pins"), ("B1", "Les Tours")):
            menage = session.scalars(select(Menage).where(Menage.reference == reference)).one()
            logement = session.scalars(select(LogementOffert).where(LogementOffert.residence == residence)).one()
            proposer(menage, logement, charte=une_charte())
            session.flush()
            refuser(menage, menage.offres[-1], le, "TROP_PETIT", charte=une_charte())


def a_prevenir(qtbot: QtBot, cadre: Cadre) -> PagePrevenir:
    deux_refus(cadre)
    ecran = les_offres(qtbot, cadre)
    ecran.montrer(PREVENIR)
    qtbot.waitUntil(lambda: len(ecran.prevenir.table.modele.lignes) == 2)
    return ecran.prevenir


def message(page: PagePrevenir) -> str:
    return trouve(QPlainTextEdit, "prevenir_message", page).toPlainText()


def test_chaque_bailleur_a_son_message_sans_nom_ni_motif(qtbot: QtBot, cadre: Cadre) -> None:
    page = a_prevenir(qtbot, cadre)
    assert "Les Pins" in message(page) and "Les Tours" not in message(page)
    assert "par le dossier A1. Il est de nouveau libre." in message(page)
    for tu in ("ADAM", "BLANC", "petit"):
        assert tu not in message(page)

    QTest.keyClick(page.table, Qt.Key.Key_Down)
    presser("prevenir_copier", page)

    assert "Habitat Sud" in QGuiApplication.clipboard().text()
    assert "Les Tours, Toulouges\u00a0: refusé le" in QGuiApplication.clipboard().text()


def test_le_brouillon_s_ouvre_dans_une_messagerie_et_ne_nomme_personne(
    qtbot: QtBot, cadre: Cadre, tmp_path: Path
) -> None:
    page = a_prevenir(qtbot, cadre)

    page.ecrire_tous(str(tmp_path))

    qtbot.waitUntil(lambda: "2 brouillons écrits" in page.fait.phrase)
    ecrits = sorted(tmp_path.glob("*.eml"))
    assert len(ecrits) == 2
    lu = message_from_bytes(ecrits[0].read_bytes(), policy=policy.default)
    assert lu["Subject"] == "Logements revenus à la cellule de relogement (1 logement)"
    assert (lu["X-Unsent"], lu["To"]) == ("1", None)
    corps = lu.get_body()
    assert corps is not None
    assert "Les Pins, Perpignan\u00a0: refusé le" in corps.get_content()
    assert all("ADAM" not in e.read_text("utf-8") for e in ecrits)


def test_qui_est_prevenu_se_note_puis_s_annule(qtbot: QtBot, cadre: Cadre) -> None:
    page = a_prevenir(qtbot, cadre)
    presser("prevenir_marquer", page)
    qtbot.waitUntil(lambda: [r.bailleur for r in page.table.modele.lignes] == ["Habitat Sud"])
    with cadre.ouvert.fichier.lire() as session:
        notees = session.scalars(select(Offre.bailleur_prevenu_le)).all()
        assert sorted(map(str, notees)) == sorted([str(horloge.aujourdhui()), "None"])

    page.sorte.set_value("tous")
    qtbot.waitUntil(lambda: len(page.table.modele.lignes) == 2)
    page.table.selectRow(0)
    qtbot.waitUntil(lambda: page.marquer.text() == "Pas encore prévenu")
    presser("prevenir_marquer", page)

    def plus_personne() -> bool:
        with cadre.ouvert.fichier.lire() as session:
            return not any(session.scalars(select(Offre.bailleur_prevenu_le)))

    qtbot.waitUntil(plus_personne)
    qtbot.waitUntil(lambda: page.marquer.text() == "Noter prévenu")


def test_une_date_illisible_se_dit_et_la_liste_reste(qtbot: QtBot, cadre: Cadre) -> None:
    page = a_prevenir(qtbot, cadre)
    taper(page.depuis, "31/02/2026")
    QTest.keyClick(page.depuis, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: bool(page.erreur.phrase))
    assert len(page.table.modele.lignes) == 2

    taper(page.depuis, f"{horloge.aujourdhui():%d/%m/%Y}")
    QTest.keyClick(page.depuis, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.table.modele.lignes)
    assert not page.erreur.phrase
