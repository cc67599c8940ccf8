"""Lire un classeur ou un fichier texte : des lignes de texte, rien d'interprété."""

from relogement.imports.lecture.annonces import Annonce, Genre
from relogement.imports.lecture.classeur import Classeur, Feuille, Ligne, Titres
from relogement.imports.lecture.commentaires import Commentaire, lire_commentaires
from relogement.imports.lecture.ouverture import lire_classeur
from relogement.imports.lecture.presse_papiers import lire_presse_papiers
from relogement.imports.lecture.reglages import Dialecte, OrdreDesDates, Reglages, Trouvaille

__all__ = [
    "Annonce",
    "Classeur",
    "Commentaire",
    "Dialecte",
    "Feuille",
    "Genre",
    "Ligne",
    "OrdreDesDates",
    "Reglages",
    "Titres",
    "Trouvaille",
    "lire_classeur",
    "lire_commentaires",
    "lire_presse_papiers",
]
