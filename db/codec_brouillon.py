"""Écrire un brouillon en JSON et le relire au type exact : dates, montants et codes d'une liste fermée."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from relogement import nomenclatures, piece
from relogement.base import Code

_MARQUE = "$"
CODES: dict[str, type[Code]] = {
    nom: classe
    for module in (nomenclatures, piece)
    for nom, classe in vars(module).items()
    if isinstance(classe, type) and issubclass(classe, Code) and classe is not Code
}


def en_json(valeur: Any) -> Any:
    """Lève ``TypeError`` pour ce que l'on ne sait pas garder : rien ne se perd sans se voir."""
    if isinstance(valeur, Code):
        return {_MARQUE: "code", "de": type(valeur).__name__, "v": valeur.value}
    if valeur is None or isinstance(valeur, bool | int | float | str):
        return valeur
    if isinstance(valeur, list):
        return [en_json(v) for v in valeur]
    if isinstance(valeur, dict):
        return _dictionnaire(valeur)
    return _marque(valeur)


def _dictionnaire(valeur: dict[Any, Any]) -> Any:
    """Des clés de texte restent un objet ; les autres deviennent des paires."""
    if all(type(cle) is str and cle != _MARQUE for cle in valeur):
        return {cle: en_json(v) for cle, v in valeur.items()}
    return {_MARQUE: "paires", "v": [[en_json(cle), en_json(v)] for cle, v in valeur.items()]}


def _marque(valeur: Any) -> Any:
    match valeur:
        case datetime():
            return {_MARQUE: "moment", "v": valeur.isoformat()}
        case date():
            return {_MARQUE: "date", "v": valeur.isoformat()}
        case Decimal():
            return {_MARQUE: "decimal", "v": str(valeur)}
        case tuple():
            return {_MARQUE: "tuple", "v": [en_json(v) for v in valeur]}
    raise TypeError(f"un brouillon ne sait pas garder {type(valeur).__name__}")


def de_json(valeur: Any) -> Any:
    """L'inverse ; ce que ce programme ne connaît plus devient vide."""
    match valeur:
        case list():
            return [de_json(v) for v in valeur]
        case dict() if _MARQUE in valeur:
            return _marquee(valeur[_MARQUE], valeur)
        case dict():
            return {k: de_json(v) for k, v in valeur.items()}
        case _:
            return valeur


def _marquee(genre: str, valeur: dict[str, Any]) -> Any:
    contenu = valeur["v"]
    match genre:
        case "code":
            codes = CODES.get(valeur["de"])
            return codes(contenu) if codes is not None and contenu in {c.value for c in codes} else None
        case "moment":
            return datetime.fromisoformat(contenu)
        case "date":
            return date.fromisoformat(contenu)
        case "decimal":
            return Decimal(contenu)
        case "tuple":
            return tuple(de_json(v) for v in contenu)
        case "paires":
            return {de_json(k): de_json(v) for k, v in contenu}
        case _:
            return None
