"""Le vidage : ce que coûte d'ouvrir l'immeuble d'une opération, puis de le redire à une autre date."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from bench.contexte import AU, Contexte
from bench.liste import SANS_RIEN
from bench.mesures import Mesure, meilleur
from bench.requetes import rejouer, retenues
from db.operations import operations
from db.vidage import lire_immeuble
from relogement.vidage.vue import Film

UN_DIXIEME, UNE_IMAGE = 0.1, 0.05


def vider_un_immeuble(contexte: Contexte) -> Iterator[Mesure]:
    """La première opération de la base, toujours quelques centaines de logements."""
    with contexte.ouvert() as fichier, fichier.lire() as session, contexte.sqlite() as connexion:
        code = operations(session)[0].code
        with retenues(fichier.moteur) as requetes:
            film = _lire(session, code)
        notre = meilleur(partial(_lire, session, code), 5)
        nu = meilleur(partial(rejouer, connexion, requetes), 5)
        logements = len(film.immeuble.logements)
        yield Mesure(f"Vidage : ouvrir {logements} logements", notre, SANS_RIEN, nu, cible=UN_DIXIEME)
        autre = meilleur(lambda: film.au(AU - timedelta(days=90)).blocages, 5)
        yield Mesure("Vidage : les redire à une autre date", autre, cible=UNE_IMAGE)


def _lire(session: Session, code: str) -> Film:
    session.expire_all()
    film = Film(lire_immeuble(session, code, AU), AU)
    assert film.presente.tableau.cases
    return film
