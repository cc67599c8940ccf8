"""L'empreinte d'une période close : une écriture canonique, et le SHA-256 de cette écriture."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

COURTE = 12


def canonique(valeur: Any) -> str:
    """La même valeur s'écrit toujours pareil : clés triées, sans espace, décimales et dates en texte."""
    return json.dumps(valeur, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_en_texte)


def empreinte(contenu: str | bytes) -> str:
    """Le SHA-256, en hexadécimal."""
    octets = contenu.encode("utf-8") if isinstance(contenu, str) else contenu
    return hashlib.sha256(octets).hexdigest()


def empreinte_de_la_periode(entete: str, lignes: Iterable[str], exemplaires: Iterable[str]) -> str:
    """L'empreinte de tout : l'en-tête, celles des lignes dans leur ordre, celles des fichiers gardés."""
    somme = hashlib.sha256()
    for morceau in (empreinte(entete), *lignes, "exemplaires", *exemplaires):
        somme.update(morceau.encode("ascii"))
        somme.update(b"\n")
    return somme.hexdigest()


def courte(entiere: str) -> str:
    """Le début d'une empreinte, à lire à voix haute : « 3f9a 0c21 77be »."""
    debut = entiere[:COURTE]
    return " ".join(debut[i : i + 4] for i in range(0, COURTE, 4))


def _en_texte(valeur: Any) -> str:
    match valeur:
        case Decimal():
            return format(valeur, "f")
        case datetime() | date():
            return valeur.isoformat()
        case _:
            return str(valeur)
