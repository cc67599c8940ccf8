"""L'empreinte d'une mise en page : les mêmes titres, dans n'importe quel ordre, donnent la même."""

from collections.abc import Mapping
from hashlib import sha256

from relogement.imports.analyse import Tableau
from relogement.imports.colonnes import norme
from relogement.imports.reconnaissance.reconnaitre import Reconnaissance

LONGUEUR = 32


def empreinte(tableau: Tableau) -> str:
    """Un numéro qui ne dit rien du contenu ; l'ordre des colonnes, la casse et les accents n'y comptent pas."""
    titres = sorted({norme(titre) for titre in tableau.titres if titre})
    return sha256("\n".join(titres).encode()).hexdigest()[:LONGUEUR]


def a_retenir(reconnaissances: list[Reconnaissance]) -> Mapping[str, str | None]:
    """Ce que la mémoire gardera : chaque titre et son champ, ou rien pour une colonne laissée."""
    return {norme(r.colonne.titre): r.champ for r in reconnaissances if r.colonne.titre}
