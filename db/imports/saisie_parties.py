"""À quelle partie du dossier va chaque colonne de la table de saisie."""

from collections import defaultdict
from typing import Any

from relogement.imports.saisie import Valeurs
from relogement.saisie import COLONNES

REPRISE = {
    "nombre": "nb_offres_reprises",
    "refus": "nb_refus_repris",
    "motif_1": "motif_refus_1",
    "motif_2": "motif_refus_2",
    "premiere_le": "premiere_offre_le",
}
PAR_PARTIE: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
for _colonne in COLONNES:
    _nom = REPRISE.get(_colonne.attribut, _colonne.attribut) if _colonne.partie == "offres" else _colonne.attribut
    PAR_PARTIE[_colonne.partie][_nom] = (_colonne.code, _colonne.libelle)
PAR_PARTIE["titulaire"] |= dict.fromkeys(("naissance_le", "naissance_annee"), ("NAISSANCE", "Naissance"))
_CHEMINS = {colonne.code: (colonne.partie, colonne.attribut) for colonne in COLONNES}
DU_QUITTE = tuple(c.attribut for c in COLONNES if c.partie == "quitte")
Parties = dict[str, dict[str, Any]]


def parties_de(valeurs: Valeurs) -> Parties:
    """Les valeurs connues d'une ligne, rangées par partie du dossier."""
    parties: Parties = {}
    for code, valeur in valeurs.connues():
        partie, attribut = _CHEMINS[code]
        parties.setdefault(partie, {})[attribut] = valeur
    return parties
