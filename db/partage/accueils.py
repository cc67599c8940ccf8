"""Les engagements d'accueil : lus, écrits un par un ou depuis un fichier, et ce qui y cloche."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relogement.erreurs import ErreurMetier
from relogement.modeles import EngagementDAccueil, LogementOffert, LogementQuitte, Partenaire
from relogement.partage.accueil import en_vigueur
from relogement.partage.dits import alertes
from relogement.partage.fichier import accueil_juste
from relogement.rapprochement import cle

RETIRE = "Cet engagement n’existe plus : quelqu’un l’a retiré. Relisez la liste."


def accueils(session: Session) -> list[EngagementDAccueil]:
    """Tous, anciens compris, dans l'ordre où ils furent saisis."""
    return list(session.scalars(select(EngagementDAccueil).order_by(EngagementDAccueil.id)))


def enregistrer_accueil(session: Session, valeurs: Mapping[str, Any], numero: int | None = None) -> int:
    """Écrit un engagement ; le même objet pris le même jour se corrige. Le journal garde ce qu'il remplace."""
    justes = accueil_juste(valeurs)
    nouveau = EngagementDAccueil(**justes)
    meme = next((a for a in accueils(session) if (a.objet, a.pris_le) == (nouveau.objet, nouveau.pris_le)), None)
    connu = meme if numero is None else session.get(EngagementDAccueil, numero)
    if numero is not None and connu is None:
        raise ErreurMetier(RETIRE)
    if meme is not None and meme is not connu:
        raise ErreurMetier(
            "Un autre engagement dit déjà ces bailleurs pour la même période, pris le même jour. Corrigez "
            "celui-là, ou donnez la date où le nouveau est pris."
        )
    if connu is None:
        session.add(nouveau)
        connu = nouveau
    else:
        _corriger(connu, justes)
    session.flush()
    return connu.id


def _corriger(connu: EngagementDAccueil, justes: Mapping[str, Any]) -> None:
    for nom, valeur in justes.items():
        if getattr(connu, nom) != valeur:
            setattr(connu, nom, valeur)


def enregistrer_accueils(session: Session, lus: Iterable[Mapping[str, Any]]) -> int:
    """Ceux d'un fichier ; rend leur nombre."""
    return sum(1 for valeurs in lus if enregistrer_accueil(session, valeurs))


def retirer_accueil(session: Session, numero: int) -> None:
    """Une ligne saisie par erreur ; un engagement qui change se dit par un plus récent."""
    connu = session.get(EngagementDAccueil, numero)
    if connu is None:
        raise ErreurMetier(RETIRE)
    session.delete(connu)
    session.flush()


def bailleurs_connus(session: Session) -> list[str]:
    """Ceux que nomment les logements et les partenaires, une écriture par bailleur."""
    colonnes = (LogementQuitte.bailleur, LogementOffert.bailleur, Partenaire.bailleur)
    noms = [nom for colonne in colonnes for nom in session.scalars(select(colonne).distinct()) if nom]
    return list({cle(nom): nom for nom in sorted(noms, reverse=True)}.values())


def a_verifier(session: Session, au: date) -> list[str]:
    """Des parts qui dépassent 100, des bailleurs que le projet ne nomme pas."""
    connus = {cle(nom) for nom in bailleurs_connus(session)}
    return alertes(en_vigueur(accueils(session), au), connus)
