"""D'où viennent les octets d'un texte : un fichier, un fichier compressé, le presse-papiers."""

import gzip
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO

from relogement.imports.lecture.refus import demesure, refus_en_clair

TAILLE_MAX = 256 << 20
RAPPORT_MAX = 200
TAILLE_SUSPECTE = 32 << 20
BLOC = 1 << 20


@dataclass(frozen=True)
class Source:
    """Un texte qui se relit ; ses octets sont en mémoire quand ils ne sont pas ceux du fichier."""

    chemin: Path
    octets: bytes | None = field(default=None, repr=False)

    def ouvrir(self) -> IO[bytes]:
        return self.chemin.open("rb") if self.octets is None else BytesIO(self.octets)

    @property
    def taille(self) -> int:
        return self.chemin.stat().st_size if self.octets is None else len(self.octets)


def decompresser(chemin: Path) -> Source:
    """Le contenu d'un .gz, en mémoire ; une bombe est refusée avant d'y tenir."""
    morceaux: list[bytes] = []
    lus, maximum = 0, max(TAILLE_SUSPECTE, RAPPORT_MAX * chemin.stat().st_size)
    with refus_en_clair(chemin), gzip.open(chemin) as flux:
        while bloc := flux.read(BLOC):
            lus += len(bloc)
            if lus > min(TAILLE_MAX, maximum):
                raise demesure(chemin)
            morceaux.append(bloc)
    return Source(chemin, b"".join(morceaux))
