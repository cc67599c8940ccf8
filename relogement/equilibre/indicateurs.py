"""Les indicateurs d'occupation d'une résidence : une liste fermée.

Ils viennent des bailleurs, qui les tirent de l'enquête sur l'occupation du parc social (CCH, art. L. 442-5).
Aucun ne dit, ni ne dira, l'origine, la nationalité, le nom, la religion ou la santé de quiconque (code pénal,
art. 225-1 ; loi n° 89-462 du 6 juillet 1989, art. 1er).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from relogement.base import Code
from relogement.textes import FINE

CENT = 100


class Base(Code):
    """Ce dont une part est la part."""

    MENAGES = "MENAGES", "ménages"
    LOGEMENTS = "LOGEMENTS", "logements"
    SANS = "SANS", ""


class Indicateur(Code):
    """Dans l'ordre où ils se lisent."""

    Q1 = "Q1", "Premier quartile"
    SOUS_40 = "SOUS_40", f"Sous 40{FINE}% des plafonds"
    APL = "APL", "Bénéficiaires de l’APL"
    CHOMAGE = "CHOMAGE", "Sans emploi"
    MONOPARENTAL = "MONOPARENTAL", "Familles monoparentales"
    PLUS_65 = "PLUS_65", "65 ans et plus"
    MOINS_25 = "MOINS_25", "Moins de 25 ans"
    ROTATION = "ROTATION", "Rotation"
    VACANCE = "VACANCE", "Vacance"
    IMPAYES = "IMPAYES", "Impayés"
    PLAFOND_MOYEN = "PLAFOND_MOYEN", "Ressources moyennes"

    @property
    def cle(self) -> str:
        """Son nom dans la charte et dans un fichier."""
        return str(self.value).lower()

    @property
    def au_milieu(self) -> str:
        """« bénéficiaires de l'APL », dans une phrase."""
        return self.libelle[:1].lower() + self.libelle[1:]


@dataclass(frozen=True)
class Definition:
    """Ce qu'un indicateur compte ; ``dit`` le nomme, ``plus_fragile`` dit son sens."""

    dit: str
    sens: str
    base: Base = Base.MENAGES
    plus_fragile: bool = True
    maximum: int = CENT


DEFINITIONS: Mapping[Indicateur, Definition] = {
    Indicateur.Q1: Definition(
        "la part du 1ᵉʳ quartile",
        "Ménages dont les ressources par unité de consommation sont celles du quart le plus modeste",
    ),
    Indicateur.SOUS_40: Definition(
        f"la part des ménages sous 40{FINE}% des plafonds",
        f"Ménages dont le revenu fiscal est inférieur à 40{FINE}% du plafond PLUS",
    ),
    Indicateur.APL: Definition("la part des bénéficiaires de l’APL", "Ménages qui reçoivent l’APL"),
    Indicateur.CHOMAGE: Definition("la part des ménages sans emploi", "Ménages dont un adulte cherche un emploi"),
    Indicateur.MONOPARENTAL: Definition(
        "la part des familles monoparentales", "Ménages d’un adulte avec des enfants mineurs"
    ),
    Indicateur.PLUS_65: Definition(
        "la part des 65 ans et plus", "Ménages dont le titulaire du bail a 65 ans ou plus"
    ),
    Indicateur.MOINS_25: Definition(
        "la part des moins de 25 ans", "Ménages dont le titulaire du bail a moins de 25 ans"
    ),
    Indicateur.ROTATION: Definition(
        "la rotation", "Emménagements de l’année, pour cent logements", Base.LOGEMENTS
    ),
    Indicateur.VACANCE: Definition("la vacance", "Logements vacants, pour cent logements", Base.LOGEMENTS),
    Indicateur.IMPAYES: Definition("la part des impayés", "Ménages en impayé de loyer"),
    Indicateur.PLAFOND_MOYEN: Definition(
        "les ressources moyennes",
        "Ressources moyennes des ménages, en pourcentage du plafond PLUS",
        Base.SANS,
        plus_fragile=False,
        maximum=300,
    ),
}
