"""Les brouillons : ce qui est tapé et pas encore enregistré, gardé dans le projet, par agent et par poste.

Ils sont dans le fichier, et non sur le poste : un nom ou un revenu tapé ne traîne nulle part ailleurs, une
sauvegarde l'emporte, et le fichier protégé le protège. Le journal ne les suit pas : rien n'est encore dit.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Base


class Brouillon(Base, kw_only=True):
    """Un formulaire en cours : ``objet`` et ``cle`` disent lequel (« dossier », « 26 »)."""

    __tablename__ = "brouillon"
    __table_args__ = (UniqueConstraint("auteur", "poste", "objet", "cle"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    auteur: Mapped[str] = mapped_column()
    poste: Mapped[str] = mapped_column()
    objet: Mapped[str] = mapped_column()
    cle: Mapped[str] = mapped_column()
    le: Mapped[datetime] = mapped_column()
    abandonne_le: Mapped[datetime | None] = mapped_column(default=None)
    contenu: Mapped[Mapping[str, Any]] = mapped_column()
