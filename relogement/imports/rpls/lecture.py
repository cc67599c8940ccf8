"""Lire un fichier du répertoire en logements ; ses valeurs convenues (9999, 01/1900, NA) sont inconnues."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from relogement.imports.lecture import Classeur
from relogement.imports.rangees import Rangee, rangees
from relogement.imports.resultat import Carnet, Lecture, Totaux, somme
from relogement.imports.rpls.colonnes import LEXIQUE
from relogement.imports.rpls.millesime import Millesime, millesime
from relogement.imports.tableaux import tableaux
from relogement.imports.valeurs import code_a_cinq, entier, jour_ou_mois, montant_positif, nombre, texte_propre
from relogement.nomenclatures import Typologie

V = TypeVar("V")
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
        for rangee in rangees(tableau.feuille, tableau.entete, carnet, "commune_insee"):
            logements.append(_logement(rangee))
    carnet.exiger(classeur.nom, "logement")
    totaux = Totaux(loyer=somme(logement.loyer for logement in logements))
    return LectureRpls(carnet.lecture(logements, totaux), trouve.precise(annee) if annee else trouve)


def _logement(rangee: Rangee) -> LogementRpls:
    return LogementRpls(
        feuille=rangee.carnet.feuille,
        ligne=rangee.numero,
        ident_rep=_texte(rangee, "ident_rep"),
        ident_int=_texte(rangee, "ident_int"),
        commune_insee=_valeur(rangee, "commune_insee", code_a_cinq),
        code_postal=_valeur(rangee, "code_postal", code_a_cinq),
        commune=_texte(rangee, "commune"),
        adresse=_adresse(rangee),
        batiment=_texte(rangee, "batiment") or _texte(rangee, "immeuble"),
        entree=_texte(rangee, "entree") or _texte(rangee, "escalier"),
        etage=_texte(rangee, "etage"),
        porte=_texte(rangee, "porte"),
        qpv_declare=_oui_non(rangee, "qpv_declare"),
        qpv_2015=_quartier(rangee, "qpv_2015"),
        qpv_2024=_quartier(rangee, "qpv_2024"),
        typologie=_typologie(_valeur(rangee, "pieces", _pieces)),
        surface=_valeur(rangee, "surface", surface_connue),
        annee_construction=_valeur(rangee, "annee_construction", annee_connue),
        annee_location=_valeur(rangee, "annee_location", annee_connue),
        financement=_texte(rangee, "financement_libelle") or _texte(rangee, "financement"),
        conventionne=_oui_non(rangee, "conventionne"),
        conventionne_le=_valeur(rangee, "conventionne_le", date_connue),
        dpe=etiquette(rangee.texte("dpe")),
        dpe_le=_valeur(rangee, "dpe_le", date_connue),
        mode=_texte(rangee, "mode"),
        bail_le=_valeur(rangee, "bail_le", date_connue),
        loyer=_valeur(rangee, "loyer", loyer_connu),
    )


def _valeur(rangee: Rangee, code: str, lecture: Callable[[str], V | None]) -> V | None:
    if rangee.texte(code).casefold() in INCONNUS:
        return None
    return rangee.valeur(code, lecture, souple=True)


def _texte(rangee: Rangee, code: str) -> str | None:
    texte = texte_propre(rangee.texte(code))
    return None if texte is None or texte.casefold() in INCONNUS else texte


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


def _pieces(texte: str) -> int | None:
    """« 5+ » et « 9+ » sont des regroupements de la version ouverte : « 5+ » ne dit pas T5."""
    pieces = entier(texte.rstrip("+ "))
    groupees = texte.rstrip().endswith("+")
    return None if groupees and pieces is not None and pieces < PLUS_GRANDE else pieces


def _typologie(pieces: int | None) -> Typologie | None:
    if not pieces:
        return None
    return Typologie.T6 if pieces >= PLUS_GRANDE else Typologie(f"T{pieces}")


def _oui_non(rangee: Rangee, code: str) -> bool | None:
    return {OUI: True, NON: False}.get(rangee.texte(code).removesuffix(".0"))


def _quartier(rangee: Rangee, code: str) -> str | None:
    texte = "".join(rangee.texte(code).split()).upper()
    return texte if QUARTIER.fullmatch(texte) else None


def _adresse(rangee: Rangee) -> str | None:
    morceaux = (_texte(rangee, code) for code in ("numero_voie", "repetition", "type_voie", "nom_voie"))
    return " ".join(morceau for morceau in morceaux if morceau) or None
