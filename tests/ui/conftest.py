"""Ce que les écrans partagent : le projet ouvert sur le fichier de chaque test."""

from collections.abc import Iterator

import pytest

from db.fichier import Fichier
from ui.background import Atelier
from ui.ouvert import ProjetOuvert


@pytest.fixture
def ouvert(fichier: Fichier) -> Iterator[ProjetOuvert]:
    """Le fichier du test, ouvert avec son atelier."""
    atelier = Atelier()
    yield ProjetOuvert(fichier, atelier)
    atelier.close()
