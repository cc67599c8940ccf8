"""L'image de la carte, pour les partenaires : ses textes se fouillent avant qu'elle ne soit remise."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from db.carte import Carte
from db.fuites import POUR_LES_PARTENAIRES, exiger_textes


def verifier_l_image(
    session: Session, carte: Carte, textes: Iterable[str], *, fixes: Iterable[str], nom: str, auteur: str = ""
) -> None:
    """Lève ``FuiteTrouvee`` si un texte peint désigne quelqu'un ; ``fixes`` : les mots de la légende.

    Les noms des communes alentour viennent du référentiel, personne ne les tape : CABESTANY peut être un ménage.
    """
    communes = (nom for nom, _, _ in carte.communes)
    declaration = POUR_LES_PARTENAIRES.avec(textes=[*fixes, *communes])
    exiger_textes(session, textes, declaration=declaration, au=carte.au, nom=nom, auteur=auteur)
