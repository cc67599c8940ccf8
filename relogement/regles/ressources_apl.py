"""R, les ressources que l'APL regarde : douze mois de revenus, de M-13 à M-2, après déductions.

CCH, art. R. 822-2 à R. 822-17. Salaires et chômage, pensions : après 10 %, dans les bornes du CGI.
RSA, prime d'activité, AAH, AEEH, prestations familiales et ASPA ne comptent pas. Qui perçoit le RSA a ses
revenus d'activité et de chômage comptés pour zéro.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relogement.baremes import Periode, Source, en_vigueur
from relogement.erreurs import ErreurMetier

ZERO = Decimal(0)
ACTIVITE = frozenset({"SAL", "CHO"})
PENSIONS = frozenset({"RET", "PINV"})
ENTIERS = frozenset({"AUT"})
RSA = "RSA"
NON_COMPTES = frozenset({RSA, "PPA", "AAH", "AF", "AEEH", "PAJE", "ASPA"})
PREMIER_MOIS, DERNIER_MOIS = 13, 2


@dataclass(frozen=True, slots=True)
class Revenu:
    """Ce qu'une personne reçoit un mois donné, à un titre ; zéro se dit, un mois tu est inconnu."""

    personne: str
    code: str
    mois: date
    montant: Decimal


@dataclass(frozen=True, slots=True)
class RessourcesApl:
    """R par an, avant arrondi ; vide avec son motif quand on ne peut pas le savoir."""

    montant: Decimal | None
    motif: str = ""
    activite: Decimal = ZERO
    pensions: Decimal = ZERO
    autres: Decimal = ZERO
    rsa: bool = False


def ressources_apl(revenus: Iterable[Revenu], *, au: date, dossier: Source | None = None) -> RessourcesApl:
    """Les ressources des douze mois d'un ménage pour une APL du mois de ``au``."""
    fenetre = mois_retenus(au)
    connus = [_verifie(revenu) for revenu in revenus if _mois(revenu.mois) <= _mois(au)]
    retenus = [revenu for revenu in connus if _mois(revenu.mois) in fenetre]
    if motif := _mois_inconnus(retenus, fenetre):
        return RessourcesApl(None, motif)
    bornes = en_vigueur("deductions_fiscales", fenetre[-1], dossier=dossier)
    if bornes is None:
        return RessourcesApl(None, "aucun barème des déductions n’est connu pour ces mois")
    rsa = _percoit_le_rsa(connus)
    activite = ZERO if rsa else _apres_activite(_par_personne(retenus, ACTIVITE), bornes)
    pensions = _apres_pensions(_par_personne(retenus, PENSIONS), bornes)
    autres = sum(_par_personne(retenus, ENTIERS).values(), ZERO)
    return RessourcesApl(activite + pensions + autres, "", activite, pensions, autres, rsa)


def mois_retenus(au: date) -> tuple[date, ...]:
    """Les douze mois regardés, de M-13 à M-2, chacun par son premier jour."""
    rang = au.year * 12 + au.month - 1
    return tuple(date((rang - n) // 12, (rang - n) % 12 + 1, 1) for n in range(PREMIER_MOIS, DERNIER_MOIS - 1, -1))


def _verifie(revenu: Revenu) -> Revenu:
    if revenu.code not in ACTIVITE | PENSIONS | ENTIERS | NON_COMPTES:
        raise ErreurMetier(f"La ressource « {revenu.code} » n’est pas connue. Choisissez-en une de la liste.")
    if not (revenu.montant.is_finite() and revenu.montant >= 0):
        raise ErreurMetier("Une ressource doit être un montant positif ou nul. Corrigez-la.")
    return revenu


def _mois_inconnus(retenus: list[Revenu], fenetre: tuple[date, ...]) -> str:
    """Le motif quand un mois manque à une personne ; vide quand chacune a ses douze mois."""
    dits: defaultdict[str, set[date]] = defaultdict(set)
    for revenu in retenus:
        dits[revenu.personne].add(_mois(revenu.mois))
    manquants = {mois for mois in fenetre if any(mois not in siens for siens in dits.values())}
    if dits and not manquants:
        return ""
    premier = min(manquants, default=fenetre[0])
    return f"ressources inconnues en {premier:%m/%Y}" if dits else "ressources des douze mois inconnues"


def _percoit_le_rsa(connus: list[Revenu]) -> bool:
    """Vrai si le ménage touche le RSA au dernier mois que l'on connaît de lui."""
    dernier = max(_mois(revenu.mois) for revenu in connus)
    return any(r.code == RSA and r.montant > 0 for r in connus if _mois(r.mois) == dernier)


def _par_personne(retenus: list[Revenu], codes: frozenset[str]) -> Mapping[str, Decimal]:
    sommes: defaultdict[str, Decimal] = defaultdict(Decimal)
    for revenu in retenus:
        if revenu.code in codes:
            sommes[revenu.personne] += revenu.montant
    return sommes


def _apres_activite(sommes: Mapping[str, Decimal], bornes: Periode) -> Decimal:
    """10 % par personne, jamais moins que le minimum ni plus que le maximum (CGI, art. 83, 3°)."""
    taux, minimum = bornes.nombre("taux_activite"), bornes.nombre("activite_minimum")
    maximum = bornes.nombre("activite_maximum")
    return sum((s - min(s, max(minimum, min(maximum, s * taux))) for s in sommes.values()), ZERO)


def _apres_pensions(sommes: Mapping[str, Decimal], bornes: Periode) -> Decimal:
    """10 % par personne avec un minimum ; le maximum vaut pour tout le ménage (CGI, art. 158, 5 a)."""
    taux, minimum = bornes.nombre("taux_pension"), bornes.nombre("pension_minimum")
    deduites = sum((min(s, max(minimum, s * taux)) for s in sommes.values()), ZERO)
    return sum(sommes.values(), ZERO) - min(deduites, bornes.nombre("pension_maximum"))


def _mois(le: date) -> date:
    return le.replace(day=1)
