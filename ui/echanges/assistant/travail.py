"""Les travaux de l'assistant, à lancer hors de l'écran : apercevoir, retoucher, importer."""

import gc
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from db.fichier import Fichier
from db.importes import dossiers_importes
from db.imports import Rapport
from db.imports.assistant import apercevoir, appliquer, avec_choix, pareilles
from db.imports.sources import Source
from db.imports.sources import sans_tableau as genre_sans_tableau
from relogement.imports.apercu import CleCellule
from relogement.imports.choix import Choix
from relogement.travail import Avancement
from ui.echanges.assistant.apercu.filtres import Vu

GRAND = 20_000
NATURES = {"qpv": "qpv", "xml-sne": "numeros"}


@dataclass(frozen=True)
class Fait:
    """Un import écrit : son rapport, et les dossiers qu'il a touchés."""

    rapport: Rapport = field(repr=False)
    dossiers: Sequence[int] = ()


def sans_tableau(source: Source) -> str | None:
    """La nature d'un fichier qui n'est pas un tableau : des contours, un XML du SNE ; rien pour les autres."""
    genre = genre_sans_tableau(source)
    return None if genre is None else NATURES[genre]


def voir(fichier: Fichier, source: Source, choix: Choix, avancement: Avancement) -> Vu:
    """Ce que l'import changerait, prêt à être montré et cherché."""
    return _a_montrer(Vu.de(apercevoir(fichier, source, choix, avancement)))


def _a_montrer(vu: Vu) -> Vu:
    """Des millions d'objets sans cycle : le ramasse-miettes figerait l'écran une seconde à les parcourir."""
    if len(vu.apercu.lignes) > GRAND:
        gc.freeze()
    return vu


def retoucher(fichier: Fichier, source: Source, vu: Vu, avant: Choix, choix: Choix, avancement: Avancement) -> Vu:
    """Le même aperçu après une case ou un conflit tranché ; le fichier n'est relu que s'il le faut."""
    if _a_relire(vu, avant, choix):
        return voir(fichier, source, choix, avancement)
    return _a_montrer(Vu.de(avec_choix(vu.apercu, choix), vu))


def _a_relire(vu: Vu, avant: Choix, choix: Choix) -> bool:
    """Une cellule retapée, ou une ligne dont une autre dépend."""
    if replace(avant, decochees=choix.decochees, tranches=choix.tranches) != choix:
        return True
    rangs = vu.apercu.rangs
    return any(vu.apercu.ligne(cle).liee for cle in avant.decochees ^ choix.decochees if cle in rangs)


def faire(fichier: Fichier, source: Source, choix: Choix, vu: Vu, avancement: Avancement) -> Fait:
    """Écrit ce que l'on a vu, tout ou rien."""
    rapport = appliquer(fichier, source, choix, avancement, vu=vu.apercu.empreinte or None)
    return Fait(rapport, tuple(dossiers_importes(fichier)))


def autres_pareilles(vu: Vu, cellule: CleCellule, choix: Choix) -> tuple[CleCellule, ...]:
    """Les autres cellules de la colonne qui disent la même chose dans le fichier, et que l'on n'a pas retapées."""
    return tuple(
        autre for autre in pareilles(vu.apercu, cellule) if autre != cellule and autre not in choix.cellules
    )
