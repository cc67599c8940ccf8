"""Deux consultations des partenaires dans le projet fictif : l'une court, l'autre a fini sans objection."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.chartes import charte_en_vigueur
from db.objection import Demande, constater, lancer, lire_consultation, logements_a_soumettre, repondre
from db.objection.lecture import partenaires_a_consulter
from relogement.menage import Personne
from relogement.modeles import Menage, Offre
from relogement.nomenclatures import Lien, Typologie
from relogement.objection.codes import EtatReponse
from relogement.objection.delai import Delai, delai_de, fin_du_delai

A_16_H_30 = time(16, 30)
UN_JOUR, PLUS_LOIN = timedelta(days=1), 15
ACCORD_APRES, VU_APRES = timedelta(minutes=40), timedelta(hours=17, minutes=5)


def consulter(session: Session, au: date, *, auteur: str) -> None:
    """Celle qui court finit ce jour-là à 16 h 30, ou au premier jour ouvrable."""
    delai = delai_de(charte_en_vigueur(session, au))
    tous = tuple(p.id for p in partenaires_a_consulter(session) if p.d_ordinaire)
    a_16_h_30 = datetime.combine(au, A_16_H_30)
    _en_cours(session, tous, _envoi_qui_finit_apres(a_16_h_30, delai), auteur=auteur)
    _tacite(session, tous, a_16_h_30 - PLUS_LOIN * UN_JOUR, delai, auteur=auteur)


def _envoi_qui_finit_apres(fin: datetime, delai: Delai) -> datetime:
    """Le dernier envoi, à cette heure-là, dont le délai ne finit pas avant."""
    envoi = fin - UN_JOUR
    while fin_du_delai(envoi - UN_JOUR, delai).le >= fin:
        envoi -= UN_JOUR
    return envoi


def _en_cours(session: Session, partenaires: Sequence[int], envoi: datetime, *, auteur: str) -> None:
    """FAURE Marie-Claude cherche un T3 : un logement libre du registre lui est destiné."""
    qui = select(Personne.menage_id).where(Personne.nom == "FAURE", Personne.lien == Lien.TITULAIRE)
    menage = session.scalar(qui.order_by(Personne.menage_id).limit(1))
    choix = [] if menage is None else logements_a_soumettre(session, menage)
    voulu = next((c for c in choix if c.libelle.startswith(Typologie.T3)), None)
    if menage is None or voulu is None:
        return
    demande = Demande(menage, voulu.logement_id, tuple(partenaires), envoi, voulu.offre_id)
    lue = lire_consultation(session, lancer(session, demande, envoi, auteur=auteur))
    accord, vu = lue.reponses[0], lue.reponses[-1]
    repondre(session, accord.id, EtatReponse.ACCORD, le=envoi + ACCORD_APRES, maintenant=envoi + UN_JOUR)
    repondre(session, vu.id, EtatReponse.VU, le=envoi + VU_APRES, maintenant=envoi + UN_JOUR)


def _tacite(session: Session, partenaires: Sequence[int], envoi: datetime, delai: Delai, *, auteur: str) -> None:
    """La première offre qui tient son logement depuis avant l'envoi : personne ne s'y est opposé."""
    notifiees = select(Offre).where(Offre.notifiee_le <= envoi.date()).join(Menage)
    offre = next(
        (o for o in session.scalars(notifiees.order_by(Menage.reference, Offre.rang)) if o.tient_le_logement), None
    )
    if offre is None:
        return
    demande = Demande(offre.menage_id, offre.logement_id, tuple(partenaires), envoi, offre.id)
    numero = lancer(session, demande, envoi, auteur=auteur)
    constater(session, numero, fin_du_delai(envoi, delai).le + UN_JOUR / 24)
