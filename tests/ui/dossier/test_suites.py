"""Dans le dossier : un contact et sa suite, relus à mesure, puis dite faite ; l'accord à l'attribution."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from sqlalchemy import select

from db.fichier import Fichier
from relogement.caleol import PassageCaleol
from relogement.menage import Menage
from relogement.nomenclatures import DecisionCaleol, Etat
from relogement.parcours import passer
from relogement.suivi import Contact
from tests.ui.dossier.gestes import Agente, ecrire


def test_une_suite_se_relit_s_enregistre_et_se_dit_faite(agente: Agente, fichier: Fichier) -> None:
    champ = agente.trouve(QLineEdit, "journal_contact")
    champ.setFocus()
    ecrire(champ, "Appel : la CAF ne répond pas -> relancer la CAF mercredi")
    relu = agente.trouve(QLabel, "journal_contact_relu").text()
    with agente.qtbot.waitSignal(agente.ecran.ouvert.saved, timeout=5000):
        agente.qtbot.keyClick(champ, Qt.Key.Key_Return)
    agente.attendre(lambda: champ.text() == "" and agente.ecran.journal.suites.isVisible())
    suites = agente.ecran.journal.suites
    ouverte = next(e.text() for e in suites.findChildren(QLabel) if e.objectName() == "suite_1")

    assert relu == "Appel · aujourd’hui · suite\u00a0: relancer la CAF, mer. 25/11/2026"
    assert ouverte == "Suite : relancer la CAF"

    with agente.qtbot.waitSignal(agente.ecran.ouvert.saved, timeout=5000):
        agente.clic("suite_faite_1")
    agente.attendre(lambda: not suites.isVisible())
    with fichier.lire() as session:
        contact = session.scalars(select(Contact)).one()
        assert (contact.suite_le, contact.suite_faite_le) == (date(2026, 11, 25), date(2026, 11, 20))


def test_les_cases_donnent_la_suite_a_qui_les_prefere(agente: Agente, fichier: Fichier) -> None:
    champ = agente.trouve(QLineEdit, "journal_contact")
    ecrire(champ, "absente")
    agente.qtbot.mouseClick(agente.ecran.journal.saisie.detail, Qt.MouseButton.LeftButton)
    agente.remplir(
        agente.ecran.journal, journal_contact_suite="repasser", journal_contact_suite_le="30/11/2026",
        journal_contact_canal="Visite",
    )  # fmt: skip
    with agente.qtbot.waitSignal(agente.ecran.ouvert.saved, timeout=5000):
        agente.qtbot.keyClick(champ, Qt.Key.Key_Return)
    with fichier.lire() as session:
        contact = session.scalars(select(Contact)).one()

    assert (contact.canal.value, contact.objet) == ("VISITE", "absente")
    assert (contact.suite, contact.suite_le) == ("repasser", date(2026, 11, 30))


def test_une_date_illisible_dans_les_cases_se_dit_et_n_enregistre_rien(agente: Agente, fichier: Fichier) -> None:
    champ = agente.trouve(QLineEdit, "journal_contact")
    ecrire(champ, "absente")
    agente.qtbot.mouseClick(agente.ecran.journal.saisie.detail, Qt.MouseButton.LeftButton)
    agente.remplir(agente.ecran.journal, journal_contact_suite_le="31/02/2026")
    agente.qtbot.keyClick(champ, Qt.Key.Key_Return)

    assert "n’existe pas" in agente.trouve(QLabel, "journal_contact_relu").text()
    assert champ.text() == "absente"
    with fichier.lire() as session:
        assert session.scalars(select(Contact)).all() == []


def test_l_accord_a_l_attribution_se_note_dans_le_dossier(agente: Agente, fichier: Fichier) -> None:
    with fichier.ecrire("CALEOL") as session:
        menage = session.scalars(select(Menage)).one()
        for etat in (Etat.ACCORD, Etat.CALEOL, Etat.ATTRIBUE):
            passer(menage, etat, date(2026, 11, 10), motif="reprise")
        menage.caleols.append(
            PassageCaleol(
                le=date(2026, 11, 10),
                decision=DecisionCaleol.ATTRIBUTION,
                notifie_le=date(2026, 11, 13),
                limite_le=date(2026, 11, 23),
            )
        )
    agente.ecran.refresh()
    dialogue = agente.acte("accord_caleol")
    agente.valider(dialogue)

    with fichier.lire() as session:
        assert session.scalars(select(PassageCaleol.accord_le)).one() == date(2026, 11, 20)
    assert "acte_accord_caleol" not in {a.objectName() for a in agente.ecran.entete.actes.menu().actions()}
    assert not [b for b in agente.ecran.findChildren(QPushButton, "accord_caleol_valider") if b.isVisible()]
