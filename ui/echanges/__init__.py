"""L'écran des échanges : ce qui entre, ce qui sort."""

from ui.echanges.ecran import EcranEchanges

__all__ = ["EcranEchanges"]
