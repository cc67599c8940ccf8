"""Un pseudonyme par dossier, propre au projet : stable d'un export à l'autre, sans retour possible sans la clé."""

import hmac

LONGUEUR = 14
# Seize consonnes : un tableur n'y voit jamais un nombre, et un lecteur jamais un mot.
_LETTRES = str.maketrans("0123456789abcdef", "BCDFGHJKLMNPQRST")


def pseudonyme(cle: str, dossier: int) -> str:
    """Quatorze lettres (56 bits) tirées de HMAC-SHA256(clé du projet, numéro interne du dossier)."""
    empreinte = hmac.digest(cle.encode(), str(dossier).encode(), "sha256")
    return empreinte.hex()[:LONGUEUR].translate(_LETTRES)
