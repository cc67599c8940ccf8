"""Les lots importés et les lignes de fichier dont vient chaque objet ; le journal dit ce qu'elles ont changé."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Base


class LotImporte(Base, kw_only=True):
    """Un import fait, par une écriture ; ``detail`` : ses comptes et le nom de ses feuilles."""

    __tablename__ = "lot_importe"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    ecriture_id: Mapped[int] = mapped_column(ForeignKey("ecriture.id"), unique=True)
    fichier: Mapped[str] = mapped_column()
    empreinte: Mapped[str] = mapped_column()
    nature: Mapped[str] = mapped_column()
    bailleur: Mapped[str] = mapped_column(default="")
    operation: Mapped[str] = mapped_column(default="")
    detail: Mapped[Mapping[str, Any]] = mapped_column()


class LigneImportee(Base, kw_only=True):
    """Une ligne d'un fichier a créé ou changé cet objet ; ``feuille`` est son rang dans le lot."""

    __tablename__ = "ligne_importee"
    __table_args__ = ({"sqlite_with_rowid": False},)

    objet: Mapped[str] = mapped_column(primary_key=True)
    ligne_id: Mapped[int] = mapped_column(primary_key=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey("lot_importe.id"), primary_key=True)
    feuille: Mapped[int] = mapped_column(primary_key=True)
    ligne: Mapped[int] = mapped_column(primary_key=True)
