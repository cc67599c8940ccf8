"""La cellule : l'ordre du jour de cent dossiers, puis un cas ouvert pendant la séance."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import time
from functools import partial
from itertools import cycle

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.contexte import AU, Contexte
from bench.liste import SANS_RIEN
from bench.mesures import Mesure, chrono, meilleur, p95
from bench.requetes import rejouer, retenues
from db.cellule.cas import lire_cas
from db.cellule.ordre import Reunion, proposer
from db.cellule.seances import preparer
from db.fichier import Fichier
from relogement.modeles import Point

CENT, CAS = 100, 20
TROIS_DIXIEMES, UN_DIXIEME = 0.3, 0.1
REUNION = Reunion(AU, time(9))


class _Oublie(Exception):
    """La séance préparée pour mesurer ne reste pas."""


def tenir_la_cellule(contexte: Contexte) -> Iterator[Mesure]:
    """L'ordre du jour se lit sans rien écrire ; les cas, dans une séance préparée puis oubliée."""
    with contexte.ouvert() as fichier, contexte.sqlite() as connexion:
        with fichier.lire() as session:
            with retenues(fichier.moteur) as requetes:
                points = len(_proposer(session))
            notre = meilleur(partial(_proposer, session), 5)
            nu = meilleur(partial(rejouer, connexion, requetes), 5)
        yield Mesure(f"Cellule : ordre du jour, {points} dossiers", notre, SANS_RIEN, nu, cible=TROIS_DIXIEMES)
        yield Mesure("Cellule : passer au cas suivant (p95)", p95(_des_cas(fichier)), cible=UN_DIXIEME)


def _proposer(session: Session) -> list[object]:
    session.expire_all()
    return list(proposer(session, REUNION, places=CENT))


def _des_cas(fichier: Fichier) -> list[float]:
    durees: list[float] = []
    with suppress(_Oublie), fichier.ecrire("Mesure") as session:
        seance = preparer(session, le=REUNION.le, heure=REUNION.heure)
        points = session.scalars(select(Point.id).where(Point.seance_id == seance).order_by(Point.rang)).all()
        lire_cas(session, points[0], AU)  # le premier charge les barèmes et les communes, une fois pour la séance
        for _, point in zip(range(CAS), cycle(points), strict=False):
            session.expire_all()
            durees.append(chrono(partial(lire_cas, session, point, AU)))
        raise _Oublie
    return durees
