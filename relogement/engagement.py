"""Ce à quoi un bailleur s'est engagé pour une année, et ce que l'on sait de tous ses baux hors QPV.

Le taux légal vaut à défaut d'engagement (CCH, art. L. 441-1). Le total des baux ne vient pas du relogement : le
bailleur ou l'EPCI le donne, avec sa source et sa date ; vide, il est inconnu.
"""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Ligne, Pourcent
from relogement.champs import PROJET, champ


class Engagement(Ligne, kw_only=True):
    """Une année d'un bailleur."""

    __tablename__ = "engagement"
    __table_args__ = (UniqueConstraint("bailleur", "annee"),)

    bailleur: Mapped[str] = mapped_column(info=champ("Bailleur", PROJET))
    annee: Mapped[int] = mapped_column(info=champ("Année", PROJET))
    objectif_pct: Mapped[Pourcent | None] = mapped_column(
        default=None, info=champ("Objectif, en part des baux hors QPV", PROJET, unite="%")
    )
    objectif_nombre: Mapped[int | None] = mapped_column(
        default=None, info=champ("Objectif, en nombre de baux", PROJET)
    )
    texte: Mapped[str | None] = mapped_column(
        default=None,
        info=champ("Texte de l’engagement", PROJET, aide="La convention intercommunale d’attribution"),
    )
    baux_hors_qpv: Mapped[int | None] = mapped_column(
        default=None, info=champ("Baux signés hors QPV dans l’année, tous ménages", PROJET)
    )
    autres_q1: Mapped[int | None] = mapped_column(
        default=None,
        info=champ("Dont premier quartile, hors relogements suivis ici", PROJET, aide="Vide : inconnu"),
    )
    source: Mapped[str | None] = mapped_column(default=None, info=champ("Source de ces totaux", PROJET))
    source_le: Mapped[date | None] = mapped_column(default=None, info=champ("Totaux arrêtés le", PROJET))
