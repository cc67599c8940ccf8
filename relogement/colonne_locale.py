"""Ce qu'un bailleur écrit et que le programme ne lit pas : gardé à part, tel quel, si on le veut."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from relogement.base import Ligne
from relogement.champs import IDENTITE, champ


class ColonneLocale(Ligne, kw_only=True):
    """Un titre de colonne, tel que le fichier l'écrit ; ``cle`` le retrouve sans casse ni accents."""

    __tablename__ = "colonne_locale"
    __table_args__ = (UniqueConstraint("cle"),)

    titre: Mapped[str] = mapped_column(info=champ("Colonne du bailleur", IDENTITE))
    cle: Mapped[str] = mapped_column()


class ValeurLocale(Ligne, kw_only=True):
    """La cellule d'un dossier dans cette colonne, en texte : personne ne l'interprète, aucun export ne la sort."""

    __tablename__ = "valeur_locale"
    __table_args__ = (UniqueConstraint("menage_id", "colonne_id"),)

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id"), index=True)
    colonne_id: Mapped[int] = mapped_column(ForeignKey("colonne_locale.id"), index=True)
    colonne: Mapped[ColonneLocale] = relationship(init=False)
    texte: Mapped[str] = mapped_column(info=champ("Valeur du bailleur", IDENTITE, sensible=True, libre=True))
