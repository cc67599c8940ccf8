"""Le reste à charge d'une APL estimée, quand les ressources varient de 10 % de part et d'autre."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relogement.baremes import Source
from relogement.corrections_apl import corrections_de
from relogement.cout import Cout
from relogement.demande_apl import Preparation, aux_ressources, preparer
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert, LogementQuitte
from relogement.menage import Menage
from relogement.regles.apl import EstimationApl
from relogement.regles.apl.estimation import BORNES
from relogement.regles.montants import Montant

UN_EURO = Decimal(1)


@dataclass(frozen=True, slots=True)
class Intervalle:
    """En euros par mois."""

    bas: Decimal
    haut: Decimal


@dataclass(frozen=True, slots=True)
class Reestimation:
    """L'APL d'un coût refaite à la date de sa source, ou pourquoi elle ne peut pas l'être.

    ``moins`` et ``plus`` : ce que l'aide (APL et RLS) perd et gagne dans l'intervalle.
    """

    preparation: Preparation
    gardee: Decimal
    estimation: EstimationApl | None = None
    moins: Decimal = Decimal(0)
    plus: Decimal = Decimal(0)
    motif: str = ""

    @property
    def fidele(self) -> bool:
        """Vrai si refaire l'estimation redonne, à un euro près, le montant enregistré."""
        return self.estimation is not None and abs(self.estimation.apl - self.gardee) <= UN_EURO


def reestimer(
    menage: Menage,
    logement: LogementOffert | LogementQuitte | None,
    cout: Cout | None,
    *,
    au: date,
    baremes: Source | None = None,
) -> Reestimation | None:
    """Refait l'estimation d'une APL estimée ; rien quand elle ne l'est pas."""
    if cout is None or cout.apl is None or not cout.apl_estimee:
        return None
    le = cout.provenance("apl").le or au
    preparation = preparer(menage, logement, cout.loyer, au=le, corrections=corrections_de(cout), baremes=baremes)
    try:
        estimation = preparation.estimer(au=le)
        aides = [_aide(preparation, borne, le) for borne in BORNES]
    except ErreurMetier as erreur:
        return Reestimation(preparation, cout.apl, motif=str(erreur))
    ici = estimation.apl + estimation.rls
    return Reestimation(preparation, cout.apl, estimation, ici - min(ici, *aides), max(ici, *aides) - ici)


def _aide(preparation: Preparation, borne: Decimal, au: date) -> Decimal:
    """APL et RLS ensemble : au plafond de la RLS, l'une prend la place de l'autre."""
    ressources = preparation.demande.ressources
    assert ressources is not None
    voisine = aux_ressources(preparation, ressources * borne).estimer(au=au)
    return voisine.apl + voisine.rls


def intervalle(rac: Montant, refaite: Reestimation | None) -> Intervalle | None:
    """L'aide qui baisse relève le reste à charge ; rien si le dossier ne redonne plus le montant enregistré."""
    if refaite is None or not refaite.fidele or rac.valeur is None:
        return None
    return Intervalle(rac.valeur - refaite.plus, rac.valeur + refaite.moins)
