"""Dire une prévision en mots : toujours une estimation, avec son intervalle et sa date."""

from decimal import Decimal

from relogement.indicateurs.prevision import Fin, Prevision, Rythme
from relogement.textes import FINE, INSECABLE, nombre, pluriel

ESTIMATION = "estimation"


def rythme_dit(rythme: Rythme, fin: Fin) -> str:
    """« 32 titulaires relogés en douze mois ; il en reste 35 : fin vers 03/2028, entre … et … (estimation) »."""
    tard = f"{fin.au_plus_tard:%m/%Y}" if fin.au_plus_tard else "une date que l’on ne peut dire"
    return (
        f"À ce rythme ({pluriel(rythme.entres, 'titulaire relogé', 'titulaires relogés')} en un an, "
        f"{nombre(rythme.restants, 0)} à reloger){INSECABLE}: fin vers {fin.attendue:%m/%Y}, "
        f"entre {fin.au_plus_tot:%m/%Y} et {tard} ({ESTIMATION})."
    )


def part_dite(prevision: Prevision) -> str:
    """« 55 à 63 % » : l'intervalle, au point près."""
    bas, haut = (nombre(borne, 0) for borne in (prevision.bas, prevision.haut))
    return f"{bas}{FINE}%" if bas == haut else f"{bas} à {haut}{FINE}%"


def annonce(prevision: Prevision) -> str:
    """« à ce rythme, 55 à 63 % en 03/2028 (estimation) »."""
    return f"à ce rythme, {part_dite(prevision)} en {prevision.le:%m/%Y} ({ESTIMATION})"


def atteindra(prevision: Prevision, objectif: Decimal | None) -> str:
    """Ce que l'intervalle dit de l'objectif."""
    if objectif is None:
        return ""
    if prevision.bas >= objectif:
        return "objectif tenu"
    return "objectif manqué" if prevision.haut < objectif else "objectif incertain"
