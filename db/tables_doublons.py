"""Ce qui est décidé d'un doublon possible : deux dossiers différents, ou l'un repris par l'autre."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Ligne


class PaireEcartee(Ligne, kw_only=True):
    """« Ce ne sont pas les mêmes » : la question ne se repose plus ; le journal dit qui l'a dit, et quand."""

    __tablename__ = "paire_ecartee"
    __table_args__ = (UniqueConstraint("menage_id", "autre_id"),)

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"))
    autre_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"), index=True)


class Fusion(Ligne, kw_only=True):
    """Un dossier repris par un autre : il reste consultable, et l'on sait où il est passé."""

    __tablename__ = "fusion"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"), unique=True)
    dans_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"), index=True)
