"""L'onglet « Périodes closes » : la liste, une période et ses rectifications, sceller, lever un scellé."""

from ui.indicateurs.periodes.vue import VuePeriodes

__all__ = ["VuePeriodes"]
