"""Des textes propres : accents composés, une seule espace entre deux mots, casse gardée."""

import unicodedata

# Ce que l'on écrit quand on ne sait pas : une cellule vide dite autrement.
INCONNUS = frozenset(
    ("-", "--", "–", "—", "?", "??", "nr", "n.r.", "nc", "n.c.", "nsp", "inconnu", "inconnue", "non renseigné",
     "non renseigne", "non communiqué", "non communique", "à compléter", "a completer", "à renseigner")
)  # fmt: skip
LONGUEUR_MAX_INCONNU = 16


def texte_propre(texte: str) -> str | None:
    """Le texte sans espaces en trop ; rien s'il est vide."""
    if not texte.isascii():
        texte = unicodedata.normalize("NFC", texte)
    return " ".join(texte.split()) or None


def est_inconnu(texte: str) -> bool:
    """« NSP », « - », « NC » : une cellule qui dit que l'on ne sait pas."""
    return not texte or (len(texte) <= LONGUEUR_MAX_INCONNU and texte.casefold() in INCONNUS)
