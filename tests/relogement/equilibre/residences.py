"""Des résidences d'essai."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from relogement.equilibre.indicateurs import Indicateur
from relogement.equilibre.parc import Mesure, ResidenceLue
from relogement.equilibre.reglages import ReglagesEquilibre

AU = date(2026, 11, 20)
DONNEES = date(2025, 1, 1)


def une_residence(
    nom: str = "Le Clos des Pins", *mesures: Mesure, logements: int | None = 48, **champs: str | None
) -> ResidenceLue:
    return ResidenceLue(hash(nom) % 1000, nom, nb_logements=logements, histoire=mesures, **champs)


def un_taux(indicateur: Indicateur, valeur: str, au: date = DONNEES) -> Mesure:
    return Mesure(indicateur, au, Decimal(valeur))


def un_compte(indicateur: Indicateur, nombre: int, sur: int, au: date = DONNEES) -> Mesure:
    return Mesure(indicateur, au, nombre=nombre, sur=sur)


def des_reglages(poids: Mapping[Indicateur, int] | None = None, **autres: object) -> ReglagesEquilibre:
    """Le premier quartile seul, sauf à le dire ; la charte n'en veut pas plus de 40 %."""
    dits = dict.fromkeys(Indicateur, 0) | (poids if poids is not None else {Indicateur.Q1: 1})
    valeurs: dict[str, object] = {
        "reperes": {Indicateur.Q1: 40}, "connu_pct": 50, "perimee_mois": 36, "secret": 5,
    }  # fmt: skip
    return ReglagesEquilibre(dits, **(valeurs | autres))  # type: ignore[arg-type]
