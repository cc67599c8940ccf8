"""La répartition à l'écran : proposée hors de l'écran, gardée, refusée, recalculée ; rien ne s'écrit tout seul."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from relogement.appariement.poids import Part
from relogement.modeles import LogementOffert
from relogement.nomenclatures import Typologie
from relogement.travail import Annulation
from tests.fabrique import un_logement
from tests.ui.offres.gestes import dialogue, les_offres, presser, taper, trouve
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


def test_une_part_minimale_s_exige_au_clavier_ou_dit_ce_qui_ne_va_pas(
    qtbot: QtBot, cadre: Cadre, page: PageAffectation
) -> None:
    calculer(qtbot, page, 2)
    presser("affectation_minima", page)
    champ = trouve(QLineEdit, "minimum_HORS_QPV", cadre.window())
    taper(champ, "150")
    QTest.keyClick(champ, Qt.Key.Key_Return)
    assert "pourcentage de 0 à 100" in trouve(QWidget, "minima_erreur", cadre.window()).accessibleName()

    taper(champ, "50")
    QTest.keyClick(champ, Qt.Key.Key_Return)

    attendre(qtbot, page, 2)
    assert page.choix.text() == "Hors QPV 50\u202f% au moins"
    assert page.minima == {Part.HORS_QPV: 50}


def test_une_part_que_rien_ne_peut_tenir_se_dit_et_la_proposition_reste(
    qtbot: QtBot, cadre: Cadre, page: PageAffectation
) -> None:
    """Aucun des logements n'est dit neuf : garder une paire et exiger 100 % de neuf ne se peut pas."""
    with cadre.ouvert.fichier.ecrire("Anciens") as session:
        for logement in session.scalars(select(LogementOffert)):
            logement.premiere_location, logement.conventionne_le = False, date(1990, 1, 1)
    calculer(qtbot, page, 2)
    page.gardees.add(paire(page.table.current))

    page._exiger({Part.NEUF: Decimal(100)})

    qtbot.waitUntil(lambda: "baissez une part minimale" in page.erreur.phrase)
    assert len(page.table.modele.lignes) == 2


def test_une_paire_gardee_puis_proposee_sort_du_calcul_sans_le_bloquer(
    qtbot: QtBot, cadre: Cadre, page: PageAffectation
) -> None:
    calculer(qtbot, page, 2)
    gardee = paire(page.table.current)
    presser("affectation_garder", page)
    attendre(qtbot, page, 2)
    presser("affectation_proposer", page)
    presser("offre_valider", dialogue(qtbot, cadre, "dialogue_offre"))
    qtbot.waitUntil(lambda: "recalculez" in page.fait.phrase)

    calculer(qtbot, page, 1)

    assert gardee[0] not in paires(page)
    assert (page.gardees, page.erreur.phrase, page.fait.phrase) == (set(), "", "")
