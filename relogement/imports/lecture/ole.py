"""Le conteneur d'un vieux .xls : ses chaînes de secteurs doivent finir, sans quoi le lire ne finirait pas."""

import struct
from array import array
from collections.abc import Iterator
from pathlib import Path
from struct import unpack_from
from sys import byteorder

from relogement.imports.lecture.refus import abime

SECTEURS = (512, 4096)
RESERVES = 0xFFFFFFFA  # au-delà : libre, fin de chaîne, ou secteur de la table elle-même
ENTREE = 4
DANS_L_ENTETE = 109


def verifier_ole(octets: bytes, chemin: Path) -> None:
    """Refuse un conteneur dont une chaîne tourne en rond, se rejoint ou sort du fichier."""
    try:
        taille = 1 << unpack_from("<H", octets, 30)[0]
        if taille not in SECTEURS:
            raise abime(chemin)
        table = _table(octets, taille)
        premier_dossier, debut_mini, nombre_mini = _entier(octets, 48), _entier(octets, 60), _entier(octets, 64)
        mini = b"".join(_secteur(octets, n, taille) for n in _chaine(table, debut_mini)) if nombre_mini else b""
        dossier = list(_chaine(table, premier_dossier))
    except (struct.error, ValueError, OverflowError):
        raise abime(chemin) from None
    if not dossier or not _finissent(table) or not _finissent(_nombres(mini)):
        raise abime(chemin)


def _entier(octets: bytes, place: int) -> int:
    valeur: int = unpack_from("<I", octets, place)[0]
    return valeur


def _secteur(octets: bytes, numero: int, taille: int) -> bytes:
    debut = (numero + 1) * taille
    if debut + taille > len(octets) + taille - 1:
        raise ValueError("secteur hors du fichier")
    return octets[debut : debut + taille]


def _table(octets: bytes, taille: int) -> "array[int]":
    """La table des secteurs, dont les morceaux sont listés dans l'entête puis de proche en proche."""
    morceaux = list(unpack_from(f"<{DANS_L_ENTETE}I", octets, 76))
    suivant, vus = _entier(octets, 68), set[int]()
    while suivant < RESERVES:
        if suivant in vus:
            raise ValueError("liste en rond")
        vus.add(suivant)
        suite = _nombres(_secteur(octets, suivant, taille))
        morceaux += suite[:-1]
        suivant = suite[-1]
    return _nombres(b"".join(_secteur(octets, n, taille) for n in morceaux if n < RESERVES))


def _nombres(octets: bytes) -> "array[int]":
    nombres = array("I", octets[: len(octets) // ENTREE * ENTREE])
    if byteorder == "big":
        nombres.byteswap()
    return nombres


def _chaine(table: "array[int]", debut: int) -> Iterator[int]:
    vus = set[int]()
    while debut < RESERVES:
        if debut in vus or debut >= len(table):
            raise ValueError("chaîne en rond")
        vus.add(debut)
        yield debut
        debut = table[debut]


def _finissent(table: "array[int]") -> bool:
    """Chaque secteur n'a qu'un précédent, et aucune chaîne ne revient sur elle-même."""
    suivants = [suivant for suivant in table if suivant < RESERVES]
    if len(set(suivants)) != len(suivants) or any(suivant >= len(table) for suivant in suivants):
        return False
    vus: set[int] = set()
    for debut in set(range(len(table))) - set(suivants):
        while debut < RESERVES and debut not in vus:
            vus.add(debut)
            debut = table[debut]
    return len(vus) == len(table)
