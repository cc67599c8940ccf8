"""L'effet d'une offre en mots : « 59,15 % → 59,72 % (43/72), monte », ou ce qui manque pour le dire."""

from relogement.effet_offre import Effet
from relogement.indicateurs.parts_dites import TITRES, fraction, part, taux_rond
from relogement.nomenclatures import Critere
from relogement.textes import INSECABLE, ecart

_SANS_EFFET = {Critere.NR: "inconnu", Critere.SO: "sans objet"}


def est_connu(effet: Effet) -> bool:
    """L'offre répond par oui ou par non."""
    return effet.verdict.valeur not in _SANS_EFFET


def passage(effet: Effet) -> str:
    """« 59,15 % → 59,72 % (43/72) » ; la part d'aujourd'hui seule quand l'offre n'y change rien."""
    avant = "" if effet.apres.pct == effet.avant.pct else f"{part(effet.avant)} → "
    return f"{avant}{part(effet.apres)} ({fraction(effet.apres)})"


def issue(effet: Effet) -> str:
    """« monte », « baisse », « inchangé », ou « inconnu : convention non saisie »."""
    if est_connu(effet):
        return effet.sens.libelle
    return f"{_SANS_EFFET[effet.verdict.valeur]}{INSECABLE}: {effet.verdict.motif}"


def distance(effet: Effet) -> str:
    """« objectif 60 %, −0,28 pt » ; rien sans objectif."""
    if effet.objectif is None:
        return ""
    reste = "" if effet.ecart is None else f", {ecart(effet.ecart, 'pt')}"
    return f"objectif {taux_rond(effet.objectif)}{reste}"


def phrase(effet: Effet) -> str:
    """« Hors QPV : 59,15 % → 59,72 % (43/72), monte ; objectif 60 %, −0,28 pt. »"""
    vise = distance(effet)
    suite = f"{INSECABLE}; {vise}" if vise else ""
    return f"{TITRES[effet.code]}{INSECABLE}: {passage(effet)}, {issue(effet)}{suite}."
