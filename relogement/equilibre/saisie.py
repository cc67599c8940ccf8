"""Lire ce que l'on tape pour une résidence : « 31 % », « 14 sur 45 », ou rien quand on ne sait pas."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relogement.equilibre.indicateurs import DEFINITIONS, Base, Indicateur
from relogement.equilibre.nombres import dit
from relogement.equilibre.parc import Mesure
from relogement.imports.residences.taux import Echelle, taux
from relogement.imports.valeurs import ValeurIllisible
from relogement.textes import FINE, jour


@dataclass(frozen=True)
class Lues:
    """Les mesures lisibles, et la phrase à dire sous chaque champ qui ne l'est pas."""

    mesures: tuple[Mesure, ...]
    fautes: Mapping[Indicateur, str]


def lire_mesures(textes: Mapping[Indicateur, str | None], au: date, menages: int | None) -> Lues:
    """Ce que disent les champs ; ``menages`` : sur combien portent les taux, quand on le sait."""
    mesures, fautes = list[Mesure](), dict[Indicateur, str]()
    for indicateur, texte in textes.items():
        try:
            lu = taux((texte or "").strip(), indicateur, Echelle.DOUTEUSE) if texte else None
        except ValeurIllisible as faute:
            fautes[indicateur] = str(faute)
            continue
        if lu is not None:
            sur = lu.sur if lu.sur is not None or DEFINITIONS[indicateur].base is not Base.MENAGES else menages
            mesures.append(Mesure(indicateur, au, lu.taux, lu.nombre, sur))
    return Lues(tuple(mesures), fautes)


def ecrite(mesure: Mesure | None) -> str:
    """Telle qu'on la retaperait : « 14 sur 45 », « 31 % »."""
    if mesure is None:
        return ""
    if mesure.nombre is not None:
        return f"{mesure.nombre} sur {mesure.sur}"
    valeur = mesure.valeur
    decimales = 0 if valeur is None or valeur.denominator == 1 else 2
    return "" if valeur is None else f"{dit(valeur, decimales)}{FINE}%"


def du(mesure: Mesure) -> str:
    """« 14 sur 45 au 01/01/2025 »."""
    return f"{ecrite(mesure)} au {jour(mesure.au)}"
