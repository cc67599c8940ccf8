"""Les écrans de la fenêtre, dans l'ordre de la barre ; chacun n'est chargé que quand on y va."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.cadre.barre_laterale import Entree
from ui.ouvert import ProjetOuvert
from ui.screen import Screen


@dataclass(frozen=True)
class Ecran:
    """Un écran : sa clé, son titre, son icône, de quoi le construire, et sa page du guide."""

    cle: str
    titre: str
    icone: str
    construire: Callable[[ProjetOuvert], Screen]
    aide: str = "README.md"

    @property
    def entree(self) -> Entree:
        return Entree(self.cle, self.titre, self.icone)


def _journee(ouvert: ProjetOuvert) -> Screen:
    from ui.journee import EcranJournee

    return EcranJournee(ouvert)


def _dossiers(ouvert: ProjetOuvert) -> Screen:
    from ui.dossiers import EcranDossiers

    return EcranDossiers(ouvert)


def _offres(ouvert: ProjetOuvert) -> Screen:
    from ui.offres import EcranOffres

    return EcranOffres(ouvert)


def _cellule(ouvert: ProjetOuvert) -> Screen:
    from ui.cellule import EcranCellule

    return EcranCellule(ouvert)


def _indicateurs(ouvert: ProjetOuvert) -> Screen:
    from ui.indicateurs import EcranIndicateurs

    return EcranIndicateurs(ouvert)


def _carte(ouvert: ProjetOuvert) -> Screen:
    from ui.carte import EcranCarte

    return EcranCarte(ouvert)


def _echanges(ouvert: ProjetOuvert) -> Screen:
    from ui.echanges import EcranEchanges

    return EcranEchanges(ouvert)


def _parametres(ouvert: ProjetOuvert) -> Screen:
    from ui.parametres import EcranParametres

    return EcranParametres(ouvert)


SCREENS = (
    Ecran("journee", "Ma journée", "calendar-check-2", _journee, "0-ma-journee.md"),
    Ecran("dossiers", "Dossiers", "users", _dossiers, "2-dossiers.md"),
    Ecran("offres", "Offres", "key-round", _offres, "21-logements-vacants.md"),
    Ecran("cellule", "Cellule", "presentation", _cellule, "22-une-cellule-en-une-heure.md"),
    Ecran("indicateurs", "Indicateurs", "chart-column", _indicateurs, "5-indicateurs.md"),
    Ecran("carte", "Carte", "map", _carte, "16-carte.md"),
    Ecran("echanges", "Échanges", "arrow-left-right", _echanges, "6-echanges.md"),
    Ecran("parametres", "Paramètres", "sliders-horizontal", _parametres, "9-parametres.md"),
)
