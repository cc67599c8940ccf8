"""Les deux logements d'un relogement : celui que l'on quitte et celui que l'on offre."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from relogement.base import Euros, Ligne, MetresCarres
from relogement.champs import COUTS, LOGEMENT, champ
from relogement.nomenclatures import Financement, Reservation, StatutLogement, Typologie
from relogement.operation import Operation


class LogementQuitte(Ligne, kw_only=True):
    """Un logement de l'immeuble à vider, occupé ou non."""

    __tablename__ = "logement_quitte"
    __table_args__ = (UniqueConstraint("operation_id", "ug"),)

    operation_id: Mapped[int] = mapped_column(ForeignKey("operation.id"), index=True, init=False)
    operation: Mapped[Operation] = relationship()
    ug: Mapped[str | None] = mapped_column(default=None, info=champ("UG", LOGEMENT))
    adresse: Mapped[str | None] = mapped_column(default=None, info=champ("Adresse", LOGEMENT, sensible=True))
    batiment: Mapped[str | None] = mapped_column(default=None, info=champ("Bâtiment", LOGEMENT))
    entree: Mapped[str | None] = mapped_column(default=None, info=champ("Entrée", LOGEMENT))
    etage: Mapped[str | None] = mapped_column(default=None, info=champ("Étage", LOGEMENT))
    porte: Mapped[str | None] = mapped_column(default=None, info=champ("Porte", LOGEMENT, sensible=True))
    typologie: Mapped[Typologie | None] = mapped_column(default=None, info=champ("Typologie", LOGEMENT))
    surface: Mapped[MetresCarres | None] = mapped_column(default=None, info=champ("Surface", LOGEMENT, unite="m²"))
    pieces_habitables: Mapped[int | None] = mapped_column(default=None, info=champ("Pièces habitables", LOGEMENT))
    bailleur: Mapped[str | None] = mapped_column(default=None, info=champ("Bailleur", LOGEMENT))
    chauffage: Mapped[str | None] = mapped_column(default=None, info=champ("Chauffage", LOGEMENT))
    statut: Mapped[StatutLogement] = mapped_column(
        default=StatutLogement.LOUE, info=champ("Statut du logement", LOGEMENT)
    )


class LogementOffert(Ligne, kw_only=True):
    """Un logement qu'un bailleur propose pour reloger un ménage."""

    __tablename__ = "logement_offert"

    bailleur: Mapped[str | None] = mapped_column(default=None, info=champ("Bailleur", LOGEMENT))
    residence: Mapped[str | None] = mapped_column(default=None, info=champ("Résidence", LOGEMENT))
    adresse: Mapped[str | None] = mapped_column(default=None, info=champ("Adresse", LOGEMENT, sensible=True))
    commune: Mapped[str | None] = mapped_column(default=None, info=champ("Commune", LOGEMENT))
    code_postal: Mapped[str | None] = mapped_column(default=None, info=champ("Code postal", LOGEMENT))
    commune_insee: Mapped[str | None] = mapped_column(default=None, info=champ("Commune (code INSEE)", LOGEMENT))
    lon: Mapped[float | None] = mapped_column(default=None, info=champ("Longitude", LOGEMENT, sensible=True))
    lat: Mapped[float | None] = mapped_column(default=None, info=champ("Latitude", LOGEMENT, sensible=True))
    qpv: Mapped[str | None] = mapped_column(
        default=None,
        info=champ("QPV", LOGEMENT, aide="Code du quartier, « HORS », ou rien si on ne sait pas"),
    )
    typologie: Mapped[Typologie | None] = mapped_column(default=None, info=champ("Typologie", LOGEMENT))
    surface: Mapped[MetresCarres | None] = mapped_column(default=None, info=champ("Surface", LOGEMENT, unite="m²"))
    pieces_habitables: Mapped[int | None] = mapped_column(default=None, info=champ("Pièces habitables", LOGEMENT))
    etage: Mapped[int | None] = mapped_column(default=None, info=champ("Étage", LOGEMENT))
    ascenseur: Mapped[bool | None] = mapped_column(default=None, info=champ("Ascenseur", LOGEMENT))
    adapte_pmr: Mapped[bool | None] = mapped_column(default=None, info=champ("Adapté PMR", LOGEMENT))
    premiere_location: Mapped[bool | None] = mapped_column(default=None, info=champ("Première location", LOGEMENT))
    conventionne_le: Mapped[date | None] = mapped_column(default=None, info=champ("Conventionné le", LOGEMENT))
    mise_en_service_le: Mapped[date | None] = mapped_column(
        default=None, info=champ("Mis en service le", LOGEMENT)
    )
    rt2005: Mapped[bool | None] = mapped_column(default=None, info=champ("Qualité RT 2005", LOGEMENT))
    financement: Mapped[Financement | None] = mapped_column(default=None, info=champ("Financement", LOGEMENT))
    chauffage: Mapped[str | None] = mapped_column(default=None, info=champ("Chauffage", LOGEMENT))
    chauffage_inclus: Mapped[bool | None] = mapped_column(
        default=None, info=champ("Chauffage dans les charges", LOGEMENT)
    )
    loyer: Mapped[Euros | None] = mapped_column(default=None, info=champ("Loyer hors charges", COUTS, unite="€"))
    charges: Mapped[Euros | None] = mapped_column(default=None, info=champ("Charges", COUTS, unite="€"))
    disponible_le: Mapped[date | None] = mapped_column(default=None, info=champ("Disponible le", LOGEMENT))
    reservation: Mapped[Reservation | None] = mapped_column(default=None, info=champ("Réservé à", LOGEMENT))
    reservataire: Mapped[str | None] = mapped_column(default=None, info=champ("Réservataire", LOGEMENT))
    retire_le: Mapped[date | None] = mapped_column(
        default=None, info=champ("Retiré par le bailleur le", LOGEMENT, aide="Il n’est plus proposé à personne")
    )

    @property
    def libelle(self) -> str:
        """« T4 · Les Amandiers, Toulouges »."""
        lieu = ", ".join(filter(None, (self.residence or self.adresse, self.commune or self.commune_insee)))
        return " · ".join(filter(None, (self.typologie, lieu)))
