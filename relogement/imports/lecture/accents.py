"""Des accents codés deux fois (« Ã©tage ») : reconnus, proposés à la réparation, jamais changés seuls."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from relogement.imports.lecture.classeur import Classeur, Feuille, Ligne

# Un octet de tête d'UTF-8 pris pour une lettre, suivi d'au moins un octet de suite pris pour un signe.
SUITE = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
DOUBLE = re.compile(f"[ÂÃÄÅ][{SUITE}]|â[{SUITE}]{{2}}")


def est_double(texte: str) -> bool:
    return not texte.isascii() and DOUBLE.search(texte) is not None


def repare(texte: str) -> str:
    """Le texte relu comme il aurait dû l'être ; inchangé quand la relecture ne tient pas debout."""
    if not est_double(texte):
        return texte
    try:
        return _octets(texte).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return texte


def _octets(texte: str) -> bytes:
    """L'alphabet de Windows, où cinq octets sans lettre restent tels quels."""
    return b"".join(
        bytes([ord(signe)]) if 0x80 <= ord(signe) < 0xA0 else signe.encode("cp1252") for signe in texte
    )


def reparer(classeur: Classeur) -> Classeur:
    feuilles = [Feuille(repare(f.nom), _LignesReparees(f.lignes), f.constats) for f in classeur.feuilles]
    return replace(classeur, feuilles=tuple(feuilles))


@dataclass(frozen=True)
class _LignesReparees:
    lignes: Iterable[Ligne] = field(repr=False)

    def __iter__(self) -> Iterator[Ligne]:
        for numero, cellules in self.lignes:
            yield Ligne(numero, tuple([repare(cellule) for cellule in cellules]))
