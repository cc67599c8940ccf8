"""La répartition à l'écran : proposée hors de l'écran, gardée, refusée, recalculée ; rien ne s'écrit tout seul."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relogement.appariement.poids import Part
from relogement.nomenclatures import Typologie
from relogement.travail import Annulation
from tests.fabrique import un_logement
from tests.ui.offres.gestes import dialogue, les_offres, presser
from ui.cadre.cadre import Cadre
from ui.offres import affectation
from ui.offres.affectation import PageAffectation, paire
from ui.offres.ecran import AFFECTATION


@pytest.fixture
def page(qtbot: QtBot, cadre: Cadre) -> Iterator[PageAffectation]:
    """Deux T3 et un T5 : les deux ménages de deux personnes ont chacun un T3."""
    with cadre.ouvert.fichier.ecrire("Vacances") as session:
        session.add(un_logement(residence="Le Parc", commune="Perpignan", typologie=Typologie.T3))
    ecran = les_offres(qtbot, cadre)
    ecran.montrer(AFFECTATION)
    yield ecran.affectation


def calculer(qtbot: QtBot, page: PageAffectation, combien: int) -> None:
    presser("affectation_lancer", page)
    attendre(qtbot, page, combien)


def attendre(qtbot: QtBot, page: PageAffectation, combien: int) -> None:
    qtbot.waitUntil(lambda: not page.en_cours and len(page.table.modele.lignes) == combien)


def paires(page: PageAffectation) -> dict[str, str | None]:
    return {a.candidat.reference: a.logement.residence for a in page.table.modele.lignes}


def test_la_proposition_loge_chacun_et_dit_ce_qu_elle_gagne(
    qtbot: QtBot, cadre: Cadre, page: PageAffectation
) -> None:
    deja = len(cadre.ouvert.fichier.ecritures)

    calculer(qtbot, page, 2)

    assert sorted(paires(page)) == ["A1", "B1"]
    assert set(paires(page).values()) == {"Les Pins", "Le Parc"}
    assert page.phrase.text().startswith("Proposition\u00a0: 2 paires pour 2 ménages et 3 logements, ")
    assert page.phrase.text().endswith("points de moins. Rien n’est enregistré.")
    assert len(page.note.table.modele.lignes) == len(Part)
    assert len(cadre.ouvert.fichier.ecritures) == deja


def test_une_paire_refusee_au_clavier_ne_revient_pas(qtbot: QtBot, page: PageAffectation) -> None:
    calculer(qtbot, page, 2)
    refusee = paire(page.table.current)
    page.table.setFocus()

    QTest.keyClick(page.table, Qt.Key.Key_R)

    attendre(qtbot, page, 2)
    assert refusee not in {paire(a) for a in page.table.modele.lignes}
    assert page.choix.text() == "1 paire refusée"
    presser("affectation_liberer", page)
    attendre(qtbot, page, 2)
    assert page.choix.text() == ""


def test_une_paire_gardee_y_reste_quoi_que_l_on_refuse(qtbot: QtBot, page: PageAffectation) -> None:
    calculer(qtbot, page, 2)
    gardee = paire(page.table.current)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_G)
    attendre(qtbot, page, 2)
    assert page.garder.text() == "Ne plus garder"

    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_R)

    attendre(qtbot, page, 1)
    assert [paire(a) for a in page.table.modele.lignes] == [gardee]
    assert page.choix.text() == "1 paire gardée, 1 paire refusée"


def test_proposer_ouvre_l_acte_du_dossier_et_n_ecrit_rien(
    qtbot: QtBot, cadre: Cadre, page: PageAffectation
) -> None:
    calculer(qtbot, page, 2)
    deja = len(cadre.ouvert.fichier.ecritures)

    presser("affectation_proposer", page)

    dialogue(qtbot, cadre, "dialogue_offre")
    assert len(cadre.ouvert.fichier.ecritures) == deja


def test_une_repartition_s_arrete(qtbot: QtBot, page: PageAffectation, monkeypatch: pytest.MonkeyPatch) -> None:
    def arretee(*_: object) -> None:
        raise Annulation

    monkeypatch.setattr(affectation, "affecter", arretee)

    presser("affectation_lancer", page)

    qtbot.waitUntil(lambda: page.phrase.text() == "Répartition arrêtée : rien n’a changé.")
    assert not page.en_cours
