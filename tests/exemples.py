"""Les fichiers d'exemple du dossier partagé : présents chez nous, absents d'un clone de nouveau venu."""

from pathlib import Path

import pytest

PARTAGE = Path(__file__).parents[1].parent / "shared"
EXEMPLES = PARTAGE / "exemples"
avec_le_partage = pytest.mark.skipif(not EXEMPLES.is_dir(), reason="le dossier partagé n’est pas à côté du projet")
