"""Le reste à charge en lignes et en colonnes, tel que la fiche de réunion et celle de la famille l'écrivent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from relogement.comparaison import ColonneRac
from relogement.documents.lettres.champs import etage_dit
from relogement.logement import LogementOffert
from relogement.textes import INCONNU, INSECABLE, TIRET, ecart, euros, oui_non, surface

Case = Callable[[ColonneRac], str]


@dataclass(frozen=True)
class Rangee:
    """Une ligne du tableau ; ``forte`` : celle que l'on cherche des yeux."""

    titre: str
    case: Case
    forte: bool = False


def _cout(nom: str, *, moins: bool = False, zero_tu: bool = False) -> Case:
    """Un montant du coût ; RLS et annexes vides valent zéro et se taisent."""

    def dire(colonne: ColonneRac) -> str:
        montant = colonne.cout.montant(nom) if colonne.cout else None
        if zero_tu and not montant:
            return TIRET
        return euros(-montant if moins and montant is not None else montant)

    return dire


def _apl(colonne: ColonneRac) -> str:
    dite = _cout("apl", moins=True)(colonne)
    return f"{dite} (estimée)" if colonne.estime else dite


def _hors_charges(colonne: ColonneRac) -> str:
    valeur = colonne.hors_charges.valeur
    return TIRET if valeur is not None and not valeur else euros(valeur)


def _ecart(colonne: ColonneRac) -> str:
    return ecart(colonne.ecart.valeur) if colonne.ecart else ""


def etage(colonne: ColonneRac) -> str:
    """« 4ᵉ étage, ascenseur : oui » ; l'étage d'un logement quitté est un texte libre."""
    logement = colonne.logement
    brut = getattr(logement, "etage", None)
    numero = int(str(brut)) if str(brut).strip().isdigit() else brut
    dit = etage_dit(numero) if isinstance(numero, int) else (brut or INCONNU)
    if not isinstance(logement, LogementOffert) or logement.ascenseur is None:
        return dit
    return f"{dit}, ascenseur{INSECABLE}: {oui_non(logement.ascenseur)}"


def typologie(colonne: ColonneRac) -> str:
    logement = colonne.logement
    return (logement.typologie.libelle if logement and logement.typologie else INCONNU) if logement else INCONNU


def surface_de(colonne: ColonneRac) -> str:
    return surface(colonne.logement.surface if colonne.logement else None)


COUTS: Sequence[Rangee] = (
    Rangee("Loyer hors charges", _cout("loyer")),
    Rangee("Réduction de loyer (RLS)", _cout("rls", moins=True, zero_tu=True)),
    Rangee("Annexes", _cout("annexes", zero_tu=True)),
    Rangee("Charges", _cout("charges")),
    Rangee("Eau, chauffage à part", _hors_charges),
    Rangee("APL", _apl),
    Rangee("Reste à payer par mois", lambda c: euros(c.rac.valeur), forte=True),
    Rangee("Différence avec aujourd’hui", _ecart),
)
