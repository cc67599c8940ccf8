"""Le passage en commission d'attribution des logements et d'examen de l'occupation (CALEOL)."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from relogement.base import Ligne
from relogement.champs import PARCOURS, champ
from relogement.nomenclatures import DecisionCaleol
from relogement.offre import Offre


class PassageCaleol(Ligne, kw_only=True):
    __tablename__ = "passage_caleol"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id"), index=True, init=False)
    offre_id: Mapped[int | None] = mapped_column(ForeignKey("offre.id"), index=True, init=False, default=None)
    offre: Mapped[Offre | None] = relationship(default=None)
    le: Mapped[date | None] = mapped_column(default=None, info=champ("CALEOL du", PARCOURS))
    decision: Mapped[DecisionCaleol | None] = mapped_column(
        default=None, info=champ("Décision de la CALEOL", PARCOURS)
    )
    rang: Mapped[int | None] = mapped_column(default=None, info=champ("Rang", PARCOURS))
    notifie_le: Mapped[date | None] = mapped_column(default=None, info=champ("Décision notifiée le", PARCOURS))
    limite_le: Mapped[date | None] = mapped_column(default=None, info=champ("Accord à donner avant le", PARCOURS))
    accord_le: Mapped[date | None] = mapped_column(default=None, info=champ("Accord du ménage donné le", PARCOURS))
