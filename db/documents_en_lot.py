"""Le même document pour plusieurs dossiers, en un seul PDF à imprimer ; ceux qui ne s'écrivent pas sont dits."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.documents import Voulu, mise
from relogement.documents.document import PDF, Portee, document_de
from relogement.erreurs import ErreurMetier
from relogement.exports.ecriture.cible import en_place
from relogement.modeles import Menage, Operation
from relogement.travail import Avancement, sans_avancement

PAQUET = 50  # mis en pages ensemble, puis oubliés : la mémoire ne grandit pas avec le lot


@dataclass(frozen=True)
class RapportDuLot:
    """Combien de dossiers sont dans le fichier, et pourquoi les autres n'y sont pas."""

    ecrits: int
    refus: Sequence[tuple[str, str]]


def dossiers_de_l_operation(session: Session, code: str) -> list[int]:
    """Les dossiers de cette opération, par référence ; lève ``ErreurMetier`` si elle n'existe pas."""
    if session.scalar(select(Operation.id).where(Operation.code == code)) is None:
        raise ErreurMetier(f"L’opération « {code} » n’existe pas. Vérifiez son code.")
    requete = select(Menage.id).join(Menage.operation).where(Operation.code == code)
    return list(session.scalars(requete.order_by(Menage.reference)))


def ecrire_le_lot(
    session: Session, voulu: Voulu, dossiers: Sequence[int], vers: Path, avancement: Avancement = sans_avancement
) -> RapportDuLot:
    """Écrit un seul PDF, chaque dossier à sa page ; lève ``ErreurMetier`` si aucun ne peut s'écrire.

    Une annulation levée par ``avancement`` ne laisse rien, et l'ancien fichier reste.
    """
    from pypdf import PdfWriter

    from relogement.documents.mise_en_page import reunis

    choisi = document_de(voulu.code)
    if choisi.portee is not Portee.DOSSIER or vers.suffix.lower() != PDF:
        raise ErreurMetier("Un lot s’écrit en un PDF, d’un document de dossier : une fiche ou une lettre.")
    ensemble, refus = PdfWriter(), list[tuple[str, str]]()
    for debut in range(0, len(dossiers), PAQUET):
        mises = []
        for rang, menage in enumerate(dossiers[debut : debut + PAQUET], debut):
            avancement(rang, len(dossiers))
            try:
                mises.append(mise(session, voulu, menage))
            except ErreurMetier as erreur:
                refus.append((_reference(session, menage), str(erreur)))
        if mises:
            ensemble.append(BytesIO(reunis(mises)), import_outline=False)
        session.expunge_all()
    if not ensemble.pages:
        raise ErreurMetier(
            f"Aucun document n’a pu être écrit. {refus[0][1] if refus else 'Choisissez des dossiers.'}"
        )
    ensemble.metadata = {"/Title": choisi.libelle, "/Producer": "Relogement", "/Creator": "Relogement"}
    ensemble.compress_identical_objects()
    with en_place(vers) as provisoire:
        ensemble.write(provisoire)
    return RapportDuLot(len(dossiers) - len(refus), tuple(refus))


def _reference(session: Session, menage: int) -> str:
    return session.scalar(select(Menage.reference).where(Menage.id == menage)) or ""
