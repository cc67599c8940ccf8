"""D'où part un ménage : sa commune, celles qui la touchent, le point ou le contour d'où mesurer la distance."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Ligne
from relogement.champs import PROJET, champ
from relogement.communes import insee_du_logement
from relogement.regles.validite_offre_lieu import Eloignement

if TYPE_CHECKING:
    from relogement.geographie.site import Site


class LogementSitue(Protocol):
    """Où est un logement offert ; vide = inconnu."""

    @property
    def commune_insee(self) -> str | None: ...
    @property
    def commune(self) -> str | None: ...
    @property
    def code_postal(self) -> str | None: ...
    @property
    def lon(self) -> float | None: ...
    @property
    def lat(self) -> float | None: ...


class CommuneDeDepart(Ligne, kw_only=True):
    """Une commune d'où l'on reloge, et les codes Insee de toutes celles qui la touchent.

    ``divisee`` : la commune est divisée en cantons, au sens de l'article 13 bis ; ``texte`` : d'où vient la liste.
    """

    __tablename__ = "commune_de_depart"

    insee: Mapped[str] = mapped_column(unique=True, info=champ("Commune de départ", PROJET))
    limitrophes: Mapped[list[str]] = mapped_column(
        JSON, default_factory=list, info=champ("Communes limitrophes", PROJET)
    )
    divisee: Mapped[bool] = mapped_column(
        default=False, server_default="0", info=champ("Commune divisée en cantons", PROJET)
    )
    texte: Mapped[str | None] = mapped_column(default=None, info=champ("Source des communes limitrophes", PROJET))


@dataclass(frozen=True, slots=True)
class Depart:
    """D'où partent les ménages d'une opération ; vide = inconnu. ``limitrophes`` vide n'est pas « aucune »."""

    commune: str | None = None
    limitrophes: frozenset[str] | None = None
    divisee: bool = False
    site: "Site | None" = None
    departement: str | None = None

    def arrivee(self, logement: LogementSitue) -> str | None:
        """Le code Insee de la commune du logement offert, dit ou retrouvé à son nom."""
        return insee_du_logement(
            logement.commune_insee, logement.commune, logement.code_postal, departement=self.departement
        )

    def eloignement(self, logement: LogementSitue) -> Eloignement | None:
        """De combien le logement offert est éloigné ; des coordonnées hors de sa place ne comptent pas."""
        if self.site is None or logement.lon is None or logement.lat is None:
            return None
        from relogement.geographie import Point
        from relogement.geographie.departements import departement_de_la_commune
        from relogement.geographie.territoires import en_france

        departement = departement_de_la_commune(logement.commune_insee)
        if not en_france(logement.lon, logement.lat, departement):
            return None
        return self.site.eloignement(Point(logement.lon, logement.lat))


INCONNU = Depart()
