"""Un ODS avant de le lire : jusqu'où vont ses cellules, et ce qu'il masque."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from zipfile import ZipFile

from relogement.imports.lecture.archive import exiger_un_xml, lire_partie
from relogement.imports.lecture.refus import refus, refus_en_clair

CELLULES_MAX = 6_000_000
REPETEES_MAX = 20_000
BALISE = re.compile(
    rb"<table:(table-row|table-column|(?:covered-)?table-cell|table)\b((?:[^>\"]|\"[^\"]*\")*?)(/?)>", re.DOTALL
)
LIGNES = re.compile(rb'number-rows-repeated="(\d{1,9})"')
COLONNES = re.compile(rb'number-columns-repeated="(\d{1,9})"')
NOM = re.compile(rb'table:name="([^"]*)"')
CACHE = re.compile(rb'table:visibility="(?:collapse|filter)"')


@dataclass
class FeuilleOds:
    """Le rectangle qui porte des valeurs, et les rangs masqués."""

    nom: str
    hauteur: int = 0
    largeur: int = 0
    lignes_cachees: set[int] = field(default_factory=set)
    colonnes_cachees: set[int] = field(default_factory=set)


def etendues(chemin: Path) -> dict[str, FeuilleOds]:
    """Refuse un ODS qui répète ses cellules sans fin : calamine les écrirait toutes en mémoire."""
    with refus_en_clair(chemin), ZipFile(chemin) as archive:
        contenu = lire_partie(archive, "content.xml")
    exiger_un_xml(contenu, chemin)
    feuilles = list(_feuilles(contenu))
    if max((f.hauteur * f.largeur for f in feuilles), default=0) > CELLULES_MAX:
        conseil = "Supprimez les lignes et les colonnes vides en trop, enregistrez-le en .xlsx, puis recommencez."
        raise refus(chemin, "contient des cellules très éloignées du tableau", conseil)
    return {feuille.nom: feuille for feuille in feuilles}


def _feuilles(contenu: bytes) -> Iterator[FeuilleOds]:
    feuille: FeuilleOds | None = None
    ligne = colonne = declaree = 0
    for trouve in BALISE.finditer(contenu):
        genre, attributs = trouve[1], trouve[2]
        if genre == b"table":
            if feuille is not None:
                yield feuille
            feuille, ligne, declaree = FeuilleOds(_nom(attributs)), 0, 0
        elif feuille is None:
            continue
        elif genre == b"table-column":
            declaree = _declarer(feuille, attributs, declaree)
        elif genre == b"table-row":
            ligne, colonne = _ligne(feuille, attributs, ligne), 0
        else:
            colonne = _cellule(feuille, attributs, ligne, colonne)
    if feuille is not None:
        yield feuille


def _nom(attributs: bytes) -> str:
    trouve = NOM.search(attributs)
    return unescape(trouve[1].decode("utf-8", "replace")) if trouve else ""


def _declarer(feuille: FeuilleOds, attributs: bytes, debut: int) -> int:
    fin = debut + _repetition(COLONNES, attributs)
    if CACHE.search(attributs):
        feuille.colonnes_cachees.update(range(debut, min(fin, debut + REPETEES_MAX)))
    return fin


def _ligne(feuille: FeuilleOds, attributs: bytes, debut: int) -> int:
    fin = debut + _repetition(LIGNES, attributs)
    if CACHE.search(attributs):
        feuille.lignes_cachees.update(range(debut + 1, min(fin, debut + REPETEES_MAX) + 1))
    return fin


def _cellule(feuille: FeuilleOds, attributs: bytes, ligne: int, debut: int) -> int:
    fin = debut + _repetition(COLONNES, attributs)
    if b"value-type" in attributs:
        feuille.hauteur, feuille.largeur = ligne, max(feuille.largeur, fin)
    return fin


def _repetition(motif: re.Pattern[bytes], attributs: bytes) -> int:
    trouve = motif.search(attributs)
    return int(trouve[1]) if trouve else 1
