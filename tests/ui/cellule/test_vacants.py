"""Les logements vacants de la cellule : ce qui est libre, pour qui, et sans nom quand on les masque."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from relogement.nomenclatures import Etat, Typologie
from tests.fabrique import un_fichier, un_logement, un_menage, une_operation
from ui.background import Atelier
from ui.cellule import EcranCellule
from ui.cellule.ecran import VACANTS
from ui.cellule.vacants.page import PageVacants
from ui.composants.delegue import ROLE_VUE
from ui.ouvert import ProjetOuvert

TEXTE_LU = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def ecran(qtbot: QtBot, tmp_path: Path) -> Iterator[EcranCellule]:
    operation = une_operation()
    fichier = un_fichier(
        tmp_path,
        un_menage("D1", nom="DUPONT", prenom="Anne", etat=Etat.RECHERCHE, operation=operation),
        un_menage("D2", nom="MARTIN", prenom="Luc", etat=Etat.RECHERCHE, operation=operation),
    )
    with fichier.ecrire("Vacances") as session:
        session.add(un_logement(typologie=Typologie.T3, residence="Les Pins", commune="Perpignan"))
        session.add(un_logement(typologie=Typologie.T2, residence="Les Aloès", commune="Cabestany"))
    atelier = Atelier()
    ecran = EcranCellule(ProjetOuvert(fichier, atelier))
    qtbot.addWidget(ecran)
    ecran.resize(1280, 800)
    with qtbot.waitExposed(ecran):
        ecran.show()
    ecran.montrer(VACANTS)
    qtbot.waitUntil(lambda: la_page(ecran).volet.menages.modele.rowCount() == 2)
    yield ecran
    atelier.close()
    fichier.fermer()


def la_page(ecran: EcranCellule) -> PageVacants:
    page = ecran.courante
    assert isinstance(page, PageVacants)
    return page


def test_on_filtre_les_logements_libres_en_tapant(qtbot: QtBot, ecran: EcranCellule) -> None:
    page = la_page(ecran)
    assert page.detail.text() == "2 logements libres"

    qtbot.keyClicks(page.recherche, "aloes")

    assert [v.logement.residence for v in page.table.modele.lignes] == ["Les Aloès"]
    assert page.detail.text() == "1 logement libre"


def test_seuls_les_menages_de_l_ordre_du_jour_se_montrent_en_seance(ecran: EcranCellule) -> None:
    page = la_page(ecran)
    tous = {t.candidat.reference: t.candidat.menage.id for t in page.volet.menages.modele.lignes}

    page.set_inscrits(frozenset({tous["D2"]}))
    assert [t.candidat.reference for t in page.volet.menages.modele.lignes] == ["D2"]

    page.qui.set_current("tous")
    assert {t.candidat.reference for t in page.volet.menages.modele.lignes} == {"D1", "D2"}


def test_masquer_les_noms_ne_laisse_que_les_references(qtbot: QtBot, ecran: EcranCellule) -> None:
    page = la_page(ecran)
    assert {"DUPONT", "MARTIN"} <= set(_mots(page))

    qtbot.keyClick(page.table, Qt.Key.Key_N)
    assert not {"DUPONT", "MARTIN"} & set(_mots(page))
    assert {"D1", "D2"} <= set(_mots(page))

    qtbot.keyClick(page.table, Qt.Key.Key_N)
    assert {"DUPONT", "MARTIN"} <= set(_mots(page))


def _mots(page: PageVacants) -> list[str]:
    """Tout ce que disent les cases, à l'œil comme au lecteur d'écran."""
    modele = page.volet.menages.modele
    cases = [modele.index(r, c) for r in range(modele.rowCount()) for c in range(modele.columnCount())]
    dits = [str(case.data(role)) for case in cases for role in (Qt.ItemDataRole.DisplayRole, TEXTE_LU)]
    vues = [case.data(ROLE_VUE) for case in cases]
    return " ".join([*dits, *(vue.lu() for vue in vues if vue is not None)]).replace(",", " ").split()
