"""« Vide quand ? » : au rythme actuel, avec tant de logements offerts, ou au rythme que l'on choisit.

Toujours une estimation, avec son intervalle. Au rythme choisi, l'intervalle est celui du hasard des départs : à
λ par mois, vider n logements demande autant de mois que n départs d'un comptage (Byar). Pour des logements
offerts, chacun est accepté aussi souvent que les offres de l'opération l'ont été (loi bêta-binomiale, a priori de
Jeffreys), et vient en plus du rythme actuel.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, floor
from statistics import median

from relogement.erreurs import ErreurMetier
from relogement.indicateurs.indicateur import Mesure
from relogement.indicateurs.prevision import JOURS_PAR_MOIS, Fin, Rythme, comptage, fin, oui_a_venir
from relogement.vidage.lignes import Immeuble, OffreLue
from relogement.vidage.trajectoire import Trajectoire, refus

OFFERTS_MAX, PAR_MOIS_MAX = 10_000, Decimal(1000)


@dataclass(frozen=True)
class Acceptation:
    """Ce que les offres déjà répondues disent : combien acceptées, et combien de jours jusqu'à l'entrée."""

    acceptees: int
    refusees: int
    jours: int | None

    @property
    def connue(self) -> bool:
        return bool(self.acceptees + self.refusees)


@dataclass(frozen=True)
class Scenario:
    """Une hypothèse et sa fin ; ``vides`` : les logements que vident ceux offerts (attendu, au moins, au plus)."""

    cle: str
    restants: int
    fin: Fin | None = None
    refus: str = ""
    vides: tuple[int, int, int] | None = None

    def retard(self, cible: date | None) -> int | None:
        return (self.fin.attendue - cible).days if self.fin and cible else None


def au_rythme_actuel(vue: Trajectoire) -> Scenario:
    """Rien ne change."""
    return Scenario("rythme", vue.rythme.restants, vue.fin, vue.refus)


def au_rythme_choisi(vue: Trajectoire, immeuble: Immeuble, par_mois: Decimal) -> Scenario:
    """Tant de logements vidés par mois ; ``ErreurMetier`` si le nombre n'en est pas un."""
    if not Decimal(0) < par_mois <= PAR_MOIS_MAX:
        raise ErreurMetier("Le rythme doit être un nombre de logements par mois, plus grand que zéro.")
    restants = vue.rythme.restants
    if restants <= 0:
        return Scenario("choisi", 0, None, refus(vue.rythme, immeuble.reglages))
    moins, plus = comptage(restants, immeuble.reglages.ecart_reduit)
    jours = [ceil(n / float(par_mois) * JOURS_PAR_MOIS) for n in (restants, moins, plus)]
    return Scenario("choisi", restants, Fin(*(_dans(vue.au, j) for j in jours)))


def avec_des_logements(vue: Trajectoire, immeuble: Immeuble, offerts: int) -> Scenario:
    """Tant de logements offerts en plus du rythme actuel ; ``ErreurMetier`` si le nombre n'en est pas un."""
    if not 0 < offerts <= OFFERTS_MAX:
        raise ErreurMetier("Indiquez combien de logements sont offerts : un nombre entier, au moins 1.")
    restants, connue = vue.rythme.restants, acceptation(immeuble, vue.au)
    if restants <= 0:
        return Scenario("offerts", 0, None, refus(vue.rythme, immeuble.reglages))
    if not connue.connue:
        return Scenario("offerts", restants, None, "Aucune offre de l’opération n’a encore eu de réponse.")
    attendus, moins, plus = vides = _vides(connue, min(offerts, restants), immeuble.reglages.ecart_reduit)
    if not connue.acceptees or vue.fin is None:
        motif = vue.refus or "Aucune offre n’a encore été acceptée."
        return Scenario("offerts", restants - attendus, None, motif, vides)
    fins = [_fin(vue.rythme, immeuble, restants - n, connue.jours) for n in (attendus, plus, moins)]
    tard = fins[2].au_plus_tard
    return Scenario("offerts", restants - attendus, Fin(fins[0].attendue, fins[1].au_plus_tot, tard), "", vides)


def acceptation(immeuble: Immeuble, au: date) -> Acceptation:
    """Les offres répondues à cette date ; une réponse non datée vaut depuis toujours."""
    vues = [o for o in immeuble.offres if o.repondue_le is None or o.repondue_le <= au]
    jours = [_duree(o) for o in vues if o.notifiee_le and o.entree_le and o.entree_le <= au]
    acceptees = sum(o.acceptee for o in vues)
    return Acceptation(acceptees, len(vues) - acceptees, round(median(jours)) if jours else None)


def _duree(offre: OffreLue) -> int:
    assert offre.entree_le and offre.notifiee_le
    return max(0, (offre.entree_le - offre.notifiee_le).days)


def _vides(connue: Acceptation, offerts: int, ecart_reduit: float) -> tuple[int, int, int]:
    moyenne, ecart = oui_a_venir(Mesure(connue.acceptees, connue.refusees), offerts)
    moins = max(0, floor(moyenne - ecart_reduit * ecart))
    return round(moyenne), moins, min(offerts, ceil(moyenne + ecart_reduit * ecart))


def _fin(rythme: Rythme, immeuble: Immeuble, restants: int, jours: int | None) -> Fin:
    """Le reste au rythme actuel, mais pas avant que les offres n'aient mené dans un logement."""
    reste = Rythme(rythme.au, rythme.entres, rythme.mois, restants)
    trouvee, plus_tot = fin(reste, immeuble.reglages), _dans(rythme.au, jours or 0)
    tard = trouvee.au_plus_tard
    return Fin(
        max(trouvee.attendue, plus_tot),
        max(trouvee.au_plus_tot, plus_tot),
        None if tard is None else max(tard, plus_tot),
    )


def _dans(au: date, jours: int) -> date:
    return date.fromordinal(min(au.toordinal() + jours, date.max.toordinal()))
