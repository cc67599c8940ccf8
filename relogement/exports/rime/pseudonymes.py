"""Un pseudonyme par dossier, propre au projet : stable d'un export à l'autre, sans retour possible sans la clé."""

import base64
import hmac

LONGUEUR = 12
_OCTETS = 8


def pseudonyme(cle: str, dossier: int) -> str:
    """Douze caractères tirés de HMAC-SHA256(clé du projet, numéro interne du dossier)."""
    empreinte = hmac.digest(cle.encode(), str(dossier).encode(), "sha256")
    return base64.b32encode(empreinte[:_OCTETS]).decode()[:LONGUEUR]
