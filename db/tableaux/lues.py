"""Une liste déjà lue en entier : le volet la montre page par page comme les autres."""

from collections.abc import Sequence

from db.tableaux.chiffre import Derriere, Liste


def liste_lue(lus: Sequence[Derriere]) -> Liste:
    """Les mêmes lignes, par leur rang."""
    dossiers = [d.id for d in lus if d.id is not None]
    return Liste(range(len(lus)), dossiers, lambda _, page: [lus[rang] for rang in page])
