"""Des phrases typographiées : l'espace insécable là où le français la veut."""

import re

from relogement.erreurs import ErreurMetier
from relogement.textes import INSECABLE

AVANT = re.compile(r" (?=[»:;!?])")


def phrase(texte: str) -> str:
    """« Ceci : cela », dont aucune ligne ne commence par un deux-points ou un guillemet fermant."""
    return AVANT.sub(INSECABLE, texte.replace("« ", f"«{INSECABLE}"))


def erreur(texte: str) -> ErreurMetier:
    return ErreurMetier(phrase(texte))
