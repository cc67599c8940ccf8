"""Les lignes du journal : ce qu'un agent note en une phrase."""

from random import Random

from relogement.exemple.fonds import phrases
from relogement.exemple.jours import Calendrier
from relogement.menage import Menage
from relogement.nomenclatures import Canal
from relogement.suivi import Contact

_APRES_MIDI = 540


def noter(menage: Menage, moment: str, jours: int, calendrier: Calendrier, alea: Random) -> None:
    """Une phrase de ce moment du dossier, ce jour-là ou le jour ouvré d'avant ; rien dans l'avenir."""
    if jours > 0:
        return
    canal, objet = (mot.strip() for mot in alea.choice(phrases()[moment]).split("|"))
    menage.contacts.append(
        Contact(
            le=calendrier.heure(jours, alea.randrange(0, _APRES_MIDI, 5)),
            auteur=menage.referent,
            canal=Canal(canal),
            objet=objet,
        )
    )


def prevoir(menage: Menage, suite: str, le: int, calendrier: Calendrier, alea: Random) -> None:
    """Un contact qui laisse quelque chose à faire pour ce jour."""
    menage.contacts.append(
        Contact(
            le=calendrier.heure(min(le, 0) - alea.randint(4, 21), alea.randrange(0, _APRES_MIDI, 5)),
            auteur=menage.referent,
            canal=alea.choice((Canal.TELEPHONE, Canal.COURRIEL, Canal.RENDEZ_VOUS)),
            objet="Point sur le dossier",
            suite=suite,
            suite_le=calendrier.ouvre(le),
        )
    )
