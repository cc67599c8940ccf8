"""D'un relogement du dossier à la minoration de loyer qu'il ouvre, ou pourquoi il n'en ouvre pas."""

from datetime import date
from decimal import Decimal

from relogement import communes
from relogement.baremes import Source
from relogement.erreurs import ErreurMetier
from relogement.foyer_apl import foyer
from relogement.menage import Menage
from relogement.regles.apl import bareme_apl
from relogement.regles.apl.bareme import Situation, parametres
from relogement.regles.minoration import Minoration, RelogementAMinorer, minoration
from relogement.relogement import Relogement


def minoration_du_relogement(
    menage: Menage, relogement: Relogement, *, baremes: Source | None = None
) -> Minoration:
    """Les conditions et le montant, avec le barème et la composition du ménage au bail."""
    logement, cout = relogement.logement, relogement.cout
    return minoration(
        RelogementAMinorer(
            nature=relogement.nature,
            bail_le=relogement.bail_le,
            loyer=cout.loyer if cout else None,
            loyer_plafond_apl=_plafond(menage, logement.commune_insee, relogement.bail_le, baremes),
            typologie=logement.typologie,
            premiere_location=logement.premiere_location,
            conventionne_le=logement.conventionne_le,
            rt2005=logement.rt2005,
        ),
        dossier=baremes,
    )


def _plafond(menage: Menage, insee: str | None, bail_le: date | None, baremes: Source | None) -> Decimal | None:
    """Le loyer plafond de l'APL du ménage dans cette commune ; le couple ne compte que sans personne à charge."""
    zone = communes.zone_apl(insee)
    if zone is None or bail_le is None:
        return None
    compose = foyer(menage, bail_le)
    if compose.a_charge is None or (compose.couple is None and not compose.a_charge):
        return None
    try:
        du_jour = bareme_apl(bail_le, baremes)
    except ErreurMetier:  # aucun barème de l'APL à cette date : le plafond est inconnu
        return None
    situation = Situation(zone, bool(compose.couple), compose.a_charge, colocation=False, chambre=False)
    return parametres(du_jour, situation).plafond
