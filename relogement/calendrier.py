"""L'agenda des échéances (.ics, RFC 5545) : les initiales et la référence, rien d'autre qui désigne un ménage."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from relogement.exports.ecriture.cible import en_place
from relogement.journee import LigneDuJour
from relogement.nomenclatures import Affaire

PRODUIT = "-//Relogement//Ma journee//FR"
_FIN = timedelta(days=1)
_DUREE = timedelta(hours=1)


def initiales(nom: str) -> str:
    """« ZAOUI Nadia » s'écrit « N. Z. » : le prénom d'abord, puis la famille ; rien de plus."""
    famille = [mot for mot in nom.split() if mot == mot.upper()]
    prenoms = [mot for mot in nom.split() if mot not in famille]
    return " ".join(f"{mot[0].upper()}." for mot in (*prenoms, *famille[:1]) if mot)


def resume(ligne: LigneDuJour) -> str:
    """« AC-038 (N. Z.) : réponse à une offre » : le genre de l'affaire, jamais ce que l'agent a écrit."""
    qui = " ".join(filter(None, (ligne.reference, f"({initiales(ligne.nom)})" if ligne.nom else "")))
    return f"{qui} : {ligne.genre.libelle}" if qui else ligne.genre.libelle


def agenda(lignes: Iterable[LigneDuJour], *, le: datetime) -> bytes:
    """Un événement d'une journée par échéance, à l'heure dite pour un rappel ; ``le`` : quand il est écrit."""
    from icalendar import Calendar, Event

    calendrier = Calendar()
    calendrier.add("prodid", PRODUIT)
    calendrier.add("version", "2.0")
    calendrier.add("name", "Échéances de relogement")
    calendrier.add("x-wr-calname", "Échéances de relogement")
    for ligne in lignes:
        if ligne.echeance_le is None:
            continue
        evenement = Event()
        evenement.add("uid", f"{uuid5(NAMESPACE_URL, f'relogement:{ligne.reference}:{ligne.cle}')}@relogement")
        evenement.add("dtstamp", le.astimezone(UTC))
        evenement.add("summary", resume(ligne))
        evenement.add("class", "PRIVATE")
        if ligne.genre is Affaire.RAPPEL and ligne.heure is not None:
            debut = datetime.combine(ligne.echeance_le, ligne.heure)
            evenement.add("dtstart", debut)
            evenement.add("dtend", debut + _DUREE)
        else:
            evenement.add("dtstart", ligne.echeance_le)
            evenement.add("dtend", ligne.echeance_le + _FIN)
            evenement.add("transp", "TRANSPARENT")
        calendrier.add_component(evenement)
    return bytes(calendrier.to_ical())


def ecrire_agenda(vers: Path, lignes: Iterable[LigneDuJour], *, le: datetime) -> None:
    """Écrit l'agenda ; un refus du disque ne laisse rien à moitié."""
    octets = agenda(lignes, le=le)
    with en_place(vers) as provisoire:
        provisoire.write_bytes(octets)
