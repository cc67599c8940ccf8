"""Les montants d'un logement, tels que le reste à charge voulu en sorte au centime."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from relogement.cout import Cout
from relogement.exemple.fonds import niveaux
from relogement.exemple.foyer import Foyer
from relogement.nomenclatures import Moment, Source, Typologie
from relogement.textes import arrondi

ZERO = Decimal(0)
_MOIS_DU_BAREME_RLS = 6


@dataclass(frozen=True)
class Bien:
    """Ce qui fixe le prix d'un logement."""

    typologie: Typologie
    surface: Decimal
    niveau: Decimal = Decimal(1)
    chauffage_inclus: bool | None = True


@dataclass(frozen=True)
class Budget:
    """Les ressources du foyer et la réduction de loyer qui en découle."""

    ressources: Decimal
    rls: Decimal


def budget(foyer: Foyer, rac: Decimal, alea: Random) -> Budget:
    """Des ressources telles que ce reste à charge pèse entre 15 et 27 % d'elles."""
    ressources = arrondi(rac * 100 / alea.randint(15, 27))
    plafond, rls = (_selon_le_foyer(table, foyer) for table in (niveaux().rls_plafond, niveaux().rls))
    return Budget(ressources, rls if ressources <= plafond else ZERO)


def cout(bien: Bien, rls: Decimal, rac: Decimal | None, alea: Random) -> Cout:
    """Le coût d'un logement ; sans reste à charge voulu, l'APL reste inconnue."""
    prix = niveaux()
    charges_m2 = prix.charges_avec_chauffage_m2 if bien.chauffage_inclus else prix.charges_sans_chauffage_m2
    montants = Cout(
        moment=Moment.AVANT,
        loyer=arrondi(bien.surface * prix.loyer_m2 * bien.niveau * _a_peu_pres(alea)),
        charges=arrondi(bien.surface * charges_m2 * _a_peu_pres(alea)),
        rls=rls or None,
        chauffage_inclus=bien.chauffage_inclus,
        forfait_chauffage=prix.forfait_chauffage[bien.typologie] if bien.chauffage_inclus is False else None,
    )
    if rac is not None:
        _atteindre(montants, rac)
    return montants


def justifier(cout: Cout, sources: dict[str, Source], le: date) -> Cout:
    """Dit d'où viennent les montants connus d'un coût."""
    for montant, source in sources.items():
        if cout.montant(montant) is not None:
            du_bareme = source is Source.BAREME
            cout.justifier(montant, source, date(le.year, _MOIS_DU_BAREME_RLS, 1) if du_bareme else le)
    return cout


def _atteindre(montants: Cout, rac: Decimal) -> None:
    """L'APL qui donne ce reste à charge ; sans droit à l'APL, c'est le loyer qui s'ajuste."""
    assert montants.loyer is not None and montants.charges is not None
    demande = montants.loyer + montants.charges + (montants.forfait_chauffage or ZERO) - (montants.rls or ZERO)
    montants.apl = max(ZERO, demande - rac)
    montants.loyer += max(ZERO, rac - demande)


def _selon_le_foyer(table: Mapping[str, Decimal], foyer: Foyer) -> Decimal:
    if foyer.enfants:
        return table["une_charge"] + (foyer.enfants - 1) * table["charge_de_plus"]
    return table["couple" if foyer.couple else "seul"]


def _a_peu_pres(alea: Random) -> Decimal:
    return Decimal(alea.randint(950, 1050)) / 1000
