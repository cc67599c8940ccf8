"""La classe de ressources d'un dossier, d'après son RFR, sa catégorie et la zone du projet."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from relogement.baremes import Source as Baremes
from relogement.exports.rime.foyer import CHAMPS as OCCUPANTS
from relogement.exports.rime.foyer import Occupants, foyer
from relogement.nomenclatures import ZonePlafond
from relogement.regles.categorie import Categorie, Composition, categorie
from relogement.regles.plafonds import classement
from relogement.regles.revenu_retenu import Revenus, revenu_retenu

CHAMPS = ("menage.rfr", "menage.categorie_plafond", "projet.zone_plafond", "bail.bail_le", *OCCUPANTS)
GARDEES = 8192


def classe_de_ressources(au: date, baremes: Baremes | None) -> Callable[..., str | None]:
    """La classe au jour du bail, à celui de l'export tant qu'il n'est pas signé ; vide si on ne sait pas.

    Le seul RFR du dossier est pris pour celui de N-2. La catégorie saisie l'emporte sur la composition.
    """

    @lru_cache(GARDEES)
    def de_la_composition(composition: Composition, le: date) -> Categorie:
        return categorie(composition, au=le, dossier=baremes)

    def classe(
        rfr: int | None, saisie: int | None, zone: str | None, bail_le: date | None, *occupants: Any
    ) -> str | None:
        if rfr is None or rfr < 0 or zone is None:
            return None
        le = bail_le or au
        rang = Categorie(saisie, saisie, "saisie") if saisie and saisie > 0 else None
        rang = rang or de_la_composition(foyer(Occupants(*occupants), le).composition(), le)
        revenu = revenu_retenu(Revenus(n_2=Decimal(rfr).scaleb(-2)), au=le, dossier=baremes)
        trouve = classement(revenu, rang, ZonePlafond(zone), au=le, dossier=baremes).classe
        return None if trouve is None else trouve.value

    return classe
