"""La mémoire : celle du moment, la pointe, et les étapes qui ne font que la nôtre, sans référence à côté."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.contexte import AU, Contexte, Etape
from bench.mesures import MO, Mesure
from db import dossiers
from db.chiffres import mesurer
from db.exports import exporter
from db.registre import lire_registre

KIO = 1024
PETIT, GRAND, PETITE_TAILLE = 250 * MO, 500 * MO, 6_000
_ETAT = Path("/proc/self/statm")


def occupee() -> int | None:
    """Les octets occupés en ce moment."""
    import resource

    return int(_ETAT.read_text().split()[1]) * resource.getpagesize() if _ETAT.exists() else None


def pointe() -> int | None:
    """Les octets occupés au plus haut."""
    try:
        import resource
    except ImportError:
        return None
    pic = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return pic if sys.platform == "darwin" else pic * KIO


def pointe_de(geste: str, faire: Callable[[Contexte], object]) -> Etape:
    """L'étape qui fait ce seul geste et en rend la pointe de mémoire."""

    def etape(contexte: Contexte) -> Iterator[Mesure]:
        faire(contexte)
        yield from dire_la_pointe(geste, contexte)

    return etape


def dire_la_pointe(geste: str, contexte: Contexte) -> Iterator[Mesure]:
    """La pointe du processus jusqu'ici, à côté de ce que l'on s'accorde à cette taille."""
    if (octets := pointe()) is not None:
        cible = PETIT if contexte.taille <= PETITE_TAILLE else GRAND
        yield Mesure(f"Pointe de mémoire : {geste}", octets, unite="o", cible=cible)


def _lister_et_mesurer(contexte: Contexte) -> None:
    with contexte.ouvert() as fichier, fichier.lire() as session:
        ordre, _ = dossiers.ordre(session), lire_registre(session)
        dossiers.page(session, ordre[:200])
        mesurer(session, AU)


def _exporter(code: str, extension: str) -> Callable[[Contexte], None]:
    def faire(contexte: Contexte) -> None:
        with contexte.ouvert() as fichier:
            exporter(fichier, code, contexte.neuf(f"pointe.{extension}"), au=AU)

    return faire


MEMOIRE: dict[str, Etape] = {
    "memoire-liste": pointe_de("liste entière et indicateurs", _lister_et_mesurer),
    "memoire-rime": pointe_de("export « rime » en xlsx", _exporter("rime", "xlsx")),
    "memoire-saisie": pointe_de("export « saisie » en xlsx", _exporter("saisie", "xlsx")),
}
