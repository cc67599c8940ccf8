"""Ce que chaque colonne porte, bailleur par bailleur : retenu une fois, proposé ensuite, oublié sur demande."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.colonnes_retenues import ColonnesRetenues
from relogement.base import Code
from relogement.erreurs import ErreurMetier
from relogement.imports.analyse import Tableau
from relogement.imports.reconnaissance import Reconnaissance, Souvenir, a_retenir, empreinte
from relogement.rapprochement import cle
from relogement.textes import jour


@dataclass(frozen=True)
class Retenue:
    """Une mise en page connue, à montrer dans la liste où elle peut s'oublier."""

    id: int
    bailleur: str
    nature: str
    retenu_le: date
    colonnes: int


def retenir(
    session: Session,
    bailleur: str | None,
    nature: Code,
    tableau: Tableau,
    reconnaissances: Sequence[Reconnaissance],
    le: date,
) -> None:
    """Garde ces choix à la place de ceux qu'on avait pour la même mise en page."""
    choix = dict(a_retenir(list(reconnaissances)))
    connue = _connue(session, bailleur, nature, tableau)
    if connue is None:
        session.add(
            ColonnesRetenues(
                bailleur=(bailleur or "").strip(),
                bailleur_cle=cle(bailleur or ""),
                nature=str(nature.value),
                empreinte=empreinte(tableau),
                choix=choix,
                retenu_le=le,
            )
        )
    elif dict(connue.choix) != choix:
        connue.choix, connue.retenu_le = choix, le


def souvenirs(session: Session, bailleur: str | None, nature: Code, tableau: Tableau) -> Mapping[str, Souvenir]:
    """Les choix de la même mise en page chez ce bailleur ; à défaut, la dernière retenue chez un autre.

    D'un autre bailleur on ne reprend qu'une mise en page identique : deux mêmes titres n'y disent pas toujours
    la même chose.
    """
    connue = _connue(session, bailleur, nature, tableau) or _ailleurs(session, nature, tableau)
    if connue is None:
        return {}
    de = f"chez {connue.bailleur} " if connue.bailleur else ""
    origine = f"{de}le {jour(connue.retenu_le)}"
    return {titre: Souvenir(champ, origine) for titre, champ in connue.choix.items()}


def retenues(session: Session) -> list[Retenue]:
    """Toutes les mises en page connues, par bailleur puis par date."""
    ordre = (ColonnesRetenues.bailleur_cle, ColonnesRetenues.retenu_le, ColonnesRetenues.id)
    return [_a_montrer(connue) for connue in session.scalars(select(ColonnesRetenues).order_by(*ordre))]


def retenue(session: Session, bailleur: str | None, nature: Code, tableau: Tableau) -> Retenue | None:
    """Celle qui sert à ce tableau, chez ce bailleur ou chez un autre ; de quoi la nommer et l'oublier."""
    connue = _connue(session, bailleur, nature, tableau) or _ailleurs(session, nature, tableau)
    return None if connue is None else _a_montrer(connue)


def _a_montrer(connue: ColonnesRetenues) -> Retenue:
    lues = sum(1 for champ in connue.choix.values() if champ)
    return Retenue(connue.id, connue.bailleur, connue.nature, connue.retenu_le, lues)


def oublier(session: Session, numero: int) -> None:
    """Les colonnes se devineront de nouveau ; l'oubli s'annule comme tout autre acte."""
    connue = session.get(ColonnesRetenues, numero)
    if connue is None:
        raise ErreurMetier("Cette mise en page n’est plus retenue : quelqu’un d’autre l’a oubliée.")
    session.delete(connue)


def _connue(session: Session, bailleur: str | None, nature: Code, tableau: Tableau) -> ColonnesRetenues | None:
    return session.scalars(
        select(ColonnesRetenues).where(
            ColonnesRetenues.bailleur_cle == cle(bailleur or ""),
            ColonnesRetenues.nature == str(nature.value),
            ColonnesRetenues.empreinte == empreinte(tableau),
        )
    ).one_or_none()


def _ailleurs(session: Session, nature: Code, tableau: Tableau) -> ColonnesRetenues | None:
    return session.scalars(
        select(ColonnesRetenues)
        .where(ColonnesRetenues.nature == str(nature.value), ColonnesRetenues.empreinte == empreinte(tableau))
        .order_by(ColonnesRetenues.retenu_le.desc(), ColonnesRetenues.id.desc())
        .limit(1)
    ).one_or_none()
