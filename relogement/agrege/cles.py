"""Le nom de chaque effectif : deux tableaux qui montrent le même disent le même nom."""

from relogement.agrege.compte import TITULAIRES
from relogement.secret import Cle


def reloges(portee: str, population: str) -> Cle:
    """La base B : les relogés définitivement."""
    return ("RELOGES", portee, population)


def critere(portee: str, population: str, code: str, valeur: str) -> Cle:
    """OUI, NON, NR, SO, ou BASE pour OUI + NON."""
    return ("CRITERE", portee, population, code, valeur)


def recenses(portee: str) -> Cle:
    return ("RECENSES", portee)


def sortis(portee: str) -> Cle:
    return ("SORTIS", portee)


def a_reloger(portee: str) -> Cle:
    """Les titulaires recensés qui ne sont pas sortis."""
    return ("A_RELOGER", portee)


def logements(portee: str, valeur: str) -> Cle:
    """OUI pour les vidés, NON pour les autres, BASE pour tous."""
    return ("LOGEMENTS", portee, valeur)


def etape(portee: str, code: str) -> Cle:
    """Les titulaires arrivés au moins à cette étape ; la première et la dernière ont déjà un nom."""
    match code:
        case "RECENSE":
            return recenses(portee)
        case "RELOGE":
            return reloges(portee, TITULAIRES)
        case _:
            return ("ETAPE", portee, code)


def profil(portee: str, tableau: str, modalite: str) -> Cle:
    """Les titulaires d'une modalité : recensés pour l'avant, relogés pour l'après."""
    return ("PROFIL", portee, tableau, modalite)


def comparables(portee: str) -> Cle:
    """Les relogés dont le reste à charge est connu avant et après."""
    return ("COMPARABLES", portee)


def classe_rac(portee: str, cote: str, borne: int) -> Cle:
    return ("RAC", portee, cote, str(borne))


def offres(portee: str) -> Cle:
    return ("OFFRES", portee)


def refus(portee: str) -> Cle:
    return ("REFUS", portee)


def motif(portee: str, code: str) -> Cle:
    return ("MOTIF", portee, code)


def offres_des_reloges(portee: str) -> Cle:
    return ("OFFRES_DES_RELOGES", portee)


def reloges_aux_offres_connues(portee: str) -> Cle:
    return ("RELOGES_AUX_OFFRES_CONNUES", portee)


def paire(avant: str, apres: str) -> Cle:
    return ("PAIRE", avant, apres)


def partis(bailleur: str) -> Cle:
    return ("PARTIS", bailleur)


def arrives(bailleur: str) -> Cle:
    return ("ARRIVES", bailleur)


def au_trimestre(trimestre: int, code: str, valeur: str) -> Cle:
    """Le cumul d'un critère à la fin d'un trimestre, pour le projet."""
    return ("TRIMESTRE", str(trimestre), code, valeur)
