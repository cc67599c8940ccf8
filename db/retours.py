"""Les logements qui reviennent : les lire, écrire le courriel d’un bailleur, noter qui est prévenu."""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session

from db.cellule.partenaires import partenaires
from db.fuites import POUR_LES_PARTENAIRES, exiger_sans_les_noms
from db.promesses import tenus
from relogement.courriel import adresse, courriel
from relogement.exports.ecriture.cible import en_place
from relogement.modeles import LogementOffert, Menage, Offre
from relogement.offre import OUVERTES
from relogement.rapprochement import cle
from relogement.retours import REFUSEES, Retour, corps, objet


def _quand() -> ColumnElement[date | None]:
    """Le jour où le logement est revenu : celui de la réponse, ou celui où l'offre a été rendue."""
    return case((Offre.reponse.in_(REFUSEES), Offre.repondue_le), else_=Offre.rendu_le)


def retours(session: Session, depuis: date) -> list[Retour]:
    """Les logements refusés, laissés, retirés ou rendus depuis ce jour : ce que leurs bailleurs doivent savoir."""
    rendues = and_(Offre.reponse.in_(OUVERTES), Offre.rendu_le.is_not(None))
    le = _quand()
    requete = (
        select(Offre, LogementOffert, Menage.reference, le)
        .join(LogementOffert, LogementOffert.id == Offre.logement_id)
        .join(Menage, Menage.id == Offre.menage_id)
        .where(or_(Offre.reponse.in_(REFUSEES), rendues), le >= depuis)
        .order_by(le, Offre.id)
    )
    pris = {t.logement_id for t in tenus(session)}
    return [
        Retour(
            offre.id, logement.id, logement.bailleur or "", logement.libelle, reference, jour or depuis,
            offre.reponse, logement.id not in pris and logement.retire_le is None, offre.bailleur_prevenu_le,
        )
        for offre, logement, reference, jour in session.execute(requete)
    ]  # fmt: skip


def noter_prevenus(session: Session, offres: Collection[int], le: date | None) -> int:
    """Leurs bailleurs sont prévenus ce jour-là ; sans date, ils ne le sont plus. Rend combien ont changé."""
    changees = [
        o for o in session.scalars(select(Offre).where(Offre.id.in_(offres))) if o.bailleur_prevenu_le != le
    ]
    for offre in changees:
        offre.bailleur_prevenu_le = le
    return len(changees)


def ecrire_le_courriel(session: Session, vers: Path, bailleur: str, lus: Sequence[Retour], *, auteur: str) -> Path:
    """Le brouillon (.eml) de ce bailleur ; il est fouillé avant de prendre son nom, rien n'est envoyé."""
    a = _adresse_du_bailleur(session, bailleur)
    declaration = POUR_LES_PARTENAIRES.avec(textes=[a] if a else [], jours=[retour.le for retour in lus])
    with en_place(vers) as provisoire:
        provisoire.write_bytes(courriel(a, objet(lus), corps(bailleur, lus)))
        exiger_sans_les_noms(session, provisoire, declaration=declaration, nom=vers.name, auteur=auteur)
    return vers


def _adresse_du_bailleur(session: Session, bailleur: str) -> str | None:
    """Celle du partenaire de la cellule qui est ce bailleur ; vide si on ne la connaît pas."""
    for partenaire in partenaires(session):
        if cle(bailleur) in (cle(partenaire.bailleur or ""), cle(partenaire.nom)) and bailleur:
            return adresse(partenaire.courriel)
    return None
