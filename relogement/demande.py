"""Ce que le ménage demande : des souhaits dans leur ordre, ce dont le logement a besoin, qui l'accompagne."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Ligne
from relogement.champs import ENQUETE, champ
from relogement.nomenclatures import CodeAccompagnement, CodeBesoin, Typologie

ADAPTATIONS = (CodeBesoin.PMR, CodeBesoin.DOUCHE)


class Souhait(Ligne, kw_only=True):
    """Une commune ou un quartier où vivre ; le premier rang est le préféré."""

    __tablename__ = "souhait"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id"), index=True, init=False)
    rang: Mapped[int] = mapped_column(info=champ("Rang du souhait", ENQUETE))
    lieu: Mapped[str | None] = mapped_column(
        default=None, info=champ("Commune ou quartier souhaité", ENQUETE, sensible=True, libre=True)
    )
    typologie: Mapped[Typologie | None] = mapped_column(
        default=None, info=champ("Typologie de ce souhait", ENQUETE)
    )
    note: Mapped[str | None] = mapped_column(
        default=None, info=champ("Note du souhait", ENQUETE, sensible=True, libre=True)
    )


class Besoin(Ligne, kw_only=True):
    """Ce que le logement doit avoir ; jamais la raison médicale."""

    __tablename__ = "besoin"
    __table_args__ = (UniqueConstraint("menage_id", "code"),)

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id"), index=True, init=False)
    code: Mapped[CodeBesoin] = mapped_column(info=champ("Besoin du logement", ENQUETE, sensible=True))


class Accompagnement(Ligne, kw_only=True):
    """Une aide dont le ménage a besoin, et qui s'en charge."""

    __tablename__ = "accompagnement"
    __table_args__ = (UniqueConstraint("menage_id", "code"),)

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id"), index=True, init=False)
    code: Mapped[CodeAccompagnement] = mapped_column(info=champ("Accompagnement", ENQUETE, sensible=True))
    par: Mapped[str | None] = mapped_column(
        default=None, info=champ("Qui s’en charge", ENQUETE, sensible=True, libre=True)
    )
