"""Le calcul de l'APL pas à pas : chaque grandeur intermédiaire est gardée pour être montrée."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal

from relogement.regles.apl.bareme import Parametres
from relogement.textes import CENT

ZERO = Decimal(0)
UN = Decimal(1)
CENT_POUR_CENT = Decimal(100)
MILLIEME = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Detail:
    """Les grandeurs de l'arrêté du 27 septembre 2019, sous leur nom.

    L : loyer retenu, sous le plafond ; C : forfait de charges ; P0 : participation minimale ;
    LR : loyer de référence ; RL : L / LR, en % ; TL : taux du loyer, en % ; Tp : taux de participation,
    de 0 à 1 (taux de la famille + TL) ; R : ressources arrondies à la centaine supérieure ; R0 : abattement ;
    Pp : participation personnelle ; Af : L + C − Pp ; k : dégressivité ; RLS : réduction de loyer ;
    APL : le montant payé ; plafond : le loyer au-delà duquel l'APL n'augmente plus.
    """

    L: Decimal
    C: Decimal
    P0: Decimal
    LR: Decimal
    RL: Decimal
    TL: Decimal
    Tp: Decimal
    R: Decimal
    R0: Decimal
    Pp: Decimal
    Af: Decimal
    k: Decimal
    RLS: Decimal
    APL: Decimal
    plafond: Decimal


def detailler(
    p: Parametres, *, loyer: Decimal, ressources: Decimal, sans_degressivite: bool = False, avec_rls: bool = True
) -> Detail:
    """Le calcul entier, du loyer au montant payé."""
    retenu = min(loyer, p.plafond)
    p0 = max(p.p0_taux * (retenu + p.charges), p.p0_minimum)
    part = (retenu / p.reference * CENT_POUR_CENT).quantize(CENT, ROUND_HALF_UP)
    tl = _taux_du_loyer(part, p)
    tp = p.taux_famille + tl / CENT_POUR_CENT
    r = arrondies(ressources, p)
    pp = p0 + tp * max(ZERO, r - p.r0)
    af = max(ZERO, retenu + p.charges - pp)
    k = UN if sans_degressivite else _degressivite(loyer, p)
    rls = p.rls if avec_rls and r <= p.rls_jusqu_a else ZERO
    apl = _payee(af, k, rls, p)
    return Detail(retenu, p.charges, p0, p.reference, part, tl, tp, r, p.r0, pp, af, k, rls, apl, p.plafond)


def arrondies(ressources: Decimal, p: Parametres) -> Decimal:
    """R se lit à la centaine d'euros supérieure."""
    return (ressources / p.pas_ressources).to_integral_value(ROUND_CEILING) * p.pas_ressources


def _taux_du_loyer(part: Decimal, p: Parametres) -> Decimal:
    """TL, en % : une pente entre deux seuils de L / LR, une autre au-delà."""
    premiere = min(max(part - p.seuil_1, ZERO), p.seuil_2 - p.seuil_1)
    seconde = max(part - p.seuil_2, ZERO)
    return (p.taux_1 * premiere + p.taux_2 * seconde).quantize(MILLIEME, ROUND_HALF_UP)


def _degressivite(loyer: Decimal, p: Parametres) -> Decimal:
    """k : 1 jusqu'à un multiple du plafond, 0 au second, droite entre les deux (art. 10)."""
    if loyer <= p.degressif_des:
        return UN
    return max(ZERO, (p.nul_des - loyer) / (p.nul_des - p.degressif_des))


def _payee(af: Decimal, k: Decimal, rls: Decimal, p: Parametres) -> Decimal:
    """De Af au montant payé : minoration, arrondi à l'euro inférieur, RLS, CRDS (art. D. 823-16).

    L'euro s'arrondit avant la RLS. Sans RLS, la CRDS déjà comptée est reprise : le montant est entier.
    """
    brut = max(ZERO, (af * k).quantize(CENT, ROUND_HALF_UP) - p.minoration)
    crds = _crds(brut, p)
    entier = (brut - crds).quantize(UN, ROUND_DOWN)
    if not rls:
        return entier
    reste = max(ZERO, entier + crds - p.fraction_rls * rls)
    return (reste - _crds(reste, p)).quantize(CENT, ROUND_DOWN)


def _crds(montant: Decimal, p: Parametres) -> Decimal:
    return (montant * p.crds).quantize(CENT, ROUND_DOWN)
