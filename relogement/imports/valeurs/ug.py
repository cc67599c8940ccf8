"""Les codes de logement : du texte, dont Excel a pu manger les zéros de tête."""

from collections import Counter
from collections.abc import Iterable


def largeur_des_ug(codes: Iterable[str]) -> int | None:
    """La largeur la plus fréquente des codes qui ont gardé leurs zéros ; rien si aucun n'en a."""
    largeurs = Counter(len(code) for code in codes if code.startswith("0") and code.isdigit())
    return largeurs.most_common(1)[0][0] if largeurs else None


def ug_complete(code: str, largeur: int | None) -> str:
    """« 45001 » redevient « 0045001 » quand ses voisins s'écrivent sur sept chiffres."""
    code = "".join(code.split())
    return code.zfill(largeur) if largeur and code.isdigit() and code.isascii() else code
