"""Lire et écrire les paliers de ressources d'une charte ; refuser d'une phrase celui qui ne va pas."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from relogement.erreurs import ErreurMetier
from relogement.regles.paliers import Q1, SEUILS

CENT_POUR_CENT = Decimal(100)
PLUS_GRAND = 10_000
CLES = ("libelle", "jusqu_a", *SEUILS)


def lire_paliers(valeur: Any) -> list[dict[str, str]]:
    """Les paliers, du plus bas au plus haut, tels que la base les garde ; lève ``ErreurMetier`` sinon."""
    if not isinstance(valeur, list) or not all(isinstance(palier, Mapping) for palier in valeur):
        raise ErreurMetier(
            "Charte, « paliers » : chaque palier commence par la ligne « [[paliers]] ». Corrigez-la."
        )
    lus = [_palier(palier, f"Charte, « paliers », palier {rang}") for rang, palier in enumerate(valeur, 1)]
    _ranges(lus)
    return lus


def ecrire_paliers(paliers: list[dict[str, Any]]) -> list[str]:
    """Les lignes TOML de ces paliers, que ``lire_paliers`` relit."""
    lignes: list[str] = []
    for palier in paliers:
        lignes += ["", "[[paliers]]", *(f"{cle} = {_ecrite(cle, palier[cle])}" for cle in CLES if cle in palier)]
    return lignes


def _ecrite(cle: str, valeur: str) -> str:
    from json import dumps

    return dumps(valeur, ensure_ascii=False) if cle == "libelle" or valeur == Q1 else valeur


def _palier(palier: Mapping[str, Any], ici: str) -> dict[str, str]:
    if inconnues := palier.keys() - set(CLES):
        raise ErreurMetier(f"{ici} : clé inconnue « {min(inconnues)} ». Les clés admises sont {', '.join(CLES)}.")
    if not any(cle in palier for cle in SEUILS):
        raise ErreurMetier(f"{ici} : il ne change aucun seuil. Donnez-en un ({', '.join(SEUILS)}), ou ôtez-le.")
    lu = {"jusqu_a": _borne(palier.get("jusqu_a"), ici)}
    if libelle := str(palier.get("libelle") or "").strip():
        lu["libelle"] = libelle
    return lu | {cle: _seuil(cle, palier[cle], ici) for cle in SEUILS if cle in palier}


def _borne(valeur: Any, ici: str) -> str:
    if valeur == Q1:
        return Q1
    montant = _nombre(valeur)
    if montant is None or montant <= 0:
        raise ErreurMetier(
            f"{ici} : « jusqu_a » vaut « Q1 » (premier quartile) ou un montant par mois et par UC. Corrigez-le."
        )
    return f"{montant:f}"


def _seuil(cle: str, valeur: Any, ici: str) -> str:
    lu = _nombre(valeur)
    if lu is None or lu < 0 or (cle.endswith("_pct") and lu > CENT_POUR_CENT):
        raise ErreurMetier(f"{ici}, « {cle} » : la valeur « {valeur} » n’est pas possible. Corrigez-la.")
    return f"{lu:f}"


def _nombre(valeur: Any) -> Decimal | None:
    if isinstance(valeur, bool) or not isinstance(valeur, int | Decimal | str):
        return None
    try:
        lu = Decimal(valeur)
    except InvalidOperation:
        return None
    return lu if lu.is_finite() and abs(lu) <= PLUS_GRAND else None


def _ranges(paliers: list[dict[str, str]]) -> None:
    """Le quartile d'abord, puis des montants qui montent : le premier palier non dépassé est celui du ménage."""
    for avant, apres in pairwise(palier["jusqu_a"] for palier in paliers):
        if apres == Q1 or (avant != Q1 and Decimal(apres) <= Decimal(avant)):
            raise ErreurMetier(
                f"Charte, « paliers » : « {apres} » vient après « {avant} ». Rangez les paliers du plus bas "
                "au plus haut, le premier quartile d’abord."
            )
