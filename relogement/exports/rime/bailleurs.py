"""Un bailleur est un organisme, qui se nomme ; un particulier, non : son nom est une donnée personnelle."""

import re
from functools import cache

PARTICULIER = "PARTICULIER"
_CIVILITE = re.compile(
    r"\s*(?:m\.|mr\b|m\.? (?:et|ou) mme|mme\b|mlle\b|monsieur\b|madame\b|mademoiselle\b|consorts\b|indivision\b"
    r"|succession\b|particulier\b)",
    re.IGNORECASE,
)


@cache
def bailleur_montrable(nom: str | None) -> str | None:
    """Le nom de l'organisme ; « PARTICULIER » si ce qui est écrit commence par une civilité."""
    return PARTICULIER if nom and _CIVILITE.match(nom) else nom
