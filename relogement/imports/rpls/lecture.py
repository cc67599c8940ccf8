"""Lire un fichier du répertoire en logements ; ses valeurs convenues (9999, 01/1900, NA) sont inconnues."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from relogement.imports.lecture import Classeur
from relogement.imports.rangees import Rangee, rangees
from relogement.imports.resultat import Carnet, Lecture, Totaux, somme
from relogement.imports.rpls.colonnes import LEXIQUE
from relogement.imports.rpls.millesime import Millesime, millesime
from relogement.imports.tableaux import tableaux
from relogement.imports.valeurs import code_a_cinq, entier, jour_ou_mois, montant_positif, nombre, texte_propre
from relogement.nomenclatures import Typologie

Lecteur = Callable[[str], Any]
RETENUES = 20_000
INCONNUS = frozenset(("na", "na/na", "nc", "n/a", "#n/a", "null", "none", "nan", "."))
SURFACES_CONVENUES = (Decimal(0), Decimal(999), Decimal(9999))
SURFACE_MAX = Decimal(1000)
LOYER_CONVENU, ACCESSOIRE_CONVENU = Decimal(9999), Decimal(999)
SANS_DATE = date(1900, 1, 1)
ANNEES = range(1700, 2101)
ANNEES_CONVENUES = (1900, 9999)
ETIQUETTE = re.compile(r"[A-G]")
QUARTIER = re.compile(r"QP[0-9]{6}|QN[0-9]{5}[A-Z]")
OUI, NON = "1", "2"
PLUS_GRANDE = 6


@dataclass(frozen=True, repr=False, slots=True)
class LogementRpls:
    """Un logement du répertoire ; vide est inconnu, ou réservé dans la version ouverte."""

    feuille: str
    ligne: int
    ident_rep: str | None
    ident_int: str | None
    commune_insee: str | None
    code_postal: str | None
    commune: str | None
    adresse: str | None
    batiment: str | None
    entree: str | None
    etage: str | None
    porte: str | None
    qpv_declare: bool | None
    qpv_2015: str | None
    qpv_2024: str | None
    typologie: Typologie | None
    surface: Decimal | None
    annee_construction: int | None
    annee_location: int | None
    financement: str | None
    conventionne: bool | None
    conventionne_le: date | None
    dpe: str | None
    dpe_le: date | None
    mode: str | None
    bail_le: date | None
    loyer: Decimal | None


@dataclass(frozen=True)
class LectureRpls:
    """Les logements, et d'où vient le fichier."""

    logements: Lecture[LogementRpls]
    millesime: Millesime


def lire_rpls(classeur: Classeur, annee: int | None = None) -> LectureRpls:
    """Les logements dans l'ordre du fichier ; une cellule illisible reste inconnue et se dit.

    ``annee`` est le millésime, quand quelqu'un le dit.
    """
    carnet, logements, trouve = Carnet(), list[LogementRpls](), millesime(())
    for tableau in tableaux(classeur, LEXIQUE, carnet):
        trouve = millesime(tableau.entete.titres)
        lecteurs = {code: _retenu(LECTEURS[code]) for code in tableau.entete.index if code in LECTEURS}
        for rangee in rangees(tableau.feuille, tableau.entete, carnet, "commune_insee"):
            logements.append(_logement(rangee, lecteurs))
    carnet.exiger(classeur.nom, "logement")
    totaux = Totaux(loyer=somme(logement.loyer for logement in logements))
    return LectureRpls(carnet.lecture(logements, totaux), trouve.precise(annee) if annee else trouve)


def _logement(rangee: Rangee, lecteurs: Mapping[str, Lecteur]) -> LogementRpls:
    lus = {code: rangee.valeur(code, lire, souple=True) for code, lire in lecteurs.items()}
    voie = [lus.get(code) for code in VOIE]
    return LogementRpls(
        feuille=rangee.carnet.feuille,
        ligne=rangee.numero,
        adresse=" ".join(filter(None, voie)) or None,
        batiment=lus.get("batiment") or lus.get("immeuble"),
        entree=lus.get("entree") or lus.get("escalier"),
        typologie=lus.get("pieces"),
        financement=lus.get("financement_libelle") or lus.get("financement"),
        **{nom: lus.get(nom) for nom in SIMPLES},
    )


def _retenu(lire: Lecteur) -> Lecteur:
    """Une écriture déjà lue ne se relit pas : un répertoire répète les mêmes valeurs cent mille fois."""
    return lru_cache(RETENUES)(lambda texte: None if texte.casefold() in INCONNUS else lire(texte))


def surface_connue(texte: str) -> Decimal | None:
    """« 999 » et les nombres absurdes (1.1144e+006) disent que l'on ne sait pas."""
    if "e+" in texte.casefold():
        return None
    surface = montant_positif(texte)
    return None if surface is None or surface in SURFACES_CONVENUES or surface > SURFACE_MAX else surface


def loyer_connu(texte: str) -> Decimal | None:
    """9999 : sans objet."""
    loyer = montant_positif(texte)
    return None if loyer == LOYER_CONVENU else loyer


def date_connue(texte: str) -> date | None:
    """01/1900 : pas de date."""
    lue = jour_ou_mois(texte)
    return None if lue == SANS_DATE else lue


def annee_connue(texte: str) -> int | None:
    annee = nombre(texte)
    valeur = None if annee is None else int(annee)
    return valeur if valeur in ANNEES and valeur not in ANNEES_CONVENUES else None


def etiquette(texte: str) -> str | None:
    """A à G ; « NC », « Z », « 0 » et le vide sont inconnus."""
    lettre = texte.strip().upper()
    return lettre if ETIQUETTE.fullmatch(lettre) else None


def typologie_connue(texte: str) -> Typologie | None:
    """« 5+ » et « 9+ » sont des regroupements de la version ouverte : « 5+ » ne dit pas T5."""
    pieces = entier(texte.rstrip("+ "))
    groupees = texte.rstrip().endswith("+")
    if not pieces or (groupees and pieces < PLUS_GRANDE):
        return None
    return Typologie.T6 if pieces >= PLUS_GRANDE else Typologie(f"T{pieces}")


def _oui_non(texte: str) -> bool | None:
    return {OUI: True, NON: False}.get(texte.removesuffix(".0"))


def _quartier(texte: str) -> str | None:
    serre = "".join(texte.split()).upper()
    return serre if QUARTIER.fullmatch(serre) else None


VOIE = ("numero_voie", "repetition", "type_voie", "nom_voie")
_TEXTES = (
    *VOIE, "ident_rep", "ident_int", "commune", "batiment", "immeuble", "entree", "escalier", "etage", "porte",
    "financement", "financement_libelle", "mode",
)  # fmt: skip
LECTEURS: Mapping[str, Lecteur] = {
    **dict.fromkeys(_TEXTES, texte_propre),
    **dict.fromkeys(("commune_insee", "code_postal"), code_a_cinq),
    **dict.fromkeys(("qpv_declare", "conventionne"), _oui_non),
    **dict.fromkeys(("qpv_2015", "qpv_2024"), _quartier),
    **dict.fromkeys(("annee_construction", "annee_location"), annee_connue),
    **dict.fromkeys(("conventionne_le", "dpe_le", "bail_le"), date_connue),
    "pieces": typologie_connue,
    "surface": surface_connue,
    "dpe": etiquette,
    "loyer": loyer_connu,
}
COMPOSES = ("feuille", "ligne", "adresse", "batiment", "entree", "typologie", "financement")
SIMPLES = tuple(c.name for c in fields(LogementRpls) if c.name not in COMPOSES)
