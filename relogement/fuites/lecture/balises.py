"""Le texte d'un XML ou d'un HTML, même mal formé : ce qui s'affiche, les attributs, les commentaires."""

import re
from collections.abc import Iterator
from html import unescape

from relogement.fuites.morceaux import Nature, Texte

_BALISE = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|</?([\w.\-]+:)?([\w.\-]+)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_ATTRIBUT = re.compile(r"([\w.:\-]+)\s*=\s*(\"[^\"]*\"|'[^']*')", re.DOTALL)
_COURANTES = frozenset(
    [
        "r",
        "t",
        "rPr",
        "b",
        "i",
        "u",
        "s",
        "a",
        "em",
        "strong",
        "font",
        "span",
        "hyperlink",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "tab",
        "smartTag",
        "ins",
        "del",
        "delText",
        "instrText",
        "fldSimple",
        "noBreakHyphen",
        "softHyphen",
        "sz",
        "color",
        "rFont",
        "family",
        "scheme",
        "lang",
        "rStyle",
        "rFonts",
        "small",
        "sup",
        "sub",
        "vertAlign",
        "phoneticPr",
        "rPh",
        "charset",
        "bCs",
        "iCs",
        "szCs",
        "bdr",
        "shd",
        "latin",
        "ea",
        "cs",
        "solidFill",
        "srgbClr",
        "schemeClr",
        "c",
    ]
)
_ECHAPPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UTILE = re.compile(r"[^\W\d_]{2}|\d{5}|\d\D\d|[^\x00-\x7f]|@")
_AUTEURS = re.compile(
    r"<(?:[\w\-]+:)?(creator|lastModifiedBy|Manager|Company|initial-creator|printed-by)\b[^>]*>([^<]*)<",
    re.IGNORECASE,
)
INSTANT = re.compile(r"\b\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+\-]\d\d:?\d\d)?")


def decoder(octets: bytes) -> str:
    """D'après la marque de début, sinon la déclaration, sinon UTF-8 puis cp1252."""
    for marque, nom in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if octets.startswith(marque):
            return octets.decode(nom, "replace")
    debut = octets[:200]
    if debut.count(b"\0") * 3 > len(debut) > 3:
        return octets.decode("utf-16-be" if octets[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("cp1252", "replace")


def textes_balises(octets: bytes, partie: str) -> Iterator[Texte]:
    """Le texte affiché, ligne par ligne, puis chaque attribut et chaque commentaire, une fois."""
    source = decoder(octets)
    colle: list[str] = []
    separe: list[str] = []
    attributs: set[tuple[str, str]] = set()
    fin = 0
    for balise in _BALISE.finditer(source):
        texte = source[fin : balise.start()]
        colle.append(texte)
        separe.append(texte)
        fin = balise.end()
        if balise[2] is None:
            _hors_texte(balise.group(), colle, separe, attributs)
            continue
        dans_la_ligne = balise[2] in _COURANTES
        colle.append("" if dans_la_ligne else "\n")
        separe.append(" " if dans_la_ligne else "\n")
        attributs.update(_valeurs(balise[2], balise[3] or ""))
    colle.append(source[fin:])
    separe.append(source[fin:])
    yield from _lignes("".join(colle), "".join(separe), partie)
    for ou, valeur in sorted(attributs):
        if _UTILE.search(valeur):
            yield Texte(partie, clair(valeur), ou, Nature.TECHNIQUE)


def auteurs(octets: bytes, partie: str) -> Iterator[Texte]:
    """Les propriétés qui nomment quelqu'un."""
    for nom, valeur in _AUTEURS.findall(decoder(octets)):
        if valeur.strip():
            yield Texte(partie, clair(valeur), f"propriété {nom}", Nature.AUTEUR)


def clair(texte: str) -> str:
    """Les entités et les échappements d'un classeur, dits en clair."""
    if "&" in texte:
        texte = unescape(unescape(texte))
    return _ECHAPPE.sub(lambda m: chr(int(m[1], 16)), texte) if "_x" in texte else texte


def _hors_texte(balise: str, colle: list[str], separe: list[str], attributs: set[tuple[str, str]]) -> None:
    if balise.startswith("<![CDATA["):
        colle.append(balise[9:-3])
        separe.append(balise[9:-3])
    elif balise.startswith("<!--"):
        attributs.add(("commentaire", balise[4:-3]))


def _valeurs(element: str, attributs: str) -> Iterator[tuple[str, str]]:
    for nom, valeur in _ATTRIBUT.findall(attributs):
        if not nom.startswith("xmlns") and nom != "xml:lang":
            yield f"{element}@{nom}", valeur[1:-1]


def _lignes(colle: str, separe: str, partie: str) -> Iterator[Texte]:
    vues: set[str] = set()
    for texte in (colle, separe) if colle != separe else (colle,):
        for ligne in texte.split("\n"):
            if ligne not in vues and _UTILE.search(ligne):
                vues.add(ligne)
                yield Texte(partie, clair(INSTANT.sub(" ", ligne)))
