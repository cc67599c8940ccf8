"""L'organisme qui signe les courriers du projet, et les textes qu'il a mis à la place de ceux du logiciel."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.dossier import relire
from relogement.documents.modeles.livres import modele_de
from relogement.documents.modeles.modele import texte_livre
from relogement.documents.modeles.texte import Defaut, defauts
from relogement.erreurs import ErreurMetier
from relogement.logo import verifier_le_logo
from relogement.modeles import Organisme, TexteDeDocument


def organisme(session: Session) -> Organisme:
    """Celui du projet ; vide tant que rien n'est réglé."""
    return session.scalars(select(Organisme).order_by(Organisme.id).limit(1)).first() or Organisme()


def regler_l_organisme(session: Session, valeurs: Mapping[str, str | None]) -> Organisme:
    """Change les lignes de l'en-tête ; un champ vide n'y paraît plus."""
    regle = _a_regler(session)
    for nom, valeur in valeurs.items():
        setattr(regle, nom, (valeur or "").strip() or None)
    session.flush()
    return regle


def regler_le_logo(session: Session, octets: bytes | None) -> None:
    """Pose ou retire le logo ; lève ``ErreurMetier`` si ce n'est pas une image qui s'imprime."""
    if octets is not None:
        verifier_le_logo(octets)
    _a_regler(session).logo = octets


def _a_regler(session: Session) -> Organisme:
    """La ligne du projet, ajoutée si elle manque."""
    trouve = organisme(session)
    if trouve.id is not None:
        return relire(session, Organisme, trouve.id)
    session.add(trouve)
    session.flush()
    return trouve


def texte_du_document(session: Session, code: str) -> str:
    """Celui de l'organisme s'il en a un, sinon celui du logiciel."""
    requete = select(TexteDeDocument.texte).where(TexteDeDocument.document == modele_de(code).code)
    return session.scalar(requete) or texte_livre(code)


def est_reecrit(session: Session, code: str) -> bool:
    """Vrai si l'organisme a son propre texte."""
    return session.scalar(select(TexteDeDocument.id).where(TexteDeDocument.document == code)) is not None


def examiner_le_texte(code: str, texte: str) -> list[Defaut]:
    """Ce qui empêche ce texte de servir, avec ses lignes."""
    return defauts(texte, modele_de(code).attendus)


def reecrire(session: Session, code: str, texte: str | None) -> None:
    """Remplace le texte d'un document ; sans texte, ou avec celui du logiciel, on revient à ce dernier."""
    trouve = session.scalar(select(TexteDeDocument).where(TexteDeDocument.document == modele_de(code).code))
    if texte is None or texte == texte_livre(code):
        if trouve is not None:
            session.delete(trouve)
        return
    if mauvais := examiner_le_texte(code, texte):
        raise ErreurMetier(f"Ce texte ne peut pas servir. {' '.join(str(defaut) for defaut in mauvais)}")
    if trouve is None:
        session.add(TexteDeDocument(document=code, texte=texte))
    else:
        trouve.texte = texte
