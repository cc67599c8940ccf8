"""Lire un taux sans se tromper de cent : « 31 % », 31, 0,31, « 14/45 ».

Un tableur garde 31 % sous la forme 0,31. Le tableau entier tranche : s'il ne passe jamais 1, il est de 0 à 1.
Une colonne qui n'a que de petits nombres au milieu d'autres plus grands ne se devine pas : elle reste inconnue.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from relogement.base import Code
from relogement.equilibre.indicateurs import CENT, DEFINITIONS, Indicateur
from relogement.imports.valeurs import ValeurIllisible, nombre
from relogement.textes import arrondi

FRACTION = re.compile(r"([0-9]{1,6}) ?(?:/|sur) ?([0-9]{1,6})")
PETITS = (Indicateur.ROTATION, Indicateur.VACANCE, Indicateur.IMPAYES)
UN = Decimal(1)


class Echelle(Code):
    """Comment une colonne écrit ses taux."""

    POUR_CENT = "POUR_CENT", "pour cent"
    DE_ZERO_A_UN = "DE_ZERO_A_UN", "de 0 à 1"
    DOUTEUSE = "DOUTEUSE", "indécidable"


@dataclass(frozen=True)
class TauxLu:
    """Un taux en pour cent, ou les effectifs d'une fraction."""

    taux: Decimal | None = None
    nombre: int | None = None
    sur: int | None = None


def echelles(colonnes: Mapping[Indicateur, Sequence[str]]) -> Mapping[Indicateur, Echelle]:
    """Celle de chaque colonne d'un tableau, d'après tous ses nombres sans signe %."""
    nus = {i: _nus(textes) for i, textes in colonnes.items()}
    grands = {i for i, valeurs in nus.items() if any(v > UN for v in valeurs)}
    petits = {i for i, valeurs in nus.items() if i not in grands and any(valeurs)}
    seuls = petits and not grands and not petits <= set(PETITS)
    des_petits = Echelle.DE_ZERO_A_UN if seuls else Echelle.DOUTEUSE
    return {i: des_petits if i in petits else Echelle.POUR_CENT for i in colonnes}


def _nus(textes: Iterable[str]) -> list[Decimal]:
    valeurs = []
    for texte in textes:
        if texte and "%" not in texte and not FRACTION.fullmatch(texte):
            try:
                valeurs.append(nombre(texte) or Decimal(0))
            except ValeurIllisible:
                continue
    return valeurs


def taux(texte: str, indicateur: Indicateur, echelle: Echelle) -> TauxLu | None:
    """Ce que dit une cellule, ou ``ValeurIllisible`` avec ce qu'il faut écrire."""
    if trouve := FRACTION.fullmatch(texte):
        return _fraction(texte, int(trouve[1]), int(trouve[2]))
    signe = "%" in texte
    lu = nombre(texte.replace("%", " ").strip())
    if lu is None:
        return None
    if not signe and echelle is Echelle.DOUTEUSE and 0 < lu <= UN:
        raise ValeurIllisible(
            texte, "peut être une part de 0 à 1 ou un pourcentage : écrivez-le avec le signe %, par exemple 0,3 %"
        )
    valeur = lu * CENT if echelle is Echelle.DE_ZERO_A_UN and not signe else lu
    plus_haut = DEFINITIONS[indicateur].maximum
    if not 0 <= valeur <= plus_haut:
        raise ValeurIllisible(texte, f"n’est pas un taux possible : il va de 0 à {plus_haut} %")
    return TauxLu(arrondi(valeur))


def _fraction(texte: str, nombre_lu: int, sur: int) -> TauxLu:
    if not sur or nombre_lu > sur:
        raise ValeurIllisible(texte, "compte plus de ménages qu’il n’y en a : vérifiez les deux nombres")
    return TauxLu(nombre=nombre_lu, sur=sur)
