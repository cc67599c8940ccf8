"""La fenêtre : ce qu'elle coûte à montrer, à taper dedans, et pendant qu'un export travaille."""

from collections.abc import Iterator

from bench.contexte import Contexte
from bench.mesures import Mesure


def essayer_la_fenetre(contexte: Contexte) -> Iterator[Mesure]:
    """Les mesures qui demandent un écran."""
    yield from ()
