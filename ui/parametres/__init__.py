"""L'écran des paramètres."""

from ui.parametres.ecran import EcranParametres

__all__ = ["EcranParametres"]
