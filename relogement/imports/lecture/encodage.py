"""L'encodage d'un texte : UTF-8, UTF-16, sinon l'alphabet de Windows, d'un Macintosh ou d'un vieux logiciel."""

import codecs
from collections import Counter

from relogement.erreurs import ErreurMetier
from relogement.imports.lecture.refus import pas_un_classeur, refus, refus_en_clair
from relogement.imports.lecture.reglages import CERTAINE, DOUTEUSE, PROBABLE, Trouvaille
from relogement.imports.lecture.source import Source

BLOC = 1 << 20
ECHANTILLON = 256 << 10
MARQUES = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
NON_TEXTE = frozenset(range(1, 32)) - frozenset(b"\t\n\r\f\x1a\x0b\x1c\x1d\x1e\x1f")
# L'ordre départage : à lettres égales, l'alphabet de Windows est de loin le plus courant.
ANCIENS = ("cp1252", "cp850", "mac_roman", "iso8859-15", "cp1250")
FRANCAIS = frozenset("éèêëàâäçùûüîïôöœæÉÈÊËÀÂÇÙÛÎÏÔŒÆ’‘“”«»–—…€°²³º£§·\xa0")
ETRANGERS = frozenset("áãåíìñóòõúýøßÁÃÅÍÓÚÑÖÜÄØğşıİŞĞłŁśŚźżćńőűřžščě")
PART_DE_NULS = 20


def encodage(source: Source, impose: str | None = None) -> Trouvaille:
    """Le nom de l'encodage, ou une phrase quand ce n'est pas du texte."""
    if impose:
        return _choisi(source, impose)
    with refus_en_clair(source.chemin), source.ouvrir() as flux:
        debut = flux.read(ECHANTILLON)
    for marque, nom, libelle in MARQUES:
        if debut.startswith(marque):
            return Trouvaille(nom, CERTAINE, f"le fichier commence par la marque {libelle}")
    if debut.count(0) > len(debut) // PART_DE_NULS:
        return _utf16_sans_marque(debut, source)
    if sum(octet in NON_TEXTE for octet in debut) > len(debut) // 100:
        raise pas_un_classeur(source.chemin)
    return _utf8(source) or ancien(debut)


def _choisi(source: Source, nom: str) -> Trouvaille:
    try:
        b"UG".decode(nom)
        with refus_en_clair(source.chemin), source.ouvrir() as flux:
            flux.read(BLOC).decode(nom, "replace")
    except (LookupError, UnicodeError, TypeError, ValueError) as echec:
        raise _inconnu(source, nom) from echec
    return Trouvaille.choisie(nom)


def _inconnu(source: Source, nom: str) -> ErreurMetier:
    conseil = f"Choisissez parmi utf-8, utf-16, {', '.join(ANCIENS)}."
    return refus(source.chemin, f"ne peut pas être lu avec l’encodage « {nom[:30]} »", conseil)


def _utf16_sans_marque(debut: bytes, source: Source) -> Trouvaille:
    pairs, impairs = debut[::2].count(0), debut[1::2].count(0)
    if max(pairs, impairs) < len(debut) // 5:
        raise pas_un_classeur(source.chemin)
    nom = "utf-16-le" if impairs > pairs else "utf-16-be"
    return Trouvaille(nom, PROBABLE, "un octet sur deux est nul")


def _utf8(source: Source) -> Trouvaille | None:
    """Tout le fichier se décode, ou ce n'est pas de l'UTF-8."""
    decodeur = codecs.getincrementaldecoder("utf-8")()
    ascii_seul = True
    with source.ouvrir() as flux:
        try:
            while bloc := flux.read(BLOC):
                ascii_seul = ascii_seul and bloc.isascii()
                decodeur.decode(bloc)
            decodeur.decode(b"", final=True)
        except UnicodeDecodeError:
            return None
    raison = "aucun caractère accentué" if ascii_seul else "tous les octets forment des caractères UTF-8"
    return Trouvaille("utf-8", CERTAINE, raison)


def ancien(debut: bytes) -> Trouvaille:
    """L'alphabet où les octets au-dessus de 127 donnent le plus de lettres et de signes français."""
    notes = {nom: _vraisemblance(debut, nom) for nom in ANCIENS}
    meilleur = max(ANCIENS, key=lambda nom: notes[nom])
    nombre = sum(octet >= 0x80 for octet in debut)
    bons = round(notes[meilleur] * nombre)
    rivaux = [notes[nom] for nom in ANCIENS if nom not in (meilleur, _jumeau(meilleur))]
    ecart = notes[meilleur] - max(rivaux)
    confiance = 95 if ecart > 0.5 else PROBABLE if ecart > 0.1 else DOUTEUSE
    raison = f"{max(bons, 0)} caractères français plausibles sur {nombre} qui ne sont pas de l’ASCII"
    return Trouvaille(meilleur, confiance, raison)


def _jumeau(nom: str) -> str:
    """L'alphabet qui n'en diffère que par quelques signes : il ne fait pas douter."""
    return {"cp1252": "iso8859-15", "iso8859-15": "cp1252"}.get(nom, nom)


def _vraisemblance(debut: bytes, nom: str) -> float:
    """Entre -1 et 1 : la part des signes français, moins celle des signes qu'un bailleur n'écrit pas."""
    decodes = Counter(octet for octet in debut if octet >= 0x80)
    total = sum(decodes.values())
    note = sum(n * _note(bytes([octet]).decode(nom, "replace")) for octet, n in decodes.items())
    return note / total if total else 0.0


def _note(signe: str) -> float:
    if signe in FRANCAIS:
        return 1.0
    if signe in ETRANGERS:
        return 0.4
    return -1.0
