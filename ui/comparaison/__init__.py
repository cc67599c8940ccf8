"""Deux dossiers côte à côte, en lecture."""

from ui.comparaison.fenetre import FenetreComparaison
from ui.comparaison.vue import VueComparaison

__all__ = ["FenetreComparaison", "VueComparaison"]
