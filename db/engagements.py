"""Les engagements des bailleurs : lus pour une année, écrits un par un ou depuis un fichier."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relogement.engagements_fichier import engagement_juste
from relogement.modeles import Engagement
from relogement.rapprochement import cle


def engagements(session: Session, annee: int) -> dict[str, Engagement]:
    """Ceux d'une année, par clé de bailleur : deux écritures d'un même nom n'en font qu'un."""
    requete = select(Engagement).where(Engagement.annee == annee).order_by(Engagement.bailleur)
    return {cle(e.bailleur): e for e in session.scalars(requete)}


def enregistrer_engagement(session: Session, valeurs: Mapping[str, Any]) -> None:
    """Écrit l'année d'un bailleur, nouvelle ou corrigée ; le journal garde ce qu'elle remplace."""
    justes = engagement_juste(valeurs)
    connu = engagements(session, justes["annee"]).get(cle(justes["bailleur"]))
    if connu is None:
        session.add(Engagement(**justes))
    else:
        for nom, valeur in justes.items():
            if nom != "bailleur" and getattr(connu, nom) != valeur:
                setattr(connu, nom, valeur)
    session.flush()


def enregistrer_engagements(session: Session, lus: Iterable[Mapping[str, Any]]) -> int:
    """Ceux d'un fichier ; rend leur nombre."""
    nombre = 0
    for valeurs in lus:
        enregistrer_engagement(session, valeurs)
        nombre += 1
    return nombre
