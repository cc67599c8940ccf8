"""Les brouillons : ce qui est tapé et pas encore enregistré, gardé dans le projet, par agent et par poste.

Ils sont dans le fichier, et non sur le poste : un nom ou un revenu tapé ne traîne nulle part ailleurs, une
sauvegarde l'emporte, et le fichier protégé le protège. Le journal ne les suit pas : rien n'est encore dit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Delete, Table, UniqueConstraint, bindparam, delete, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.codec_brouillon import de_json, en_json
from db.horloge import maintenant, poste
from relogement.base import Base

DOSSIER, NOUVEAU, ACTE, DECISION = "dossier", "nouveau", "acte", "decision"
GARDE_APRES_ABANDON = timedelta(days=7)


class Brouillon(Base, kw_only=True):
    """Un formulaire en cours : ``objet`` et ``cle`` disent lequel (« dossier », « 26 »)."""

    __tablename__ = "brouillon"
    __table_args__ = (UniqueConstraint("auteur", "poste", "objet", "cle"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    auteur: Mapped[str] = mapped_column()
    poste: Mapped[str] = mapped_column()
    objet: Mapped[str] = mapped_column()
    cle: Mapped[str] = mapped_column()
    le: Mapped[datetime] = mapped_column()
    abandonne_le: Mapped[datetime | None] = mapped_column(default=None)
    contenu: Mapped[Mapping[str, Any]] = mapped_column()


@dataclass(frozen=True)
class Repris:
    """Un brouillon relu : ce qui était tapé, et quand."""

    contenu: Mapping[str, Any] = field(repr=False)
    le: datetime
    abandonne: bool = False


@dataclass(frozen=True)
class Place:
    """De quel formulaire est le brouillon, et à qui."""

    auteur: str
    objet: str
    cle: str = ""
    poste: str = field(default_factory=poste)

    def valeurs(self) -> dict[str, str]:
        return {"auteur": self.auteur, "poste": self.poste, "objet": self.objet, "cle": self.cle}


def garder(connexion: Connection, place: Place, contenu: Mapping[str, Any]) -> None:
    """Remplace le brouillon de ce formulaire ; un contenu vide l'efface."""
    connexion.execute(delete(Brouillon).filter_by(**place.valeurs()))
    if contenu:
        ecrit = en_json(dict(contenu))
        connexion.execute(insert(Brouillon).values(**place.valeurs(), le=maintenant(), contenu=ecrit))


def effacer(lecture: Session | Connection, place: Place) -> None:
    """Ce qui était tapé est enregistré, ou l'agent y renonce."""
    lecture.execute(_retrait(), place.valeurs())


@cache
def _retrait() -> Delete:
    table = Brouillon.__table__
    assert isinstance(table, Table)
    return delete(table).where(*(table.c[nom] == bindparam(nom) for nom in ("auteur", "poste", "objet", "cle")))


def abandonner(connexion: Connection, place: Place) -> None:
    """Le brouillon ne se reprend plus de lui-même, mais peut encore se reprendre pendant quelques jours."""
    connexion.execute(update(Brouillon).filter_by(**place.valeurs()).values(abandonne_le=maintenant()))


def reprendre(session: Session, place: Place) -> Repris | None:
    """Le brouillon de ce formulaire ; rien s'il n'y en a pas, ou s'il est abandonné depuis trop longtemps."""
    brouillon = session.scalars(select(Brouillon).filter_by(**place.valeurs())).first()
    if brouillon is None:
        return None
    abandonne_le = brouillon.abandonne_le
    if abandonne_le is not None and maintenant() - abandonne_le > GARDE_APRES_ABANDON:
        return None
    return Repris(de_json(brouillon.contenu), brouillon.le, abandonne_le is not None)


def dossiers_en_brouillon(session: Session, auteur: str) -> set[int]:
    """Les dossiers que cet agent a commencés sur ce poste et pas enregistrés."""
    requete = select(Brouillon.cle).where(
        Brouillon.auteur == auteur, Brouillon.poste == poste(), Brouillon.objet == DOSSIER,
        Brouillon.abandonne_le.is_(None),
    )  # fmt: skip
    return {int(cle) for cle in session.scalars(requete)}


def repris(session: Session, auteur: str, objet: str) -> dict[str, Repris]:
    """Tous les brouillons d'une sorte que cet agent a sur ce poste, le plus récent d'abord."""
    siens = select(Brouillon).filter_by(auteur=auteur, poste=poste(), objet=objet, abandonne_le=None)
    ranges = session.scalars(siens.order_by(Brouillon.le.desc(), Brouillon.id.desc()))
    return {b.cle: Repris(de_json(b.contenu), b.le) for b in ranges}
