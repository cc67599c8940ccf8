"""De quoi écrire des mois de ressources en une ligne."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from relogement.menage import Menage, Personne
from relogement.mois_de_ressources import mois_de_rang, rang_du_mois
from relogement.nomenclatures import CodeRessource
from relogement.ressource import Ressource
from tests.fabrique import un_menage


def menage_de(*personnes: Personne, **champs: Any) -> Menage:
    menage = un_menage(nb_personnes=len(personnes), **champs)
    menage.personnes = list(personnes)
    return menage


def mois(premier: date, combien: int = 12) -> list[date]:
    return [mois_de_rang(rang_du_mois(premier) + n) for n in range(combien)]


def recevoir(menage: Menage, personne: Personne | None, code: str, montant: str, quand: Iterable[date]) -> None:
    """Le même montant chacun de ces mois."""
    for le in quand:
        menage.ressources_mensuelles.append(
            Ressource(personne=personne, code=CodeRessource(code), mois=le, montant=Decimal(montant))
        )
