"""Ce que déclare un classeur Excel hors de ses feuilles : leurs noms, les macros, les liens, les commentaires."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from relogement.imports.lecture.annonces import Annonce, Genre, annonce
from relogement.imports.lecture.archive import lire_xml
from relogement.imports.lecture.refus import abime

ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ID_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
COMMENTAIRE = re.compile(rb"<(?:[\w.-]+:)?(?:comment|threadedComment)\s[^>]*\bref=\"([A-Z]+\d+)\"")
VRAI = ("1", "true")


@dataclass(frozen=True)
class PartieDeFeuille:
    """Une feuille de calcul : son nom, sa partie dans l'archive, et si elle se voit."""

    nom: str
    partie: str
    visible: bool


@dataclass(frozen=True)
class Structure:
    """Ce qu'il faut savoir d'un classeur avant d'en lire les feuilles."""

    classeur: str
    feuilles: tuple[PartieDeFeuille, ...]
    annonces: tuple[Annonce, ...]
    macros: bool


def lire_structure(archive: ZipFile, chemin: Path) -> Structure:
    """La partie principale est celle que désignent les relations de l'archive."""
    classeur = _partie_classeur(archive, chemin)
    racine = lire_xml(archive, classeur, chemin)
    feuilles = tuple(_feuilles(archive, classeur, racine, chemin))
    noms = {nom.lower() for nom in archive.namelist()}
    macros = any(nom.endswith("vbaproject.bin") for nom in noms)
    annonces = (*_annonces(noms, racine, macros=macros), *_commentaires(archive, feuilles, chemin))
    return Structure(classeur, feuilles, annonces, macros)


def _partie_classeur(archive: ZipFile, chemin: Path) -> str:
    for relation in lire_xml(archive, "_rels/.rels", chemin):
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    raise abime(chemin)


def relations(partie: str) -> str:
    dossier, nom = posixpath.split(partie)
    return posixpath.join(dossier, "_rels", f"{nom}.rels")


def cible(partie: str, relation: Element) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(partie), relation.get("Target", ""))).lstrip(
        "/"
    )


def _feuilles(archive: ZipFile, classeur: str, racine: Element, chemin: Path) -> Iterator[PartieDeFeuille]:
    cibles = {
        relation.get("Id"): cible(classeur, relation)
        for relation in lire_xml(archive, relations(classeur), chemin)
        if relation.get("Type", "").endswith("/worksheet")
    }
    for balise in racine.iterfind("{*}sheets/{*}sheet"):
        partie = cibles.get(balise.get(ID) or balise.get(ID_STRICT))
        if partie:
            yield PartieDeFeuille(balise.get("name", ""), partie, balise.get("state") in (None, "visible"))


def _annonces(noms: set[str], racine: Element, *, macros: bool) -> Iterator[Annonce]:
    if macros:
        yield annonce(
            Genre.MACROS, "Le classeur contient des macros : elles sont ignorées, seules les valeurs sont lues."
        )
    if any("externallinks/" in nom for nom in noms):
        message = (
            "Le classeur renvoie à d’autres classeurs : ils ne sont pas ouverts, seule la dernière valeur est lue."
        )
        yield annonce(Genre.LIENS, message)
    proprietes = racine.find("{*}workbookPr")
    if proprietes is not None and proprietes.get("date1904") in VRAI:
        message = (
            "Le classeur compte ses dates depuis 1904, comme sur un ancien Macintosh : elles sont lues ainsi."
        )
        yield annonce(Genre.DATES_1904, message)


def _commentaires(archive: ZipFile, feuilles: tuple[PartieDeFeuille, ...], chemin: Path) -> Iterator[Annonce]:
    noms = set(archive.namelist())
    for feuille in feuilles:
        if not feuille.visible or (liens := relations(feuille.partie)) not in noms:
            continue
        parties = [
            cible(feuille.partie, relation)
            for relation in lire_xml(archive, liens, chemin)
            if relation.get("Type", "").lower().endswith(("/comments", "/threadedcomment"))
        ]
        cellules = {c.decode() for p in parties if p in noms for c in COMMENTAIRE.findall(archive.read(p))}
        if cellules:
            yield _commentees(feuille.nom, sorted(cellules, key=_rang))


def _rang(cellule: str) -> tuple[int, str]:
    nu = cellule.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(nu[:9] or 0), cellule


def _commentees(feuille: str, cellules: list[str]) -> Annonce:
    from relogement.imports.lecture.annonces import citees

    message = f"{len(cellules)} cellules portent un commentaire, qui n’est pas lu ({citees(cellules)})."
    return annonce(Genre.COMMENTAIRES, message, feuille, cellules=cellules)
