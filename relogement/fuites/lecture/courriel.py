"""Un courriel et un agenda : en-têtes et corps décodés, pièces jointes ouvertes, lignes remises à plat."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from relogement.fuites.lecture.balises import decoder, textes_balises
from relogement.fuites.morceaux import Morceau, Texte

_PLIURE = re.compile(r"\r?\n[ \t]")
_INSTANT = re.compile(r"\b\d{8}T\d{6}Z?")
_TECHNIQUES = ("date", "message-id", "mime-version", "content-type", "content-transfer-encoding", "received")


def lire_courriel(octets: bytes, nom: str, profondeur: int) -> Iterator[Morceau]:
    """Chaque en-tête, chaque corps, chaque pièce jointe."""
    prefixe = f"{nom} › " if nom else ""
    message = message_from_bytes(octets, policy=policy.default)
    for rang, partie in enumerate(message.walk()):
        assert isinstance(partie, EmailMessage)
        yield from _entetes(partie, prefixe)
        contenu = None if partie.is_multipart() else partie.get_payload(decode=True)
        if isinstance(contenu, bytes):
            titre = f"{prefixe}pièce jointe {rang}" if partie.get_filename() else f"{prefixe}corps {rang}"
            yield from _corps(partie, contenu, titre, profondeur)


def _entetes(partie: EmailMessage, prefixe: str) -> Iterator[Texte]:
    for entete, valeur in partie.items():
        if entete.lower() not in _TECHNIQUES:
            yield Texte(f"{prefixe}en-têtes", str(valeur), entete)
    if fichier := partie.get_filename():
        yield Texte(f"{prefixe}pièces jointes", fichier, "nom de la pièce")


def _corps(partie: EmailMessage, contenu: bytes, titre: str, profondeur: int) -> Iterator[Morceau]:
    from relogement.fuites.lecture import lire_octets

    if partie.get_content_type() == "text/html":
        yield from textes_balises(contenu, titre)
    elif partie.get_content_maintype() == "text":
        texte = contenu.decode(partie.get_content_charset() or "utf-8", "replace")
        for ligne, dite in enumerate(texte.splitlines(), 1):
            yield Texte(titre, dite, f"ligne {ligne}")
    else:
        yield from lire_octets(contenu, titre, profondeur + 1)


def lire_agenda(octets: bytes, nom: str) -> Iterator[Morceau]:
    """Les lignes d'un agenda, chacune entière."""
    for rang, ligne in enumerate(_PLIURE.sub("", decoder(octets)).splitlines(), 1):
        claire = ligne.replace("\\n", " ").replace("\\,", ",").replace("\\;", ";")
        yield Texte(nom or "agenda", _INSTANT.sub(" ", claire), f"ligne {rang}")
