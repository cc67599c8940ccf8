"""Les colonnes des bailleurs gardées à part : les lire, les oublier, contrôler qu'elles se tiennent."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.orm import Session

from relogement.erreurs import ErreurMetier
from relogement.imports.colonnes import norme
from relogement.modeles import ColonneLocale, ValeurLocale


@dataclass(frozen=True)
class ColonneGardee:
    """Une colonne, et combien de dossiers y ont une valeur."""

    id: int
    titre: str
    dossiers: int


def colonnes_gardees(session: Session) -> list[ColonneGardee]:
    """Toutes, dans l'ordre de leur titre."""
    requete = (
        select(ColonneLocale.id, ColonneLocale.titre, func.count(ValeurLocale.id))
        .outerjoin(ValeurLocale, ValeurLocale.colonne_id == ColonneLocale.id)
        .group_by(ColonneLocale.id, ColonneLocale.titre)
        .order_by(ColonneLocale.titre, ColonneLocale.id)
    )
    return [ColonneGardee(*ligne) for ligne in session.execute(requete)]


def colonnes_du_dossier(session: Session, menage_id: int) -> tuple[tuple[str, str], ...]:
    """Le titre et la valeur de chaque colonne gardée pour ce dossier."""
    requete = (
        select(ColonneLocale.titre, ValeurLocale.texte)
        .join(ValeurLocale, ValeurLocale.colonne_id == ColonneLocale.id)
        .where(ValeurLocale.menage_id == menage_id)
        .order_by(ColonneLocale.id)
    )
    return tuple((titre, texte) for titre, texte in session.execute(requete))


def colonne_nommee(session: Session, titre: str) -> int:
    """Le numéro de la colonne de ce titre, casse et accents ignorés ; ``ErreurMetier`` s'il n'y en a pas."""
    numero = session.scalar(select(ColonneLocale.id).where(ColonneLocale.cle == norme(titre)))
    if numero is None:
        connues = ", ".join(f"« {c.titre} »" for c in colonnes_gardees(session)) or "aucune"
        raise ErreurMetier(f"Aucune colonne gardée ne s’appelle « {titre} ». Celles du projet : {connues}.")
    return numero


def oublier_la_colonne(session: Session, numero: int) -> int:
    """Retire une colonne et ses valeurs de tous les dossiers ; l'acte s'annule comme tout autre."""
    colonne = session.get(ColonneLocale, numero)
    if colonne is None:
        raise ErreurMetier("Cette colonne n’est plus gardée : quelqu’un d’autre l’a retirée.")
    siennes = list(session.scalars(select(ValeurLocale.id).where(ValeurLocale.colonne_id == numero)))
    session.execute(delete(ValeurLocale).where(ValeurLocale.colonne_id == numero))
    session.delete(colonne)
    return len(siennes)


def defauts_des_colonnes(connexion: Connection) -> list[str]:
    """Ce qui ferait garder deux fois la même colonne, ou montrer une valeur vide ; rien si tout va bien."""
    titres = connexion.execute(select(ColonneLocale.titre, ColonneLocale.cle).order_by(ColonneLocale.id))
    defauts = [f"colonne du bailleur « {titre} » mal rangée" for titre, cle in titres if norme(titre) != cle]
    vides = connexion.scalar(select(func.count()).select_from(ValeurLocale).where(ValeurLocale.texte == ""))
    return defauts + ([f"{vides} valeurs vides dans les colonnes des bailleurs"] if vides else [])
