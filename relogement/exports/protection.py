"""Empêcher qu'un texte d'un CSV soit pris pour une formule par un tableur, et le rendre intact à la relecture.

Seuls les textes sont protégés : un nombre négatif, une date ou un code viennent de colonnes typées et passent tels
quels. Un téléphone « +33… » est un texte : il est protégé, donc il garde aussi son « + » dans un tableur.
Un texte qui porte déjà des apostrophes devant un signe en reçoit une de plus : ``deproteger`` défait toujours
``proteger`` exactement. Un classeur n'en a pas besoin : ses cellules de texte n'y sont jamais des formules.
"""

import re

_SIGNES = "=+\\-@\t\r\n＝＋－＠"
_A_PROTEGER = re.compile(f"'*[{_SIGNES}]")
_PROTEGE = re.compile(f"'+[{_SIGNES}]")


def proteger(texte: str) -> str:
    """Le texte précédé d'une apostrophe s'il commence par un signe de formule."""
    return f"'{texte}" if _A_PROTEGER.match(texte) else texte


def deproteger(texte: str) -> str:
    """Le texte d'avant ``proteger`` ; à appeler sur chaque texte relu d'un CSV."""
    return texte[1:] if _PROTEGE.match(texte) else texte
