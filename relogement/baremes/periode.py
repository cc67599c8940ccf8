"""Les valeurs d'un barème depuis un jour, et le texte qui les fixe."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

Valeur = Decimal | str | bool


@dataclass(frozen=True)
class Periode:
    """Les valeurs d'un barème depuis ``debut``, et le texte qui les fixe.

    ``textes`` précise la référence d'une valeur ou d'un groupe de valeurs ; ``fin`` n'est donnée que si le
    texte cesse de lui-même ; ``a_completer`` dit qu'un texte existe mais que ses montants manquent ici ;
    ``taux_libre`` explique pourquoi les lignes n'ont pas toutes été revalorisées du même taux.
    """

    debut: date
    texte: str
    lu_le: date
    valeurs: Mapping[str, Any]
    url: str = ""
    fin: date | None = None
    a_completer: bool = False
    taux_libre: str = ""
    textes: Mapping[str, str] = field(default_factory=dict)

    def nombre(self, nom: str) -> Decimal:
        """Une valeur numérique ; « loyer.zone_2.seul » descend dans les groupes."""
        valeur: Any = self.valeurs
        for cle in nom.split("."):
            valeur = valeur[cle]
        return Decimal(valeur)

    def lignes(self) -> dict[str, Decimal]:
        """Toutes les valeurs numériques, par leur nom pointé."""
        return {nom: valeur for nom, valeur in _feuilles(self.valeurs) if isinstance(valeur, Decimal)}

    def toutes(self) -> dict[str, Valeur]:
        """Toutes les valeurs, par leur nom pointé : des nombres, mais aussi des mots et des oui ou non."""
        return dict(_feuilles(self.valeurs))

    def reference(self, nom: str) -> str:
        """Le texte qui fixe une valeur : le sien, sinon celui de la période."""
        return self.textes.get(nom) or self.textes.get(nom.partition(".")[0]) or self.texte


def _feuilles(valeurs: Mapping[str, Any], avant: str = "") -> Iterator[tuple[str, Valeur]]:
    for cle, valeur in valeurs.items():
        if isinstance(valeur, Mapping):
            yield from _feuilles(valeur, f"{avant}{cle}.")
        elif isinstance(valeur, bool | str):
            yield f"{avant}{cle}", valeur
        elif isinstance(valeur, int | Decimal):
            yield f"{avant}{cle}", Decimal(valeur)
