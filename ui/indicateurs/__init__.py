"""L'écran des indicateurs : les quatre chiffres de l'ANRU, ce qui les fait, et les ménages derrière."""

from ui.indicateurs.ecran import EcranIndicateurs

__all__ = ["EcranIndicateurs"]
