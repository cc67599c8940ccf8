"""Écrire un document du projet ou d'un dossier : ses octets, ou un fichier, tout ou rien."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.chartes import charte_en_vigueur
from db.courriers import Demande, contexte, courrier, mise_de
from db.fuites import POUR_LES_PARTENAIRES, exiger, exiger_sans_le_menage
from db.organisme import organisme, texte_du_document
from db.parc_social import loyers_du_parc
from db.plan import lire_le_plan
from relogement.documents.document import PDF, Document, Portee, document_de
from relogement.documents.lettres.contexte import Contexte
from relogement.documents.lettres.produire import Courrier
from relogement.documents.modeles.livres import COMPARAISON
from relogement.erreurs import ErreurMetier
from relogement.exports.ecriture.cible import en_place
from relogement.modeles import Projet
from relogement.parcours import dernieres_dates

if TYPE_CHECKING:
    from relogement.documents.mise_en_page import Mise

MODELE_DU_CONTEXTE = "constat"  # le courrier qui ne parle que du dossier : son contexte suffit aux fiches


@dataclass(frozen=True)
class Voulu:
    """Un document à écrire, et de quoi ; ``masque`` : sans nom ni adresse, quand il le permet."""

    code: str
    au: date
    menage_id: int | None = None
    operation: str | None = None
    rang: int | None = None
    masque: bool = False
    extension: str = PDF


def document(session: Session, voulu: Voulu) -> Courrier:
    """Le document demandé ; lève ``ErreurMetier`` s'il manque de quoi l'écrire."""
    choisi = document_de(voulu.code)
    choisi.verifier(voulu.extension)
    if choisi.portee is Portee.OPERATION:
        return _de_l_operation(session, choisi, voulu)
    if choisi.portee is Portee.PROJET:
        return _du_projet(session, choisi, voulu)
    if voulu.menage_id is None:
        raise ErreurMetier(f"Dites de quel dossier écrire le document « {choisi.code} ».")
    demande = Demande(choisi.code, voulu.menage_id, voulu.au, voulu.rang, voulu.extension)
    return courrier(session, demande) if choisi.est_une_lettre else _fiche(session, choisi, voulu, voulu.menage_id)


def mise(session: Session, voulu: Voulu, menage_id: int) -> "Mise":
    """Un document de dossier prêt à paginer avec d'autres ; lève ``ErreurMetier`` s'il manque de quoi l'écrire."""
    choisi = document_de(voulu.code)
    if choisi.est_une_lettre:
        return mise_de(session, Demande(choisi.code, menage_id, voulu.au, voulu.rang))
    return _mise(session, choisi, _de_fiche(session, voulu, menage_id), voulu)


def ecrire_document(session: Session, voulu: Voulu, vers: Path) -> None:
    """Écrit le document dans ce fichier ; un refus du disque se dit et ne laisse rien."""
    ecrit = document(session, voulu)
    with en_place(vers) as provisoire:
        provisoire.write_bytes(ecrit.octets)


def _du_projet(session: Session, choisi: Document, voulu: Voulu) -> Courrier:
    from relogement.documents.fiches.enquete_vierge import enquete_vierge

    projet = session.scalars(select(Projet.nom)).one()
    octets = enquete_vierge(organisme(session), projet, texte_du_document(session, choisi.code))
    return Courrier(f"{choisi.code}-{voulu.au:%Y-%m-%d}{PDF}", octets)


def _de_l_operation(session: Session, choisi: Document, voulu: Voulu) -> Courrier:
    from relogement.documents.plan.document import plan_en_pdf

    if voulu.operation is None:
        raise ErreurMetier(f"Dites de quelle opération écrire le document « {choisi.code} ».")
    charte, lu = charte_en_vigueur(session), lire_le_plan(session, voulu.operation, voulu.au)
    octets = plan_en_pdf(
        lu, organisme(session), texte_du_document(session, choisi.code),
        seuil=charte.seuil_secret_effectif, seuil_revenu=charte.seuil_secret_revenu,
        parc=loyers_du_parc(session, seuil=charte.seuil_secret_revenu),
    )  # fmt: skip
    nom = f"{choisi.code}-{voulu.operation}-{voulu.au:%Y-%m-%d}{PDF}"
    jours = (lu.operation.concertation_le, lu.operation.vide_le, lu.operation.demolition_le)
    declaration = POUR_LES_PARTENAIRES.avec(jours=filter(None, jours))
    exiger(session, octets, declaration=declaration, au=voulu.au, nom=nom)
    return Courrier(nom, octets)


def _fiche(session: Session, choisi: Document, voulu: Voulu, menage_id: int) -> Courrier:
    from relogement.documents.mise_en_page import reunis

    ici = _de_fiche(session, voulu, menage_id)
    octets = reunis([_mise(session, choisi, ici, voulu)])
    return Courrier(f"{choisi.code}-{ici.menage.reference}-{voulu.au:%Y-%m-%d}{PDF}", octets)


def _de_fiche(session: Session, voulu: Voulu, menage_id: int) -> Contexte:
    return contexte(session, Demande(MODELE_DU_CONTEXTE, menage_id, voulu.au))


def _mise(session: Session, choisi: Document, ici: Contexte, voulu: Voulu) -> "Mise":
    """Prête à paginer ; masquée, elle ne l'est que si rien de ce qu'elle dira ne nomme le ménage."""
    from relogement.documents.fiches.famille import fiche_famille
    from relogement.documents.fiches.menage import fiche_menage
    from relogement.documents.textes_mis import textes_mis

    texte = texte_du_document(session, choisi.code)
    if choisi.code == COMPARAISON.code:
        return fiche_famille(ici, texte)
    fiche = fiche_menage(ici, texte, masque=voulu.masque)
    if voulu.masque:
        exiger_sans_le_menage(session, textes_mis(fiche), ici.menage, jours=_jours_de_la_fiche(ici))
    return fiche


def _jours_de_la_fiche(ici: Contexte) -> Iterator[date]:
    """Ceux que la fiche écrit elle-même : un enfant peut être né le jour d'une étape."""
    menage = ici.menage
    jours = (
        *dernieres_dates(menage).values(),
        *(o.notifiee_le for o in menage.offres),
        menage.entree_bail_le,
        ici.au,
    )
    return filter(None, jours)
