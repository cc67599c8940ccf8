"""La mémoire : celle du moment, la pointe, et les étapes qui ne font que la nôtre, sans référence à côté."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.contexte import AU, Contexte
from bench.mesures import MO, Mesure
from db import dossiers
from db.chiffres import mesurer
from db.exports import exporter
from db.registre import lire_registre

KIO = 1024
PETIT, GRAND, PETITE_TAILLE = 250 * MO, 500 * MO, 6_000
_ETAT = Path("/proc/self/statm")


def occupee() -> int | None:
    """La mémoire propre du processus, en octets ; les pages du fichier que SQLite projette n'en sont pas."""
    etat = Path("/proc/self/status")
    if not etat.exists():
        return None
    lignes = etat.read_text("ascii", errors="replace").splitlines()
    return next((int(li.split()[1]) * 1024 for li in lignes if li.startswith("RssAnon:")), None)


def pointe() -> int | None:
    """Les octets occupés au plus haut."""
    try:
        import resource
    except ImportError:
        return None
    pic = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return pic if sys.platform == "darwin" else pic * KIO


def dire_la_pointe(geste: str, contexte: Contexte) -> Iterator[Mesure]:
    """La pointe du processus jusqu'ici, à côté de ce que l'on s'accorde à cette taille."""
    if (octets := pointe()) is not None:
        cible = PETIT if contexte.taille <= PETITE_TAILLE else GRAND
        yield Mesure(f"Pointe de mémoire : {geste}", octets, unite="o", cible=cible)


def pointe_de_la_liste(contexte: Contexte) -> Iterator[Mesure]:
    """L'ordre, le registre, une page et les indicateurs."""
    with contexte.ouvert() as fichier, fichier.lire() as session:
        tenus = dossiers.ordre(session), lire_registre(session)
        dossiers.page(session, tenus[0][:200])
        mesurer(session, AU)
    yield from dire_la_pointe("liste entière et indicateurs", contexte)


def pointe_du_rime(contexte: Contexte) -> Iterator[Mesure]:
    return _exporter("rime", contexte)


def pointe_de_la_saisie(contexte: Contexte) -> Iterator[Mesure]:
    return _exporter("saisie", contexte)


def _exporter(code: str, contexte: Contexte) -> Iterator[Mesure]:
    with contexte.ouvert() as fichier:
        exporter(fichier, code, contexte.neuf("pointe.xlsx"), au=AU)
    yield from dire_la_pointe(f"export « {code} » en xlsx", contexte)
