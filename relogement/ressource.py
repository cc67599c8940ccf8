"""Ce qu'une personne du ménage, ou le foyer entier, reçoit un mois donné, à un titre."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from relogement.base import Euros, Ligne
from relogement.champs import ENQUETE, champ
from relogement.nomenclatures import CodeRessource

if TYPE_CHECKING:
    from relogement.menage import Personne


class Ressource(Ligne, kw_only=True):
    """Sans personne, la ressource est celle du foyer : allocations familiales, prime d'activité.

    Un zéro se dit ; un mois sans ligne est inconnu. Le mois se garde par son premier jour.
    """

    __tablename__ = "ressource"
    __table_args__ = (UniqueConstraint("menage_id", "personne_id", "code", "mois"),)

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id"), index=True, init=False)
    personne_id: Mapped[int | None] = mapped_column(
        ForeignKey("personne.id"), index=True, init=False, default=None
    )
    personne: Mapped[Personne | None] = relationship(back_populates="ressources_mensuelles", default=None)
    code: Mapped[CodeRessource] = mapped_column(info=champ("Nature de la ressource", ENQUETE, sensible=True))
    mois: Mapped[date] = mapped_column(info=champ("Mois", ENQUETE, sensible=True))
    montant: Mapped[Euros] = mapped_column(info=champ("Montant du mois", ENQUETE, unite="€", sensible=True))
