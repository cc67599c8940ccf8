"""Les couleurs et les formats communs à tous les classeurs faits pour être lus."""

from typing import Any

ENCRE, GRIS, FOND, TRAIT = "#1B2430", "#5B6675", "#EBEEF2", "#CBD1DB"


class Formats:
    """Les formats d'un classeur, chacun créé une fois."""

    def __init__(self, ouvert: Any) -> None:
        self._ouvert = ouvert
        self._faits: dict[tuple[Any, ...], Any] = {}

    def __call__(self, **proprietes: Any) -> Any:
        voulues = {"font_name": "Calibri", "font_size": 10, "font_color": ENCRE, "valign": "vcenter"} | proprietes
        cle = tuple(sorted(voulues.items()))
        if cle not in self._faits:
            self._faits[cle] = self._ouvert.add_format(voulues)
        return self._faits[cle]
