"""Le projet de renouvellement urbain : un par fichier."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Ligne
from relogement.champs import PROJET, champ
from relogement.nomenclatures import ZonePlafond


class Projet(Ligne, kw_only=True):
    __tablename__ = "projet"

    nom: Mapped[str] = mapped_column(info=champ("Nom du projet", PROJET))
    porteur: Mapped[str | None] = mapped_column(default=None, info=champ("Porteur du projet", PROJET))
    code_qpv: Mapped[str] = mapped_column(info=champ("QPV du projet (le site)", PROJET))
    code_qpv_2024: Mapped[str | None] = mapped_column(
        default=None, info=champ("Même site, code de la génération 2024", PROJET)
    )
    departement: Mapped[str | None] = mapped_column(default=None, info=champ("Département", PROJET))
    commune_insee: Mapped[str | None] = mapped_column(default=None, info=champ("Commune (code INSEE)", PROJET))
    zone_apl: Mapped[int] = mapped_column(info=champ("Zone APL", PROJET))
    zone_plafond: Mapped[ZonePlafond] = mapped_column(info=champ("Zone des plafonds de ressources", PROJET))
    epci: Mapped[str | None] = mapped_column(default=None, info=champ("EPCI", PROJET))
    signature_le: Mapped[date | None] = mapped_column(default=None, info=champ("Convention signée le", PROJET))
    cle_pseudonymes: Mapped[str] = mapped_column()
