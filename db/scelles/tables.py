"""Ce que le fichier garde d'une période close : son en-tête, ses lignes, et les fichiers tels qu'ils sont sortis.

Les lignes et les fichiers ne se modifient plus : des déclencheurs le refusent (voir ``db.declencheurs``), et
l'empreinte le dirait. Lever le scellé ne les efface pas : l'en-tête dit alors qui, quand et pourquoi.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Base, Ligne
from relogement.scelles.periode import Periode


class PeriodeScellee(Ligne, kw_only=True):
    """``entete`` : tout ce avec quoi la période a été calculée, sous l'écriture dont on prend l'empreinte."""

    __tablename__ = "periode_scellee"

    debut_le: Mapped[date] = mapped_column()
    fin_le: Mapped[date] = mapped_column()
    operation: Mapped[str | None] = mapped_column(default=None)
    libelle: Mapped[str] = mapped_column()
    initiales: Mapped[str] = mapped_column()
    scellee_le: Mapped[datetime] = mapped_column()
    ecriture_id: Mapped[int] = mapped_column()  # la dernière connue du scellé ; sans lien, le journal est à part
    entete: Mapped[str] = mapped_column()
    empreinte: Mapped[str] = mapped_column()
    nb_lignes: Mapped[int] = mapped_column()
    levee_le: Mapped[datetime | None] = mapped_column(default=None)
    levee_par: Mapped[str | None] = mapped_column(default=None)
    levee_motif: Mapped[str | None] = mapped_column(default=None)

    @property
    def periode(self) -> Periode:
        return Periode(self.debut_le, self.fin_le)

    @property
    def est_levee(self) -> bool:
        return self.levee_le is not None


class LigneScellee(Base, kw_only=True):
    """Un dossier tel qu'il est sorti, et la ligne calculée dont les chiffres ont été tirés."""

    __tablename__ = "ligne_scellee"

    periode_id: Mapped[int] = mapped_column(ForeignKey("periode_scellee.id"), primary_key=True)
    rang: Mapped[int] = mapped_column(primary_key=True)
    menage_id: Mapped[int] = mapped_column()  # sans lien : le dossier peut être jeté, la ligne reste
    contenu: Mapped[str] = mapped_column()
    empreinte: Mapped[str] = mapped_column()


class ExemplaireScelle(Base, kw_only=True):
    """Un fichier produit au moment du scellé, octet pour octet, comprimé."""

    __tablename__ = "exemplaire_scelle"

    periode_id: Mapped[int] = mapped_column(ForeignKey("periode_scellee.id"), primary_key=True)
    export: Mapped[str] = mapped_column(primary_key=True)
    extension: Mapped[str] = mapped_column(primary_key=True)
    lignes: Mapped[int] = mapped_column()
    empreinte: Mapped[str] = mapped_column()
    contenu: Mapped[bytes] = mapped_column(LargeBinary)


class MiseEnPageGardee(Ligne, kw_only=True):
    """Une mise en page d'export que l'équipe a faite sienne, telle qu'elle s'écrit dans un fichier TOML."""

    __tablename__ = "mise_en_page"

    nom: Mapped[str] = mapped_column(unique=True)
    contenu: Mapped[str] = mapped_column()
