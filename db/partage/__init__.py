"""La part de chaque bailleur : lue d'une requête par question, ouverte sur ses ménages."""

from db.partage.lecture import lire_partage, lire_parts, periode_a_montrer
from db.partage.tableau import tableau

__all__ = ["lire_partage", "lire_parts", "periode_a_montrer", "tableau"]
