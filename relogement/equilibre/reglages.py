"""Ce que la charte fixe de l'équilibre : des poids, des repères, et ce qu'il faut savoir pour conclure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relogement.charte import Charte
from relogement.charte_sections import A_REPERE, reglages
from relogement.equilibre.indicateurs import Indicateur
from relogement.regles.echeances import plus_mois

SECTION = "equilibre"


@dataclass(frozen=True)
class ReglagesEquilibre:
    """``reperes`` : la part que la charte ne veut pas dépasser, en %, pour les indicateurs qui en ont une."""

    poids: Mapping[Indicateur, int]
    reperes: Mapping[Indicateur, int]
    connu_pct: int
    perimee_mois: int
    secret: int

    def perimee(self, au_mesure: date, au: date) -> bool:
        """Vrai d'une donnée trop ancienne pour être donnée sans le dire."""
        return plus_mois(au_mesure, self.perimee_mois) < au


def reglages_equilibre(charte: Charte) -> ReglagesEquilibre:
    """Ceux de cette version de la charte ; zéro pour un repère veut dire qu'elle n'en fixe pas."""
    dits = reglages(charte, SECTION)
    return ReglagesEquilibre(
        {i: dits[f"poids_{i.cle}"] for i in Indicateur},
        {i: dits[f"repere_{i.cle}"] for i in A_REPERE if dits[f"repere_{i.cle}"]},
        dits["connu_pct"],
        dits["perimee_mois"],
        charte.seuil_secret_effectif,
    )
