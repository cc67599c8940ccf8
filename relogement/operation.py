"""L'opération : les immeubles que le projet vide."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Ligne
from relogement.champs import PROJET, champ
from relogement.nomenclatures import Regime, TypeOperation


class Operation(Ligne, kw_only=True):
    __tablename__ = "operation"

    code: Mapped[str] = mapped_column(unique=True, info=champ("Opération", PROJET))
    libelle: Mapped[str] = mapped_column(info=champ("Libellé de l’opération", PROJET))
    type: Mapped[TypeOperation] = mapped_column(
        default=TypeOperation.DEMOLITION_LLS, info=champ("Type d’opération", PROJET)
    )
    maitre_ouvrage: Mapped[str | None] = mapped_column(default=None, info=champ("Maître d’ouvrage", PROJET))
    regime: Mapped[Regime] = mapped_column(default=Regime.LLS_3_OFFRES, info=champ("Régime du relogement", PROJET))
    commune_insee: Mapped[str | None] = mapped_column(
        default=None, info=champ("Commune de l’opération (code INSEE)", PROJET)
    )
    lon: Mapped[float | None] = mapped_column(default=None, info=champ("Longitude de l’opération", PROJET))
    lat: Mapped[float | None] = mapped_column(default=None, info=champ("Latitude de l’opération", PROJET))
    nb_logements: Mapped[int | None] = mapped_column(default=None, info=champ("Nombre de logements", PROJET))
    concertation_le: Mapped[date | None] = mapped_column(default=None, info=champ("Concertation le", PROJET))
    vide_le: Mapped[date | None] = mapped_column(default=None, info=champ("Date cible de vidage", PROJET))
    demolition_le: Mapped[date | None] = mapped_column(default=None, info=champ("Démolition le", PROJET))
