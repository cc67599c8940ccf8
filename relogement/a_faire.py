"""Ce qui attend dans les dossiers : les lignes calculées, les rappels de l'agent, et ce qu'il a reporté."""

from datetime import date, time

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Base, Ligne
from relogement.champs import SUIVI, champ
from relogement.nomenclatures import Affaire, Attendu

# De quoi ranger et compter toutes les affaires sans lire leurs lignes.
_LUES_ENSEMBLE = (
    "echeance_le", "genre", "attendu", "referent", "operation_id", "visible_le", "cachee_apres_le", "cle",
)  # fmt: skip


class LigneAFaire(Base, kw_only=True):
    """Une affaire d'un dossier, refaite comme son bilan : elle ne dépend pas du jour où on la lit.

    ``visible_le`` et ``cachee_apres_le`` disent de quel jour à quel jour elle se montre ; ``du_jour_le`` est la
    date avant que le calendrier ne la repousse.
    """

    __tablename__ = "a_faire"
    __table_args__ = (
        Index("ix_a_faire_echeance", *_LUES_ENSEMBLE),
        Index("ix_a_faire_genre", "genre", "echeance_le", "referent", "operation_id", "cle"),
    )

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"), primary_key=True)
    cle: Mapped[str] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column()
    referent: Mapped[str | None] = mapped_column()
    genre: Mapped[Affaire] = mapped_column()
    cible_id: Mapped[int | None] = mapped_column()
    objet: Mapped[str] = mapped_column()
    attendu: Mapped[Attendu] = mapped_column()
    depuis_le: Mapped[date | None] = mapped_column()
    echeance_le: Mapped[date | None] = mapped_column()
    du_jour_le: Mapped[date | None] = mapped_column()
    visible_le: Mapped[date | None] = mapped_column()
    cachee_apres_le: Mapped[date | None] = mapped_column()


class Rappel(Ligne, kw_only=True):
    """Ce qu'un agent se rappelle à lui-même, dans un dossier ou en dehors."""

    __tablename__ = "rappel"
    __table_args__ = (Index("ix_rappel_le", "fait_le", "le"),)

    menage_id: Mapped[int | None] = mapped_column(
        ForeignKey("menage.id", ondelete="CASCADE"), index=True, default=None
    )
    agent: Mapped[str] = mapped_column(info=champ("Rappel pour", SUIVI))
    le: Mapped[date] = mapped_column(info=champ("Rappel le", SUIVI))
    heure: Mapped[time | None] = mapped_column(default=None, info=champ("Heure du rappel", SUIVI))
    objet: Mapped[str] = mapped_column(info=champ("Rappel", SUIVI, sensible=True))
    lieu: Mapped[str | None] = mapped_column(default=None, info=champ("Lieu du rappel", SUIVI, sensible=True))
    fait_le: Mapped[date | None] = mapped_column(default=None, info=champ("Rappel fait le", SUIVI))


class Report(Ligne, kw_only=True):
    """Une affaire remise à plus tard : elle revient à sa date, ou dès qu'on le demande."""

    __tablename__ = "report"
    __table_args__ = (Index("ix_report_jusqu_au", "leve_le", "jusqu_au"),)

    menage_id: Mapped[int | None] = mapped_column(
        ForeignKey("menage.id", ondelete="CASCADE"), index=True, default=None
    )
    cle: Mapped[str] = mapped_column(index=True, info=champ("Affaire reportée", SUIVI))
    objet: Mapped[str] = mapped_column(info=champ("Ce qui est reporté", SUIVI, sensible=True))
    agent: Mapped[str] = mapped_column(info=champ("Reporté par", SUIVI))
    le: Mapped[date] = mapped_column(info=champ("Reporté le", SUIVI))
    jusqu_au: Mapped[date] = mapped_column(info=champ("Reporté au", SUIVI))
    motif: Mapped[str] = mapped_column(info=champ("Motif du report", SUIVI, sensible=True))
    leve_le: Mapped[date | None] = mapped_column(default=None, info=champ("Report levé le", SUIVI))
