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
from relogement.revenus_du_menage import revenus_fiscaux

CHAMPS = (
    "menage.rfr",
    "menage.rfr_annee",
    "menage.rfr_suivant",
    "menage.categorie_plafond",
    "projet.zone_plafond",
    "bail.bail_le",
    *OCCUPANTS,
)
GARDEES = 8192


def classe_de_ressources(au: date, baremes: Baremes | None) -> Callable[..., str | None]:
    """La classe au jour du bail, à celui de l'export tant qu'il n'est pas signé ; vide si on ne sait pas.

    Les RFR sont ceux de N-2 et de N-1 à ce jour-là ; sans année, le RFR est pris pour celui de N-2. Les douze
    derniers mois n'y entrent pas : l'agente les justifie dossier par dossier. La catégorie saisie l'emporte sur
    la composition.
    """

    @lru_cache(GARDEES)
    def de_la_composition(composition: Composition, le: date) -> Categorie:
        return categorie(composition, au=le, dossier=baremes)

    def classe(
        rfr: int | None,
        annee: int | None,
        suivant: int | None,
        saisie: int | None,
        zone: str | None,
        bail_le: date | None,
        *occupants: Any,
    ) -> str | None:
        le = bail_le or au
        n_2, n_1 = revenus_fiscaux(_euros(rfr), annee, _euros(suivant), au=le)
        if n_2 is None or zone is None:
            return None
        rang = Categorie(saisie, saisie, "saisie") if saisie and saisie > 0 else None
        rang = rang or de_la_composition(foyer(Occupants(*occupants), le).composition(), le)
        revenu = revenu_retenu(Revenus(n_2=n_2, n_1=n_1), au=le, dossier=baremes)
        trouve = classement(revenu, rang, ZonePlafond(zone), au=le, dossier=baremes).classe
        return None if trouve is None else trouve.value

    return classe


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents).scaleb(-2)
