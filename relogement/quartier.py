"""Les quartiers prioritaires gardés avec leur contour et leur couche, et la place calculée d'un logement."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from relogement.base import Ligne
from relogement.champs import LOGEMENT, champ
from relogement.logement import LogementOffert
from relogement.nomenclatures import GenerationQpv


class CoucheQpv(Ligne, kw_only=True):
    """Un fichier de contours importé : lequel, quand, de quelle génération, en vigueur de quand à quand.

    ``outre_mer`` : les décrets y ont d'autres dates ; un fichier de toute la France donne deux couches.
    """

    __tablename__ = "couche_qpv"

    generation: Mapped[GenerationQpv] = mapped_column(info=champ("Génération", LOGEMENT))
    outre_mer: Mapped[bool] = mapped_column(info=champ("Outre-mer", LOGEMENT))
    source: Mapped[str] = mapped_column(info=champ("Fichier des contours", LOGEMENT))
    empreinte: Mapped[str] = mapped_column(info=champ("Empreinte du fichier (SHA-256)", LOGEMENT))
    importee_le: Mapped[datetime] = mapped_column(info=champ("Importée le", LOGEMENT))
    projection: Mapped[str] = mapped_column(info=champ("Projection lue", LOGEMENT))
    en_vigueur_du: Mapped[date | None] = mapped_column(info=champ("En vigueur du", LOGEMENT))
    en_vigueur_au: Mapped[date | None] = mapped_column(info=champ("En vigueur jusqu’au", LOGEMENT))


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
    couche_id: Mapped[int | None] = mapped_column(
        ForeignKey("couche_qpv.id", ondelete="SET NULL"), index=True, default=None
    )


class Localisation(Ligne, kw_only=True):
    """Le quartier calculé d'un logement, et la génération consultée.

    Ne vaut que tant que le logement garde ce quartier : un quartier saisi à la main l'emporte.
    ``distance`` est vide quand la limite la plus proche est plus loin que la marge du barème ; ``doute`` dit
    pourquoi le quartier est à vérifier, ``verifiee_le`` quand quelqu'un l'a vérifié.
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
    doute: Mapped[str | None] = mapped_column(default=None, info=champ("Ce qui est à vérifier", LOGEMENT))
    verifiee_le: Mapped[date | None] = mapped_column(default=None, info=champ("Vérifiée le", LOGEMENT))
    couche_id: Mapped[int | None] = mapped_column(
        ForeignKey("couche_qpv.id", ondelete="SET NULL"), index=True, default=None
    )
