"""L'aide : les pages du guide, montrées dans le programme, sans réseau."""

from ui.aide.fenetre import FenetreAide

__all__ = ["FenetreAide"]
