"""Ce que porte chaque colonne des fichiers d’un bailleur ; ``db.imports.memoire`` lit et écrit cette table."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Ligne


class ColonnesRetenues(Ligne, kw_only=True):
    """Pour un bailleur, une nature et une mise en page : le champ de chaque titre ; le journal dit qui l'a choisi.

    ``bailleur_cle`` le retrouve quelle que soit son écriture ; ``choix`` va du titre normalisé au champ, vide
    quand la colonne a été laissée.
    """

    __tablename__ = "colonnes_retenues"
    __table_args__ = (UniqueConstraint("bailleur_cle", "nature", "empreinte"),)

    bailleur: Mapped[str] = mapped_column()
    bailleur_cle: Mapped[str] = mapped_column()
    nature: Mapped[str] = mapped_column()
    empreinte: Mapped[str] = mapped_column()
    choix: Mapped[Mapping[str, Any]] = mapped_column()
    retenu_le: Mapped[date] = mapped_column()
