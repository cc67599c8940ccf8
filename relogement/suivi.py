"""Ce qui se passe autour du dossier : contacts, et suivi après l'entrée dans les lieux."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Ligne
from relogement.champs import SUIVI, champ
from relogement.nomenclatures import Canal, Terme


class Contact(Ligne, kw_only=True):
    __tablename__ = "contact"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id"), index=True, init=False)
    le: Mapped[datetime] = mapped_column(info=champ("Date du contact", SUIVI))
    auteur: Mapped[str | None] = mapped_column(default=None, info=champ("Auteur", SUIVI))
    canal: Mapped[Canal] = mapped_column(info=champ("Canal", SUIVI))
    objet: Mapped[str] = mapped_column(info=champ("Objet", SUIVI, sensible=True, libre=True))
    suite: Mapped[str | None] = mapped_column(
        default=None, info=champ("Suite à donner", SUIVI, sensible=True, libre=True)
    )
    suite_le: Mapped[date | None] = mapped_column(default=None, info=champ("Pour le", SUIVI))
    suite_faite_le: Mapped[date | None] = mapped_column(default=None, info=champ("Suite faite le", SUIVI))


class Suivi(Ligne, kw_only=True):
    __tablename__ = "suivi"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id"), index=True, init=False)
    terme: Mapped[Terme | None] = mapped_column(default=None, info=champ("Terme du suivi", SUIVI))
    le: Mapped[date | None] = mapped_column(default=None, info=champ("Suivi fait le", SUIVI))
    satisfaction: Mapped[int | None] = mapped_column(
        default=None, info=champ("Satisfaction", SUIVI, aide="De 1, pas du tout, à 4, tout à fait")
    )
    commentaire: Mapped[str | None] = mapped_column(
        default=None, info=champ("Commentaire du suivi", SUIVI, sensible=True, libre=True)
    )
