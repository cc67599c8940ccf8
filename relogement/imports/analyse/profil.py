"""Ce que contient une colonne : la part de ses valeurs qui sont des dates, des montants, des codes, des noms."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from relogement.base import Code
from relogement.imports.valeurs import ValeurIllisible, jour_ou_mois, nombre, oui_non, qpv
from relogement.imports.valeurs.mots import est_inconnu

DISTINCTES_MAX = 300


class Contenu(Code):
    """Une sorte de valeur, nommée au pluriel : « 96 % des valeurs sont des dates »."""

    DATE = "date", "des dates"
    ANNEE = "annee", "des années"
    MONTANT = "montant", "des montants"
    NOMBRE = "nombre", "des nombres"
    EFFECTIF = "effectif", "de petits nombres entiers"
    TYPOLOGIE = "typologie", "des typologies (T3, F4…)"
    OUI_NON = "oui-non", "des oui ou non"
    CODE_A_CINQ = "code-a-cinq", "des codes à cinq caractères (INSEE, postal)"
    SIREN = "siren", "des numéros à neuf chiffres"
    TELEPHONE = "telephone", "des numéros de téléphone"
    COURRIEL = "courriel", "des adresses électroniques"
    NUMERO_UNIQUE = "numero-unique", "des numéros uniques à dix-huit caractères"
    QUARTIER = "quartier", "des codes de quartier prioritaire"
    CODE = "code", "des codes"
    NOM = "nom", "des noms"
    ADRESSE = "adresse", "des adresses"
    TEXTE = "texte", "des textes"


DEVISE = re.compile(r"[$£]\s*")
JOUR_OU_MOIS = re.compile(
    r"(0?[1-9]|[12][0-9]|3[01])[/.-](0?[1-9]|[12][0-9]|3[01])[/.-](?:[0-9]{4}|[0-9]{2})(?: .*)?"
)
MOIS_MAX = 12
ANNEE = re.compile(r"(?:18|19|20)[0-9]{2}")
DEPARTEMENT = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{3}")
SIREN = re.compile(r"[0-9]{3} ?[0-9]{3} ?[0-9]{3}")
TELEPHONE = re.compile(r"(?:(?:\+|00)33 ?[1-9]|0?[1-9])(?:[ .-]?[0-9]{2}){4}")
COURRIEL = re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}")
NUMERO_UNIQUE = re.compile(r"[0-9]{3}[0-9A-Z]{15}")
QUARTIER = re.compile(r"(?:QP[0-9]{6}|QN[0-9]{5}[IMN])")
CODE = re.compile(r"(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9._/-]{1,24}")
NOM = re.compile(r"[^\W\d_][^\d@€%/]{1,60}")
TYPOLOGIE = re.compile(
    r"(?:(?:type|typ|t|f|p) ?[1-9](?:\+| ?bis)?|studio|studette|[1-9] ?(?:p|pieces?|pièces?))(?: .*)?",
    re.IGNORECASE,
)
VOIE = re.compile(
    r"\b(?:rue|avenue|av|bd|boulevard|allee|allée|place|chemin|impasse|square|route|cours|quai|passage|street|road)\b",
    re.IGNORECASE,
)
DECIMALE = re.compile(r"[.,][0-9]{1,2}(?:\s*€)?$|€")
MOT_OUI_NON = frozenset(("oui", "non", "o", "n", "x", "vrai", "faux", "yes", "no", "true", "false"))
EFFECTIF_MAX = 25


@dataclass(frozen=True)
class Profil:
    """Une colonne résumée ; les parts vont de 0 à 1 et ne se somment pas : « 4 » est un effectif et un nombre."""

    valeurs: int = 0
    vides: int = 0
    distinctes: int = 0
    parts: Mapping[Contenu, float] = field(default_factory=dict)

    def part(self, *contenus: Contenu) -> float:
        return max((self.parts.get(contenu, 0.0) for contenu in contenus), default=0.0)

    @property
    def dominant(self) -> Contenu | None:
        """Le contenu le plus précis parmi ceux que presque toutes les valeurs partagent."""
        for contenu in Contenu:
            if self.parts.get(contenu, 0.0) >= 0.8:
                return contenu
        return None


def profil(valeurs: Iterable[str]) -> Profil:
    """Le résumé d'un échantillon de cellules ; « NSP » et les cellules vides ne comptent pas comme des valeurs."""
    comptes: Counter[str] = Counter()
    vides = 0
    for valeur in valeurs:
        if est_inconnu(valeur):
            vides += 1
        else:
            comptes[valeur] += 1
    retenues = comptes.most_common(DISTINCTES_MAX)
    total = sum(nombre_vu for _, nombre_vu in retenues)
    sommes: Counter[Contenu] = Counter()
    for valeur, nombre_vu in retenues:
        for contenu in contenus(valeur):
            sommes[contenu] += nombre_vu
    parts = {contenu: somme / total for contenu, somme in sommes.items()}
    return Profil(sum(comptes.values()), vides, len(comptes), parts)


@lru_cache(maxsize=20_000)
def contenus(valeur: str) -> frozenset[Contenu]:
    """Tout ce qu'une valeur peut être."""
    trouves = {contenu for contenu, motif in MOTIFS.items() if motif.fullmatch(valeur)}
    if len(valeur) <= 40:
        trouves |= _nombres(valeur) | _mots(valeur)
    if any(signe.isdigit() for signe in valeur) and VOIE.search(valeur):
        trouves.add(Contenu.ADRESSE)
    return frozenset(trouves or {Contenu.TEXTE})


MOTIFS = {
    Contenu.ANNEE: ANNEE,
    Contenu.CODE_A_CINQ: DEPARTEMENT,
    Contenu.SIREN: SIREN,
    Contenu.TELEPHONE: TELEPHONE,
    Contenu.COURRIEL: COURRIEL,
    Contenu.NUMERO_UNIQUE: NUMERO_UNIQUE,
    Contenu.QUARTIER: QUARTIER,
    Contenu.CODE: CODE,
    Contenu.NOM: NOM,
    Contenu.TYPOLOGIE: TYPOLOGIE,
}


def _nombres(valeur: str) -> set[Contenu]:
    try:
        lu = nombre(DEVISE.sub("", valeur))
    except ValeurIllisible:
        return set()
    if lu is None:
        return set()
    trouves = {Contenu.NOMBRE}
    if DECIMALE.search(valeur):
        trouves.add(Contenu.MONTANT)
    if lu == lu.to_integral_value() and 0 <= lu <= EFFECTIF_MAX:
        trouves.add(Contenu.EFFECTIF)
    return trouves


def _mots(valeur: str) -> set[Contenu]:
    trouves: set[Contenu] = set()
    if not valeur.isdigit():
        trouves |= {c for c, lecture in LECTURES.items() if _se_lit(lecture, valeur)}
    if (trouve := JOUR_OU_MOIS.fullmatch(valeur)) and min(int(trouve[1]), int(trouve[2])) <= MOIS_MAX:
        trouves.add(Contenu.DATE)
    if valeur.casefold() in MOT_OUI_NON:
        trouves.add(Contenu.OUI_NON)
    return trouves


def _se_lit(lecture: object, valeur: str) -> bool:
    assert callable(lecture)
    try:
        return lecture(valeur) is not None
    except ValeurIllisible:
        return False


LECTURES = {
    Contenu.DATE: jour_ou_mois,
    Contenu.OUI_NON: oui_non,
    Contenu.QUARTIER: qpv,
}
