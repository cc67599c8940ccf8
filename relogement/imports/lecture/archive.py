"""Ouvrir une archive (xlsx, ods) sans se laisser déborder par ce qu'elle prétend ou cache."""

from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from relogement.imports.lecture.refus import abime, demesure, entites, protege

TAILLE_MAX = 1 << 30
TAILLE_SUSPECTE = 64 << 20
RAPPORT_SUSPECT = 200
ENTREES_MAX = 20_000
CHIFFREE = 0x1
DEFINITIONS = tuple(
    mot.encode(codage) for mot in ("<!DOCTYPE", "<!ENTITY") for codage in ("utf-8", "utf-16-le", "utf-16-be")
)


def verifier_archive(archive: ZipFile, chemin: Path) -> None:
    """Refuse une bombe avant d'en décompresser un octet : ``zipfile`` s'arrête à la taille annoncée."""
    entrees = archive.infolist()
    taille = sum(entree.file_size for entree in entrees)
    if len(entrees) > ENTREES_MAX or taille > TAILLE_MAX:
        raise demesure(chemin)
    if taille > TAILLE_SUSPECTE and taille > RAPPORT_SUSPECT * chemin.stat().st_size:
        raise demesure(chemin)
    if any(entree.flag_bits & CHIFFREE for entree in entrees):
        raise protege(chemin)


def trouver_partie(archive: ZipFile, nom: str) -> ZipInfo:
    """Une partie que le classeur annonce ; si elle manque, il est abîmé."""
    if nom not in archive.NameToInfo:
        raise BadZipFile(nom)
    return archive.getinfo(nom)


def lire_partie(archive: ZipFile, nom: str) -> bytes:
    return archive.read(trouver_partie(archive, nom))


def refuser_les_entites(xml: bytes, chemin: Path) -> None:
    """Une définition de document n'a rien à faire dans un classeur : ni développée, ni suivie."""
    if any(mot in xml for mot in DEFINITIONS):
        raise entites(chemin)


def exiger_un_xml(xml: bytes, chemin: Path) -> None:
    """Bien formé et sans définitions : calamine ne s'arrête pas toujours à la fin d'un XML mal fermé."""
    refuser_les_entites(xml, chemin)
    analyseur = expat.ParserCreate()
    try:
        analyseur.Parse(xml, True)
    except expat.ExpatError:
        raise abime(chemin) from None


def lire_xml(archive: ZipFile, nom: str, chemin: Path) -> ElementTree.Element:
    contenu = lire_partie(archive, nom)
    refuser_les_entites(contenu, chemin)
    return ElementTree.fromstring(contenu)
