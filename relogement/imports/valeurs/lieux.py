"""Lire un étage, un code postal, un code de commune, un quartier prioritaire."""

import re

from relogement.imports.valeurs.illisible import ValeurIllisible
from relogement.imports.valeurs.mots import est_inconnu
from relogement.imports.valeurs.nombres import nombre
from relogement.rapprochement import sans_accents

CODE = re.compile(r"[0-9][0-9AB][0-9]{3}")
LARGEUR = 5
QPV = re.compile(r"QP[0-9]{6}|QN[0-9]{5}[IMN]")
HORS = "HORS"
HORS_QPV = frozenset(("hors", "hors qpv", "non", "non qpv", "aucun", "hors quartier"))
ETAGE = re.compile(
    r"(?:r |etage |niveau |niv |n)?(-?[0-9]{1,2})(?: ?(?:e|er|eme|etage|eme etage|e etage|er etage))?"
)
REZ_DE_CHAUSSEE = frozenset(("rdc", "rez de chaussee", "rc", "rch", "r", "rez de jardin", "rdj"))
SOUS_SOL = frozenset(("ss", "sous sol"))


def code_a_cinq(texte: str) -> str | None:
    """Un code postal ou INSEE ; son zéro de tête revient."""
    if est_inconnu(texte):
        return None
    code = "".join(texte.split()).upper()
    code = code.zfill(LARGEUR) if code.isdigit() else code
    if not CODE.fullmatch(code):
        raise ValeurIllisible(texte, "n’est pas un code à cinq caractères, comme 66136")
    return code


def coordonnee(texte: str) -> float | None:
    """Une longitude ou une latitude ; des mètres se lisent, et se disent."""
    valeur = nombre(texte)
    return None if valeur is None else float(valeur)


def qpv(texte: str) -> str | None:
    """« QP066007 », « QN06618M », ou « HORS » quand on sait que le logement n'est dans aucun quartier."""
    if est_inconnu(texte):
        return None
    if sans_accents(texte) in HORS_QPV:
        return HORS
    code = "".join(texte.split()).upper()
    if not QPV.fullmatch(code):
        attendu = "n’est pas un code de quartier : écrivez QP066007, QN06618M, HORS, ou laissez la cellule vide"
        raise ValeurIllisible(texte, attendu)
    return code


def etage(texte: str) -> int | None:
    """« RDC » est 0, « R+3 » et « 3e » sont 3, « sous-sol » est -1."""
    mot = sans_accents(texte)
    if mot in REZ_DE_CHAUSSEE:
        return 0
    if mot in SOUS_SOL:
        return -1
    if est_inconnu(texte):
        return None
    trouve = ETAGE.fullmatch(f"-{mot}" if texte.startswith("-") else mot)
    if not trouve:
        raise ValeurIllisible(texte, "n’est pas un étage : écrivez RDC, 1, 2, 3…")
    return int(trouve[1])
