"""Les résidences telles qu'on les regarde ce jour-là : leur table, les réglages, et celles dont rien n'est dit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.chartes import charte_en_vigueur
from db.equilibre.lecture import lire_parc
from relogement.equilibre.reglages import ReglagesEquilibre, reglages_equilibre
from relogement.equilibre.table import LigneDeLaTable, Perimetre, lignes, sans_donnees
from relogement.modeles import LogementOffert


@dataclass(frozen=True)
class TableDesResidences:
    """``sans_donnees`` : les résidences où un logement s'offre et dont aucun bailleur n'a rien dit."""

    au: date
    perimetre: Perimetre
    reglages: ReglagesEquilibre
    lignes: Sequence[LigneDeLaTable]
    sans_donnees: tuple[str, ...]


def lire_table(session: Session, au: date, perimetre: Perimetre = Perimetre.PROJET) -> TableDesResidences:
    """Deux requêtes pour les résidences, une pour le registre."""
    parc, reglages = lire_parc(session), reglages_equilibre(charte_en_vigueur(session, au))
    colonnes = (LogementOffert.residence, LogementOffert.bailleur, LogementOffert.commune)
    registre = session.execute(select(*colonnes).where(LogementOffert.retire_le.is_(None)).distinct())
    tus = sans_donnees(parc, [(nom, bailleur, commune) for nom, bailleur, commune in registre])
    return TableDesResidences(au, perimetre, reglages, lignes(parc, perimetre, reglages, au), tus)
