"""La journée : ce que coûte de la lire pour toute l'équipe, pour un agent, et de compter les retards."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy.orm import Session

from bench.contexte import AU, Contexte
from bench.liste import SANS_RIEN
from bench.mesures import Mesure, meilleur
from bench.requetes import rejouer, retenues
from db.exemple import AUTEUR
from db.journee import Portee, en_retard, journee

TROIS_DIXIEMES = 0.3


def lire_la_journee(contexte: Contexte) -> Iterator[Mesure]:
    """L'équipe entière, puis le référent qui a le plus de dossiers, puis la pastille de la barre."""
    with contexte.ouvert() as fichier, fichier.lire() as session, contexte.sqlite() as connexion:
        for nom, portee in (("toute l’équipe", Portee(AU)), ("un référent", Portee(AU, AUTEUR))):
            with retenues(fichier.moteur) as requetes:
                _lire(session, portee)
            notre = meilleur(partial(_lire, session, portee), 5)
            nu = meilleur(partial(rejouer, connexion, requetes), 5)
            yield Mesure(f"Ma journée, {nom}", notre, SANS_RIEN, nu, cible=TROIS_DIXIEMES)
        yield Mesure("Ma journée : la pastille des retards", meilleur(partial(en_retard, session, Portee(AU))))


def _lire(session: Session, portee: Portee) -> None:
    session.expire_all()
    journee(session, portee)
