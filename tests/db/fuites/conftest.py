"""Les projets pièges, faits une fois par module et par moteur."""

from collections.abc import Callable, Iterator

import pytest

from db.fichier import Fichier
from tests.db.fuites.pieges import un_projet_piege


@pytest.fixture(scope="module")
def pieges(bases: Callable[[], str]) -> Iterator[list[Fichier]]:
    projets = [un_projet_piege(graine, bases(), 60) for graine in range(5)]
    yield projets
    for projet in projets:
        projet.fermer()
