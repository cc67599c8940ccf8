"""Dans le dossier, les logements adaptés : le meilleur d'abord, sa note ouverte, « Proposer » le choisit."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from relogement.appariement.poids import Part
from relogement.modeles import Menage
from relogement.nomenclatures import Etat
from tests.ui.dossier.gestes import Agente
from ui.dossier import EcranDossier
from ui.dossier.actes.dialogue import ActeDialog
from ui.editeurs import ChampChoix
from ui.offres.adaptes import LogementsAdaptes


def les_adaptes(agente: Agente) -> LogementsAdaptes:
    agente.ecran.barre.set_current("offres")
    section = agente.ecran.findChild(LogementsAdaptes)
    assert isinstance(section, LogementsAdaptes)
    return section


def test_les_mieux_adaptes_se_lisent_et_proposer_choisit_celui_que_l_on_regarde(agente: Agente) -> None:
    section = les_adaptes(agente)
    agente.qtbot.waitUntil(lambda: len(section.table.modele.lignes) == 3)
    notes = [a.milieu for a in section.table.modele.lignes]
    assert notes == sorted(notes, reverse=True)
    assert [p.part for p in section.parts.table.modele.lignes] == list(Part)

    section.table.setFocus()
    QTest.keyClick(section.table, Qt.Key.Key_Down)
    choisi = section.table.current.logement
    agente.clic("adaptes_proposer")

    dialogue = agente.trouve(ActeDialog, "dialogue_offre")
    assert agente.trouve(ChampChoix, "logement", dialogue).value() == choisi.id


def test_un_menage_qui_ne_cherche_plus_n_a_pas_cette_section(agente: Agente, ecran: EcranDossier) -> None:
    with ecran.ouvert.fichier.ecrire("Bail") as session:
        session.scalars(select(Menage)).one().etat = Etat.BAIL
    ecran.refresh()

    section = les_adaptes(agente)

    assert not section.isVisible()
    assert not section.table.modele.lignes
