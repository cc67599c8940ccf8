"""La cellule : la séance, les offres, les noms masqués, projetée, les présents, les avis, la clôture."""

import time
from collections.abc import Callable, Iterator

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.cadre.cadre import Cadre
from ui.cellule import EcranCellule
from ui.cellule.ecran import SEANCE, VACANTS
from ui.cellule.seance.page import PageSeance

Prise = tuple[str, Callable[[], object]]
DOSSIER, ATTENTE_MS = "AC-028", 700


def prises(cadre: Cadre) -> Iterator[Prise]:
    """Un volet ouvert se ferme avant la prise d'après."""
    yield "cellule", lambda: _proposer(cadre)
    yield "cellule-offres", lambda: _seance(cadre).cas.basculer_les_offres()
    yield "cellule-noms", lambda: _masquer(cadre)
    yield "cellule-projetee", lambda: _projeter(cadre, oui=True)
    yield "cellule-presents", lambda: _presents(cadre)
    yield "cellule-avis", lambda: _avis(cadre)
    yield "cellule-clore", lambda: _clore(cadre)
    yield "cellule-vacants", lambda: cadre.cellule().montrer(VACANTS)
    yield "cellule-vidage", lambda: _vidage(cadre)
    cadre.ouvert.set_operation(None)


def _vidage(cadre: Cadre) -> None:
    """Le plus grand des immeubles."""
    cadre.ouvert.set_operation("AC")
    cadre.cellule().vidage()


def _ecran(cadre: Cadre) -> EcranCellule:
    ecran = cadre.findChild(EcranCellule)
    assert isinstance(ecran, EcranCellule)
    return ecran


def _seance(cadre: Cadre) -> PageSeance:
    page = _ecran(cadre).page(SEANCE)
    assert isinstance(page, PageSeance)
    return page


def _reposer(cadre: Cadre) -> None:
    """`qWait` garde le verrou de Python : le travail de fond n'avance qu'entre deux attentes."""
    while cadre.fenetre.atelier.is_busy:
        time.sleep(0.05)
        QTest.qWait(10)


def _proposer(cadre: Cadre) -> None:
    """Un dossier de la séance du jour, ouverte, et la proposition que l'on s'apprête à noter."""
    cadre.aller("cellule")
    QTest.qWait(ATTENTE_MS)
    _reposer(cadre)
    page = _seance(cadre)
    page.autour.faire("commencer")
    _reposer(cadre)
    page.aller(next(p.id for p in page.points if p.reference == DOSSIER))
    _reposer(cadre)
    QTest.qWait(ATTENTE_MS)
    page.cas.logements.proposer(1)


def _masquer(cadre: Cadre) -> None:
    page = _seance(cadre)
    page.cas.basculer_les_offres()
    page.droite.form.vider()
    page.rendre_le_clavier()
    _ecran(cadre).entete.noms.toggle()


def _projeter(cadre: Cadre, *, oui: bool) -> None:
    """Sans écran, le plein écran change la taille : seules les barres s'effacent ici."""
    for barre in (cadre.haut, cadre.gauche, cadre.bas):
        barre.setVisible(not oui)


def _presents(cadre: Cadre) -> None:
    _projeter(cadre, oui=False)
    _ecran(cadre).entete.noms.toggle()
    _seance(cadre).autour.montrer_les_presents()


def _avis(cadre: Cadre) -> None:
    _fermer(cadre, "volet_presents")
    _seance(cadre).autour.donner_un_avis()


def _clore(cadre: Cadre) -> None:
    _fermer(cadre, "volet_avis")
    _seance(cadre).autour.faire("clore")


def _fermer(cadre: Cadre, nom: str) -> None:
    volet = cadre.fenetre.findChild(QWidget, nom)
    if volet is not None:
        volet.close()
