"""Lire un classeur ou un fichier texte : des lignes de texte, rien d'interprété."""

from relogement.imports.lecture.classeur import Classeur, Feuille, Ligne
from relogement.imports.lecture.ouverture import lire_classeur

__all__ = ["Classeur", "Feuille", "Ligne", "lire_classeur"]
