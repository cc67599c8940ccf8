"""La page que donnerait un texte, sur un dossier inventé, avec l'organisme et la charte du projet."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.chartes import charte_en_vigueur
from db.horloge import aujourdhui
from db.organisme import organisme
from relogement.documents.lettres.exemple import contexte_d_exemple
from relogement.documents.lettres.lettres import lettre_de
from relogement.documents.lettres.produire import Courrier, produire
from relogement.modeles import Projet


def essai(session: Session, code: str, texte: str) -> Courrier:
    """Le courrier que donnerait ce texte ; lève ``ErreurMetier`` s'il est faux."""
    lettre, projet = lettre_de(code), session.scalars(select(Projet)).one()
    ici = contexte_d_exemple(lettre, projet, organisme(session), charte_en_vigueur(session), aujourdhui())
    return produire(lettre, ici, texte=texte)
