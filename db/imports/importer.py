"""Un import d'un seul geste, du fichier au rapport : ce que fait la ligne de commande, par le même moteur."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from db.fichier import Fichier
from db.imports import natures
from db.imports.assistant import appliquer
from db.imports.rapport import Rapport
from db.imports.sources import QPV
from relogement.erreurs import ErreurMetier
from relogement.imports.choix import AUTO, Choix
from relogement.nomenclatures import GenerationQpv
from relogement.travail import Avancement, sans_avancement

NATURES = (*(nature.code for nature in natures.NATURES), QPV)
SANS_LOGEMENT = (QPV, *(nature.code for nature in natures.NATURES if not nature.des_logements))


@dataclass(frozen=True)
class Cible:
    """Où vont les lignes, et ce que le fichier ne dit pas de lui-même.

    ``bailleur`` est celui d'un état locatif, qui le dit rarement dans ses colonnes ; ``generation`` celle
    d'une couche de quartiers, quand il faut l'exiger ; ``millesime`` l'année d'un répertoire du parc social dont
    les titres ne la disent pas ; ``colonnes`` le champ où va chaque titre ; ``garder_colonnes``
    garde à part celles que personne ne lit.
    """

    operation: str | None = None
    bailleur: str | None = None
    generation: GenerationQpv | None = None
    millesime: int | None = None
    colonnes: Mapping[str, str] = field(default_factory=dict)
    garder_colonnes: bool = False


def importer(
    fichier: Fichier,
    source: Path,
    *,
    nature: str = AUTO,
    cible: Cible = Cible(),
    simuler: bool = False,
    avancement: Avancement = sans_avancement,
) -> Rapport:
    """Importe un fichier dans la base. ``simuler`` rend le même rapport et n'écrit rien.

    Lève ``ErreurMetier`` quand le fichier ne se lit pas ; la base reste alors telle qu'elle était.
    """
    if nature not in (AUTO, *NATURES):
        raise ErreurMetier(f"La nature « {nature} » n’est pas connue. Choisissez parmi {', '.join(NATURES)}.")
    choix = Choix(
        nature=nature, operation=cible.operation, bailleur=cible.bailleur, generation=cible.generation,
        millesime=cible.millesime, titres=dict(cible.colonnes), garder_inconnues=cible.garder_colonnes,
    )  # fmt: skip
    return appliquer(fichier, source, choix, avancement, simuler=simuler)
