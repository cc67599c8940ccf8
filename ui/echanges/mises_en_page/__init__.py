"""« Mises en page… » : les lire, les copier, les écrire dans une table, et voir ce qui sortirait."""

from ui.echanges.mises_en_page.fenetre import FenetreMisesEnPage

__all__ = ["FenetreMisesEnPage"]
