"""L'extrait agrégé : une ligne par opération et par mesure, chaque case derrière le secret statistique."""

from relogement.exports.agrege.document import document

__all__ = ["document"]
