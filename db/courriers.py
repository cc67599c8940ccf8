"""Écrire un courrier d'un dossier : lire ce qu'il dit, le produire, et le garder dans les pièces du dossier."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import pieces
from db.dossier import DossierLu, lire_dossier
from db.organisme import organisme, texte_du_document
from relogement.caleol import PassageCaleol
from relogement.comparaison import ColonneRac, relogement_retenu
from relogement.documents.lettres.contexte import Contexte
from relogement.documents.lettres.lettres import FAVORABLES, Lettre, Sujet, lettre_de
from relogement.documents.lettres.produire import PDF, Courrier, contenu, mettre, produire
from relogement.erreurs import ErreurMetier
from relogement.modeles import Menage, Piece, Projet
from relogement.nomenclatures import Reponse
from relogement.offre import Offre
from relogement.piece import CategoriePiece
from relogement.piece_lue import piece_lue
from relogement.relogement import Relogement

if TYPE_CHECKING:
    from relogement.documents.mise_en_page import Mise


@dataclass(frozen=True)
class Demande:
    """Quel courrier, de quel dossier ; sans rang, celui de l'offre en discussion."""

    lettre: str
    menage_id: int
    au: date
    rang: int | None = None
    extension: str = PDF


def dossier_de_reference(session: Session, reference: str) -> int:
    """Le dossier de cette référence ; lève ``ErreurMetier`` s'il n'existe pas."""
    trouve = session.scalar(select(Menage.id).where(Menage.reference == reference))
    if trouve is None:
        raise ErreurMetier(f"Le dossier « {reference} » n’existe pas. Vérifiez sa référence.")
    return trouve


def courrier(session: Session, demande: Demande, *, texte: str | None = None) -> Courrier:
    """Le courrier demandé ; ``texte`` : celui que l'on est en train d'écrire, pour le voir avant de le garder."""
    lettre = lettre_de(demande.lettre)
    ici = contexte(session, demande)
    ecrit = texte_du_document(session, lettre.code) if texte is None else texte
    return produire(lettre, ici, texte=ecrit, extension=demande.extension)


def mise_de(session: Session, demande: Demande) -> "Mise":
    """Le même courrier prêt à paginer avec d'autres."""
    lettre = lettre_de(demande.lettre)
    ici = contexte(session, demande)
    return mettre(lettre, contenu(lettre, ici, texte_du_document(session, lettre.code)), ici)


def contexte(session: Session, demande: Demande) -> Contexte:
    """Ce que le courrier sait du dossier ; lève ``ErreurMetier`` si ce dont il parle manque."""
    lettre, lu = lettre_de(demande.lettre), lire_dossier(session, demande.menage_id)
    caleol = _attribution(lu.menage) if lettre.sujet is Sujet.ATTRIBUTION else None
    offre = caleol.offre if caleol else _offre(lu.menage, lettre, demande.rang)
    retenu = relogement_retenu(lu.menage)
    return Contexte(
        projet=session.scalars(select(Projet)).one(),
        organisme=organisme(session),
        menage=lu.menage,
        charte=lu.charte,
        droit=lu.droit,
        au=demande.au,
        rac=lu.rac,
        offre=offre,
        colonne=_colonne(lu, offre, retenu),
        relogement=retenu,
        caleol=caleol,
        jugees=tuple((o, lu.jugee(o)) for o in lu.menage.offres),
    )


def garder(session: Session, menage_id: int, ecrit: Courrier, *, le: date, auteur: str = "") -> Piece:
    """Range le courrier dans les pièces du dossier, avec son empreinte ; le même deux fois est refusé.

    Un courrier produit n'est pas la preuve de sa notification : il ne se rattache à aucune offre.
    """
    lue = piece_lue(ecrit.nom, ecrit.octets, pieces.limite(session))
    classement = pieces.Classement(CategoriePiece.COURRIER, datee_le=le)
    return pieces.ajouter(session, menage_id, lue, classement, auteur=auteur)


def _attribution(menage: Menage) -> PassageCaleol | None:
    """La dernière décision favorable ; sinon le dernier passage, pour dire pourquoi rien ne s'écrit."""
    favorables = [c for c in menage.caleols if c.decision in FAVORABLES]
    return next(reversed(favorables or menage.caleols), None)


def _offre(menage: Menage, lettre: Lettre, rang: int | None) -> Offre | None:
    if lettre.sujet is not Sujet.OFFRE:
        return None
    choisies = [o for o in menage.offres if rang is None or o.rang == rang]
    if not choisies:
        quelle = f"d’offre {rang}" if rang is not None else "d’offre"
        raise ErreurMetier(f"Le dossier {menage.reference} n’a pas {quelle} : proposez un logement d’abord.")
    discutees = [o for o in choisies if o.reponse in (Reponse.EN_COURS, Reponse.ACCORD)]
    return (discutees or choisies)[-1]


def _colonne(lu: DossierLu, offre: Offre | None, retenu: Relogement | None) -> ColonneRac | None:
    if offre is not None:
        return next((colonne for colonne in lu.rac.offres if colonne.offre is offre), None)
    return lu.rac.apres if retenu else None
