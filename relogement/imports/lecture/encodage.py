"""L'encodage d'un fichier texte : UTF-8, UTF-16, sinon l'alphabet de Windows ou d'un vieux logiciel."""

import codecs
from pathlib import Path

from relogement.imports.lecture.refus import pas_un_classeur, refus_en_clair

BLOC = 1 << 20
ECHANTILLON = 64 << 10
MARQUES = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Guillemets, tirets, euro, points de suspension, œ : ce que l'alphabet de Windows place entre 0x80 et 0x9F.
TYPOGRAPHIE = frozenset(b"\x80\x85\x8c\x91\x92\x93\x94\x95\x96\x97\x9c")
NON_TEXTE = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1a\x0b\x1c\x1d\x1e\x1f")
ANCIENS = ["cp1252", "cp850", "mac_roman"]


def encodage(chemin: Path) -> str:
    """Le nom de l'encodage ; refuse ce qui n'est pas du texte."""
    with refus_en_clair(chemin), chemin.open("rb") as flux:
        debut = flux.read(ECHANTILLON)
    for marque, nom in MARQUES:
        if debut.startswith(marque):
            return nom
    if b"\0" in debut:
        return _utf16_sans_marque(debut, chemin)
    if sum(octet in NON_TEXTE for octet in debut) > len(debut) // 100:
        raise pas_un_classeur(chemin)
    return "utf-8" if _est_utf8(chemin) else _ancien(debut)


def _utf16_sans_marque(debut: bytes, chemin: Path) -> str:
    pairs, impairs = debut[::2].count(0), debut[1::2].count(0)
    if max(pairs, impairs) < len(debut) // 5:
        raise pas_un_classeur(chemin)
    return "utf-16-le" if impairs > pairs else "utf-16-be"


def _est_utf8(chemin: Path) -> bool:
    decodeur = codecs.getincrementaldecoder("utf-8")()
    with chemin.open("rb") as flux:
        try:
            while bloc := flux.read(BLOC):
                decodeur.decode(bloc)
            decodeur.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _ancien(debut: bytes) -> str:
    """Windows, sauf quand trop d'octets n'y sont pas des lettres : alors DOS ou Macintosh."""
    hauts = [octet for octet in debut if octet >= 0x80]
    douteux = sum(octet < 0xA0 and octet not in TYPOGRAPHIE for octet in hauts)
    if douteux * 4 < len(hauts):
        return "cp1252"
    from charset_normalizer import from_bytes

    meilleur = from_bytes(debut, cp_isolation=ANCIENS).best()
    return meilleur.encoding if meilleur else "cp1252"
