"""Une résidence d'un bailleur et ce qu'il en mesure : une mesure par indicateur et par date, sans rien écraser."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Ligne, Pourcent
from relogement.champs import RESIDENCES, champ
from relogement.equilibre.indicateurs import Indicateur


class Residence(Ligne, kw_only=True):
    """Un ensemble de logements d'un bailleur, tel qu'il le nomme."""

    __tablename__ = "residence"
    __table_args__ = (UniqueConstraint("bailleur", "nom", "commune"),)

    bailleur: Mapped[str | None] = mapped_column(
        default=None, info=champ("Bailleur", RESIDENCES, aide="Tel que les logements vacants le nomment")
    )
    nom: Mapped[str] = mapped_column(
        info=champ("Résidence", RESIDENCES, aide="Telle que les logements vacants la nomment")
    )
    commune: Mapped[str | None] = mapped_column(default=None, info=champ("Commune", RESIDENCES))
    qpv: Mapped[str | None] = mapped_column(
        default=None, info=champ("QPV", RESIDENCES, aide="Code du quartier, « HORS », ou rien si on ne sait pas")
    )
    nb_logements: Mapped[int | None] = mapped_column(default=None, info=champ("Logements", RESIDENCES))


class MesureDeResidence(Ligne, kw_only=True):
    """Un indicateur à une date : des effectifs quand on les a, sinon un taux."""

    __tablename__ = "mesure_de_residence"
    __table_args__ = (UniqueConstraint("residence_id", "indicateur", "au"),)

    residence_id: Mapped[int] = mapped_column(ForeignKey("residence.id", ondelete="CASCADE"), index=True)
    indicateur: Mapped[Indicateur] = mapped_column(info=champ("Indicateur", RESIDENCES))
    au: Mapped[date] = mapped_column(info=champ("Données du", RESIDENCES))
    taux: Mapped[Pourcent | None] = mapped_column(default=None, info=champ("Taux", RESIDENCES, unite="%"))
    nombre: Mapped[int | None] = mapped_column(default=None, info=champ("Nombre", RESIDENCES))
    sur: Mapped[int | None] = mapped_column(default=None, info=champ("Sur", RESIDENCES))
    source: Mapped[str | None] = mapped_column(default=None, info=champ("Source", RESIDENCES))
