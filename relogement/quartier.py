"""Les quartiers prioritaires gardés avec leur contour, et ce qui a été calculé de la place d'un logement."""

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from relogement.base import Ligne
from relogement.champs import LOGEMENT, champ
from relogement.logement import LogementOffert
from relogement.nomenclatures import GenerationQpv


class Quartier(Ligne, kw_only=True):
    """Un quartier d'une génération ; son contour est un WKB, en longitudes et latitudes WGS84."""

    __tablename__ = "quartier"
    __table_args__ = (UniqueConstraint("generation", "code"),)

    generation: Mapped[GenerationQpv] = mapped_column(info=champ("Génération", LOGEMENT))
    code: Mapped[str] = mapped_column(info=champ("Code du quartier", LOGEMENT))
    nom: Mapped[str | None] = mapped_column(info=champ("Nom du quartier", LOGEMENT))
    ouest: Mapped[float] = mapped_column()
    sud: Mapped[float] = mapped_column()
    est: Mapped[float] = mapped_column()
    nord: Mapped[float] = mapped_column()
    geometrie: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Localisation(Ligne, kw_only=True):
    """Le quartier calculé d'un logement, et la génération consultée.

    Ne vaut que tant que le logement garde ce quartier : un quartier saisi à la main l'emporte.
    ``distance`` est vide quand la limite la plus proche est plus loin que la marge du barème.
    """

    __tablename__ = "localisation"

    logement_id: Mapped[int] = mapped_column(
        ForeignKey("logement_offert.id", ondelete="CASCADE"), unique=True, init=False
    )
    logement: Mapped[LogementOffert] = relationship()
    generation: Mapped[GenerationQpv] = mapped_column(info=champ("Génération du QPV calculé", LOGEMENT))
    qpv: Mapped[str] = mapped_column(info=champ("QPV calculé", LOGEMENT))
    distance: Mapped[float | None] = mapped_column(info=champ("Distance à la limite", LOGEMENT, unite="m"))
    a_verifier: Mapped[bool] = mapped_column(info=champ("À vérifier sur SIG Ville", LOGEMENT))
