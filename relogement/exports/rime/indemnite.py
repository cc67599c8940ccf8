"""L'indemnité de minoration de loyer d'un relogement, quand les faits du dossier permettent de la dire."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from relogement import communes
from relogement.baremes import Source as Baremes
from relogement.baremes import en_vigueur
from relogement.erreurs import ErreurMetier
from relogement.exports.rime.foyer import CHAMPS as OCCUPANTS
from relogement.exports.rime.foyer import Foyer, Occupants, foyer
from relogement.nomenclatures import Nature, Typologie
from relogement.regles.apl import bareme_apl
from relogement.regles.apl.bareme import Situation, parametres
from relogement.regles.minoration import RelogementAMinorer, minoration

CHAMPS = (
    "relogement.nature",
    "bail.bail_le",
    "apres.loyer",
    "logement.commune_insee",
    "logement.typologie",
    "logement.premiere_location",
    "logement.conventionne_le",
    "logement.rt2005",
    *OCCUPANTS,
)
CENT = 100


def indemnite(_au: date, baremes: Baremes | None) -> Callable[..., int | None]:
    """En centimes ; vide si le relogement n'est pas définitif, n'ouvre pas droit, ou si on ne sait pas."""

    @cache
    def chiffree(bail_le: date) -> bool:
        """Si l'échelle en vigueur au bail a ses montants : sans eux, rien n'est à juger."""
        echelle = en_vigueur("minoration_loyer", bail_le, dossier=baremes)
        return echelle is not None and not echelle.a_completer

    def montant(
        nature: str | None,
        bail_le: date | None,
        loyer: int | None,
        insee: str | None,
        typologie: str | None,
        premiere_location: bool | None,
        conventionne_le: date | None,
        rt2005: bool | None,
        *occupants: Any,
    ) -> int | None:
        if nature != Nature.DEFINITIF or bail_le is None or loyer is None or typologie is None:
            return None
        if not chiffree(bail_le):
            return None
        relogement = RelogementAMinorer(
            nature=Nature.DEFINITIF,
            bail_le=bail_le,
            loyer=Decimal(loyer).scaleb(-2),
            loyer_plafond_apl=_plafond(foyer(Occupants(*occupants), bail_le), insee, bail_le, baremes),
            typologie=Typologie(typologie),
            premiere_location=premiere_location,
            conventionne_le=conventionne_le,
            rt2005=rt2005,
        )
        valeur = minoration(relogement, dossier=baremes).montant.valeur
        return None if valeur is None else int(valeur * CENT)

    return montant


def _plafond(compose: Foyer, insee: str | None, bail_le: date, baremes: Baremes | None) -> Decimal | None:
    """Le loyer plafond APL du foyer dans la commune, logement entier ; le couple ne compte que sans charge."""
    zone = communes.zone_apl(insee)
    if zone is None or compose.a_charge is None or (compose.couple is None and not compose.a_charge):
        return None
    try:
        du_jour = bareme_apl(bail_le, baremes)
    except ErreurMetier:  # aucun barème de l'APL à cette date : le plafond est inconnu
        return None
    situation = Situation(zone, bool(compose.couple), compose.a_charge, colocation=False, chambre=False)
    return parametres(du_jour, situation).plafond
