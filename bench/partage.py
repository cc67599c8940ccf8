"""La part de chaque bailleur : ce que coûte le panneau de la séance, puis la fenêtre entière."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy.orm import Session

from bench.contexte import AU, Contexte
from bench.liste import SANS_RIEN
from bench.mesures import Mesure, meilleur
from bench.requetes import rejouer, retenues
from db.partage import lire_partage, lire_parts
from db.tableaux.portee import Portee
from relogement.partage.periode import Periode

UN_DIXIEME, UNE_DEMIE = 0.1, 0.5


def partager(contexte: Contexte) -> Iterator[Mesure]:
    """Sur tout le projet : la portée la plus large."""
    with contexte.ouvert() as fichier, fichier.lire() as session, contexte.sqlite() as connexion:
        with retenues(fichier.moteur) as requetes:
            _parts(session)
        notre = meilleur(partial(_parts, session), 5)
        nu = meilleur(partial(rejouer, connexion, requetes), 5)
        yield Mesure("Inter-bailleurs : la part de chacun", notre, SANS_RIEN, nu, cible=UN_DIXIEME)
        tout = meilleur(lambda: lire_partage(session, Portee(AU), Periode.du_projet(AU)), 5)
        yield Mesure("Inter-bailleurs : paires, à venir, engagements", tout, cible=UNE_DEMIE)


def _parts(session: Session) -> None:
    assert lire_parts(session, Portee(AU), Periode.du_projet(AU)).lignes
