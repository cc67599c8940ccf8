"""Empêcher qu'un texte d'un CSV soit pris pour une formule par un tableur, et le rendre intact à la relecture.

Seuls les textes sont protégés : un nombre négatif, une date ou un code viennent de colonnes typées et passent tels
quels. Un téléphone « +33… » est un texte : il est protégé, donc il garde aussi son « + » dans un tableur.
Ce qui précède le signe (espaces, invisibles, guillemets) ne le cache pas : certains tableurs le sautent.
Un texte qui porte déjà des apostrophes devant un signe en reçoit une de plus : ``deproteger`` défait toujours
``proteger`` exactement. Dans un classeur, rien à protéger : une cellule de texte n'y est jamais une formule.
"""

import re

_SIGNES = "=+\\-@\t\r\n＝＋－＠﹦﹢﹣﹫⁺₊⁼₌−"
_INVISIBLES = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1f\x7f"
)
_SAUTES = f"\\s{_INVISIBLES}'\"’‘`´“”„«»"
_A_PROTEGER = re.compile(f"[{_SAUTES}]*[{_SIGNES}]")


def proteger(texte: str) -> str:
    """Le texte précédé d'une apostrophe s'il commence, à l'œil d'un tableur, par un signe de formule."""
    return f"'{texte}" if _A_PROTEGER.match(texte) else texte


def deproteger(texte: str) -> str:
    """Le texte d'avant ``proteger`` ; à appeler sur chaque texte relu d'un CSV."""
    return texte[1:] if texte.startswith("'") and _A_PROTEGER.match(texte, 1) else texte
