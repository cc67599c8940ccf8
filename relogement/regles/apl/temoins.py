"""Des ménages types dont on refait l'estimation avec un barème que l'on s'apprête à ajouter."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relogement.baremes import Ajouts
from relogement.erreurs import ErreurMetier
from relogement.regles.apl.bareme import NOMS
from relogement.regles.apl.demande import DemandeApl
from relogement.regles.apl.estimation import estimer
from relogement.textes import FINE, INSECABLE


@dataclass(frozen=True)
class Temoin:
    """Un ménage type, son APL avant et après ; vide si elle n'est pas estimable."""

    libelle: str
    avant: Decimal | None
    apres: Decimal | None


def _cas(zone: int, loyer: int, ressources: int, a_charge: int = 0, *, couple: bool = False) -> DemandeApl:
    return DemandeApl(zone, Decimal(loyer), a_charge, Decimal(ressources), couple=couple)


TEMOINS = {
    f"Personne seule, zone{INSECABLE}2, sans ressources, loyer 300{FINE}€": _cas(2, 300, 0),
    f"Personne seule, zone{INSECABLE}2, 9{FINE}000{FINE}€ par an, loyer 340{FINE}€": _cas(2, 340, 9000),
    f"Parent et un enfant, zone{INSECABLE}2, 12{FINE}000{FINE}€ par an, loyer 420{FINE}€": _cas(2, 420, 12000, 1),
    f"Couple et deux enfants, zone{INSECABLE}2, 14{FINE}000{FINE}€ par an, loyer 480{FINE}€": _cas(
        2, 480, 14000, 2, couple=True
    ),
    f"Couple, zone{INSECABLE}1, 11{FINE}000{FINE}€ par an, loyer 450{FINE}€": _cas(1, 450, 11000, couple=True),
    f"Personne seule, zone{INSECABLE}3, 8{FINE}000{FINE}€ par an, loyer 290{FINE}€": _cas(3, 290, 8000),
}


def concerne(nom: str) -> bool:
    """Vrai si ce barème entre dans l'estimation de l'APL."""
    return nom in NOMS


def temoins(au: date, avant: Ajouts, apres: Ajouts) -> tuple[Temoin, ...]:
    """L'APL de chaque ménage type à cette date, sans puis avec la période à l'essai."""
    return tuple(
        Temoin(libelle, _estimee(demande, au, avant), _estimee(demande, au, apres))
        for libelle, demande in TEMOINS.items()
    )


def _estimee(demande: DemandeApl, au: date, ajouts: Ajouts) -> Decimal | None:
    try:
        return estimer(demande, au=au, dossier=ajouts).apl
    except ErreurMetier:
        return None
