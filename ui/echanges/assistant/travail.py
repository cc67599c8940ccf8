"""Les travaux de l'assistant, à lancer hors de l'écran : apercevoir, chercher les semblables, importer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from db.fichier import Fichier
from db.importes import dossiers_importes
from db.imports import QPV, Cible, Rapport, importer
from db.imports.assistant import apercevoir, appliquer, pareilles
from relogement.geographie import est_une_couche
from relogement.imports.apercu import Apercu, CleCellule, Comptes, Sort
from relogement.imports.choix import AUTO, Choix
from relogement.imports.numeros import est_un_xml_sne
from relogement.travail import Avancement
from ui.echanges.assistant.apercu.filtres import Vu
from ui.echanges.assistant.source import Source

NUMEROS = "numeros"


@dataclass(frozen=True)
class Fait:
    """Un import écrit : son rapport, et les dossiers qu'il a touchés."""

    rapport: Rapport = field(repr=False)
    dossiers: Sequence[int] = ()


def sans_tableau(source: Source, choix: Choix) -> str | None:
    """La nature d'un fichier qui n'est pas un tableau : des contours, un XML du SNE ; rien pour les autres."""
    if not isinstance(source, Path):
        return None
    if choix.nature in (AUTO, QPV) and (est_une_couche(source) or choix.nature == QPV):
        return QPV
    return NUMEROS if choix.nature in (AUTO, NUMEROS) and est_un_xml_sne(source) else None


def voir(fichier: Fichier, source: Source, choix: Choix, avancement: Avancement) -> Vu:
    """Ce que l'import changerait, prêt à être montré et cherché."""
    if (nature := sans_tableau(source, choix)) is not None:
        assert isinstance(source, Path)
        rapport = importer(
            fichier, source, nature=nature, cible=_cible(choix), simuler=True, avancement=avancement
        )
        return Vu.de(_en_bloc(rapport))
    return Vu.de(apercevoir(fichier, source, choix, avancement))


def faire(fichier: Fichier, source: Source, choix: Choix, vu: Vu, avancement: Avancement) -> Fait:
    """Écrit ce que l'on a vu, tout ou rien."""
    if (nature := sans_tableau(source, choix)) is not None:
        assert isinstance(source, Path)
        rapport = importer(fichier, source, nature=nature, cible=_cible(choix), avancement=avancement)
    else:
        rapport = appliquer(fichier, source, choix, avancement, vu=vu.apercu.empreinte or None)
    return Fait(rapport, tuple(dossiers_importes(fichier)))


def autres_pareilles(vu: Vu, cellule: CleCellule, choix: Choix) -> tuple[CleCellule, ...]:
    """Les autres cellules de la colonne qui disent la même chose dans le fichier, et que l'on n'a pas retapées."""
    return tuple(
        autre for autre in pareilles(vu.apercu, cellule) if autre != cellule and autre not in choix.cellules
    )


def _cible(choix: Choix) -> Cible:
    return Cible(choix.operation, choix.bailleur, choix.generation)


def _en_bloc(rapport: Rapport) -> Apercu:
    """Un fichier qui entre en entier : ses comptes et ce qu'il faut en savoir."""
    lignes = rapport.lignes
    comptes = Comptes(
        rapport.lues, lignes[Sort.CREEE], lignes[Sort.MODIFIEE], lignes[Sort.INCHANGEE], lignes[Sort.ECARTEE],
        cochees=rapport.lues - lignes[Sort.ECARTEE],
    )  # fmt: skip
    return Apercu(rapport.nature, (), (), comptes, anomalies=tuple(rapport.anomalies))
