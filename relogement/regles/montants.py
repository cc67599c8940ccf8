"""Un montant calculé : sa valeur, ou l'inconnu, et dans les deux cas le pourquoi."""

from dataclasses import dataclass
from decimal import Decimal

from relogement.nomenclatures import Critere


@dataclass(frozen=True, slots=True)
class Montant:
    """Un nombre calculé ; ``valeur`` vide est « NR » et ``motif`` dit ce qui manque."""

    valeur: Decimal | None
    motif: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Un critère, et la phrase qui le justifie."""

    valeur: Critere
    motif: str


def manque(motif: str) -> Montant:
    """Un montant que l'on ne peut pas calculer."""
    return Montant(None, motif)


def rapport(numerateur: Montant, denominateur: Montant) -> Montant:
    """Un quotient, inconnu dès que l'un des termes l'est ou que le dénominateur n'est pas positif."""
    if numerateur.valeur is None:
        return numerateur
    if denominateur.valeur is None or denominateur.valeur <= 0:
        return manque(denominateur.motif)
    return Montant(numerateur.valeur / denominateur.valeur)
