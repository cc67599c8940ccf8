"""Le numéro unique tel qu'on l'écrit : dix-huit caractères sans signification, à garder en texte."""

import re

from relogement.controles.vraisemblance import LONGUEUR_NUMERO_UNIQUE as LONGUEUR

_HABILLAGE = re.compile(r'^=?["«]\s*(.*?)\s*["»]$')
_FORME = re.compile(r"[0-9A-Z]+")
_SCIENTIFIQUE = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+")
CHIFFRES_D_UN_TABLEUR = 15
_ZEROS = "0" * (LONGUEUR - CHIFFRES_D_UN_TABLEUR)
RETAPER = "mettez la colonne au format Texte dans le fichier d’origine, puis recopiez le numéro"


def numero_propre(texte: str | None) -> str:
    """Sans espaces, sans apostrophe ni guillemets devant, en capitales ; « ="…" » est une ruse de tableur."""
    if texte and _FORME.fullmatch(texte):
        return texte
    brut = (texte or "").strip()
    if habille := _HABILLAGE.match(brut):
        brut = habille[1]
    return "".join(brut.lstrip("'’‘`").replace("-", "").split()).upper()


def defaut_du_numero(texte: str | None) -> str:
    """Pourquoi ce texte n'est pas un numéro unique, en une fin de phrase ; vide s'il peut en être un."""
    if texte and len(texte) == LONGUEUR and _FORME.fullmatch(texte) and not texte.endswith(_ZEROS):
        return ""  # le cas de presque tous
    brut = (texte or "").strip()
    if _SCIENTIFIQUE.fullmatch(brut.lstrip("'’")):
        return f"est arrondi par le tableur, qui a perdu des chiffres : {RETAPER}"
    numero = numero_propre(brut)
    if not _FORME.fullmatch(numero):
        return "n’est pas un numéro unique : il ne se compose que de chiffres et de lettres"
    if len(numero) != LONGUEUR:
        zero = " ; un zéro de tête a pu être perdu" if numero.isdigit() and len(numero) == LONGUEUR - 1 else ""
        return f"a {len(numero)} caractères, un numéro unique en a {LONGUEUR}{zero}"
    if numero.isdigit() and numero.endswith(_ZEROS):
        return (
            f"finit par trois zéros : le tableur, qui ne garde que {CHIFFRES_D_UN_TABLEUR} chiffres, les a sans "
            f"doute mis à la place des vrais ; {RETAPER}"
        )
    return ""
