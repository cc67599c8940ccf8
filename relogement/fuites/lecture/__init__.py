"""Ouvrir un fichier d'après ce qu'il contient, et non d'après son nom, et en rendre toutes les parties."""

from collections.abc import Callable, Iterator
from pathlib import Path

from relogement.fuites.lecture import archives, base_ouverte, brut, courriel, delimite, pdf
from relogement.fuites.lecture.balises import decoder, textes_balises
from relogement.fuites.morceaux import Morceau, Texte

_BASE = b"SQLite format 3\0"
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06")
_ANCIENS = b"\xd0\xcf\x11\xe0"  # .xls, .doc, .msg
_TEXTES: dict[str, Callable[[bytes, str], Iterator[Morceau]]] = {
    ".csv": delimite.lire, ".tsv": delimite.lire, ".json": brut.lire_json, ".geojson": brut.lire_json,
    ".ics": courriel.lire_agenda, ".xml": textes_balises, ".html": textes_balises, ".htm": textes_balises,
    ".svg": textes_balises,
}  # fmt: skip


def lire(chemin: Path, suffixe: str = "") -> Iterator[Morceau]:
    """Toutes les parties de ce fichier ; ``suffixe`` s'il porte un nom provisoire."""
    with chemin.open("rb") as ouvert:
        debut = ouvert.read(16)
    if debut == _BASE:
        yield from base_ouverte.lire(chemin, "")
    elif debut.startswith(_ARCHIVES):
        yield from archives.lire(chemin, "")
    else:
        yield from lire_octets(chemin.read_bytes(), "", suffixe=(suffixe or chemin.suffix).lower())


def lire_octets(octets: bytes, nom: str, profondeur: int = 0, suffixe: str = "") -> Iterator[Morceau]:
    """Les parties de ces octets : un fichier, ou une pièce cachée dans un autre."""
    if profondeur > archives.PROFONDEUR:
        yield brut.illisible(nom, "trop de fichiers les uns dans les autres")
        return
    for marque, lecteur in _PAR_MARQUE:
        if octets.startswith(marque):
            yield from lecteur(octets, nom, profondeur)
            return
    if b"%PDF-" in octets[:1024]:
        yield from pdf.lire(octets, nom, profondeur)
    else:
        yield from _sans_marque(octets, nom, profondeur, suffixe or Path(nom).suffix.lower())


def _sans_marque(octets: bytes, nom: str, profondeur: int, suffixe: str) -> Iterator[Morceau]:
    """Ce que seul son nom, ou son allure, fait connaître."""
    if suffixe in (".eml", ".mht"):
        yield from courriel.lire_courriel(octets, nom, profondeur)
    elif suffixe in _TEXTES:
        yield from _TEXTES[suffixe](octets, nom)
    elif _est_un_texte(octets):
        yield from _texte(octets, nom)
    else:
        yield from brut.lire_brut(octets, nom)


def _texte(octets: bytes, nom: str) -> Iterator[Morceau]:
    debut = decoder(octets[:200]).lstrip()
    if debut.startswith("<"):
        yield from textes_balises(octets, nom or "texte")
    elif debut.startswith(("{", "[")):
        yield from brut.lire_json(octets, nom)
    else:
        yield from delimite.lire(octets, nom)


def _est_un_texte(octets: bytes) -> bool:
    debut = octets[:4096]
    if debut.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return sum(octet < 9 or 13 < octet < 32 for octet in debut) * 20 <= len(debut)


def _base_cachee(octets: bytes, nom: str) -> Iterator[Morceau]:
    import tempfile

    with tempfile.TemporaryDirectory() as dossier:
        chemin = Path(dossier) / "base.sqlite"
        chemin.write_bytes(octets)
        yield from base_ouverte.lire(chemin, nom)


def _ancien(octets: bytes, nom: str) -> Iterator[Morceau]:
    """Un ancien classeur : ses feuilles, puis tout ce que ses octets portent de lisible."""
    from io import BytesIO

    from python_calamine import CalamineError, CalamineWorkbook

    try:
        classeur = CalamineWorkbook.from_filelike(BytesIO(octets))
        for feuille in classeur.sheet_names:
            for rang, ligne in enumerate(classeur.get_sheet_by_name(feuille).to_python(), 1):
                dite = " ; ".join(str(valeur) for valeur in ligne if valeur != "")
                yield Texte(f"feuille « {feuille} »", dite, f"ligne {rang}")
    except CalamineError:
        pass  # un document ou un message : ses octets sont lus ci-dessous
    yield from brut.lire_brut(octets, nom)


_PAR_MARQUE: tuple[tuple[bytes, Callable[[bytes, str, int], Iterator[Morceau]]], ...] = (
    (b"PK\x03\x04", archives.lire),
    (b"PK\x05\x06", archives.lire),
    (b"\x89PNG", lambda octets, nom, _: brut.lire_image(octets, nom)),
    (_BASE, lambda octets, nom, _: _base_cachee(octets, nom)),
    (_ANCIENS, lambda octets, nom, _: _ancien(octets, nom)),
    (b"BEGIN:VCALENDAR", lambda octets, nom, _: courriel.lire_agenda(octets, nom)),
)
