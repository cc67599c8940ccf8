"""Rendre un logement à ceux qui en cherchent : ce qui défait une promesse sans en effacer l'histoire."""

from datetime import date

from relogement.menage import Menage
from relogement.nomenclatures import Nature, Reponse
from relogement.offre import Offre


def rendre(offre: Offre, le: date) -> None:
    """Cette offre ne tient plus son logement ; sa réponse reste ce qu'elle est."""
    if offre.tient_le_logement:
        offre.rendu_le = le


def rendre_les_offres(menage: Menage, le: date, *, sauf: Offre | None = None) -> None:
    """Le ménage part, ou se loge ailleurs : aucun autre logement n'est plus gardé pour lui."""
    for offre in menage.offres:
        if offre is not sauf:
            rendre(offre, le)


def rendre_les_accords(menage: Menage, le: date) -> None:
    """Ce qui avait été accepté ne se fera pas : le logement se propose à un autre."""
    for offre in menage.offres:
        if offre.reponse is Reponse.ACCORD:
            rendre(offre, le)


def rendre_les_provisoires(menage: Menage, le: date) -> None:
    """Le ménage revient, ou entre pour de bon ailleurs."""
    for relogement in menage.relogements:
        if relogement.nature is Nature.PROVISOIRE and relogement.rendu_le is None:
            relogement.rendu_le = le


def rendre_les_baux_sans_entree(menage: Menage, le: date) -> None:
    """Les logements où il n'est jamais entré."""
    for relogement in menage.relogements:
        if relogement.entree_le is None and relogement.rendu_le is None:
            relogement.rendu_le = le
