"""Une phrase par offre : ce que l'attribution changerait à l'équilibre de la résidence."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db.chartes import charte_en_vigueur
from db.equilibre.lecture import lire_parc
from db.situations import cadre
from relogement.equilibre.balance import Appartenances, Balance
from relogement.equilibre.parc import LogementSitue
from relogement.equilibre.reglages import reglages_equilibre
from relogement.modeles import Menage, Personne, Projet, Ressource

Paire = tuple[LogementSitue, int]


def phrase(session: Session, logement: LogementSitue, menage_id: int, au: date) -> str | None:
    """Celle de ce logement pour ce ménage ; rien si l'on ne sait rien de sa résidence."""
    return phrases(session, [(logement, menage_id)], au)[0]


def phrases(session: Session, paires: Iterable[Paire], au: date) -> list[str | None]:
    """Une par paire, dans l'ordre ; elles ne disent que les ressources, que les partenaires connaissent déjà."""
    demandees, balance = list(paires), lire_balance(session, au)
    situees = {menage_id for logement, menage_id in demandees if balance.parc.trouver(logement) is not None}
    lues = lire_appartenances(session, balance, situees)
    dits = [balance.dit(logement, lues[numero]) if numero in lues else None for logement, numero in demandees]
    return [None if dit is None else dit.phrase for dit in dits]


def lire_balance(session: Session, au: date) -> Balance:
    """De quoi dire toutes les paires de ce jour."""
    reglages = reglages_equilibre(charte_en_vigueur(session, au))
    zone = session.scalar(select(Projet.zone_plafond))
    return Balance(au, lire_parc(session), reglages, cadre(session.connection()), zone)


def lire_appartenances(session: Session, balance: Balance, numeros: Iterable[int]) -> dict[int, Appartenances]:
    """Dans quels indicateurs entre chacun de ces ménages, par son numéro."""
    voulus = set(numeros)
    if not voulus:
        return {}
    requete = (
        select(Menage)
        .where(Menage.id.in_(voulus))
        .options(
            selectinload(Menage.personnes).selectinload(Personne.ressources_mensuelles),
            selectinload(Menage.ressources_mensuelles).joinedload(Ressource.personne),
        )
    )
    return {m.id: balance.lues(m) for m in session.scalars(requete)}
