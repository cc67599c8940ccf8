"""La police de la fenêtre : Inter si le poste l'a, chiffres alignés, cinq tailles et trois graisses."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

FAMILLES = ["Inter", "Segoe UI", "Noto Sans", "DejaVu Sans"]  # la première que le poste possède
NORMAL, MOYEN, GRAS = 400, 500, 600
LEGENDE, BASE, SECTION, TITRE, CHIFFRE = 12, 13, 15, 20, 28

_echelle = 1.0


def set_echelle(echelle: float) -> None:
    """Agrandit toutes les tailles demandées ensuite (mode projecteur : 1,25)."""
    global _echelle
    _echelle = echelle


def echelle() -> float:
    return _echelle


@contextmanager
def sans_echelle() -> Iterator[None]:
    """Mesure et dessine en pixels de la charte : c'est le peintre qui agrandit."""
    avant = _echelle
    set_echelle(1.0)
    try:
        yield
    finally:
        set_echelle(avant)


def police(taille: float = BASE, graisse: int = NORMAL, *, barre: bool = False) -> QFont:
    """À lire seulement : la même police est rendue à tous."""
    return _police(max(1, round(taille * _echelle)), graisse, barre)


@cache
def _police(pixels: int, graisse: int, barre: bool) -> QFont:
    fonte = QFont(FAMILLES)
    fonte.setPixelSize(pixels)
    fonte.setWeight(QFont.Weight(graisse))
    fonte.setFeature(QFont.Tag("tnum"), 1)
    fonte.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.8)
    fonte.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    fonte.setStrikeOut(barre)
    return fonte


@lru_cache(16384)
def largeur(texte: str, fonte: QFont) -> float:
    """Mesurer coûte autant que dessiner : une table remesure sans cesse les mêmes mots."""
    return QFontMetricsF(fonte).horizontalAdvance(texte)
