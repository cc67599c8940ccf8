"""Le relogement : le bail signé et l'entrée dans le nouveau logement, définitif ou provisoire."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from relogement.base import Euros, Ligne
from relogement.champs import PARCOURS, champ
from relogement.cout import Cout
from relogement.logement import LogementOffert
from relogement.nomenclatures import Nature
from relogement.offre import Offre

if TYPE_CHECKING:
    from relogement.menage import Menage


class Relogement(Ligne, kw_only=True):
    __tablename__ = "relogement"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id"), index=True, init=False)
    menage: Mapped[Menage] = relationship(back_populates="relogements", init=False)
    logement_id: Mapped[int] = mapped_column(ForeignKey("logement_offert.id"), index=True, init=False)
    logement: Mapped[LogementOffert] = relationship()
    offre_id: Mapped[int | None] = mapped_column(ForeignKey("offre.id"), index=True, init=False, default=None)
    offre: Mapped[Offre | None] = relationship(default=None)
    cout: Mapped[Cout | None] = relationship(default=None, cascade="all")
    nature: Mapped[Nature] = mapped_column(info=champ("Nature du relogement", PARCOURS))
    bail_le: Mapped[date | None] = mapped_column(default=None, info=champ("Bail signé le", PARCOURS))
    entree_le: Mapped[date | None] = mapped_column(default=None, info=champ("Entrée dans les lieux le", PARCOURS))
    retour_prevu_le: Mapped[date | None] = mapped_column(default=None, info=champ("Retour prévu le", PARCOURS))
    rendu_le: Mapped[date | None] = mapped_column(
        default=None,
        info=champ("Logement rendu le", PARCOURS, aide="Le ménage n’y est plus, ou n’y est jamais entré"),
    )
    frais: Mapped[Euros | None] = mapped_column(
        default=None, info=champ("Frais de déménagement", PARCOURS, unite="€")
    )
