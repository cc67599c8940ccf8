"""L'offre de relogement : un logement proposé à un ménage, sa notification, sa réponse."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from relogement.base import Ligne
from relogement.champs import OFFRES, champ
from relogement.cout import Cout
from relogement.logement import LogementOffert
from relogement.nomenclatures import Condition, ModeNotification, Recevable, Reponse

if TYPE_CHECKING:
    from relogement.menage import Menage

CONDITIONS_13_BIS = ("cond_etat", "cond_besoins", "cond_moyens", "cond_lieu", "cond_occupation")
OUVERTES = (Reponse.EN_COURS, Reponse.ACCORD)
_INCONNUE = Condition.A_VERIFIER


class Offre(Ligne, kw_only=True):
    __tablename__ = "offre"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id"), index=True, init=False)
    menage: Mapped[Menage] = relationship(back_populates="offres", init=False)
    logement_id: Mapped[int] = mapped_column(ForeignKey("logement_offert.id"), index=True, init=False)
    logement: Mapped[LogementOffert] = relationship()
    cout: Mapped[Cout | None] = relationship(default=None, cascade="all")
    rang: Mapped[int] = mapped_column(info=champ("Rang de l’offre", OFFRES))
    notifiee_le: Mapped[date | None] = mapped_column(default=None, info=champ("Notifiée le", OFFRES))
    mode_notification: Mapped[ModeNotification | None] = mapped_column(
        default=None, info=champ("Mode de notification", OFFRES)
    )
    preuve: Mapped[str | None] = mapped_column(
        default=None, info=champ("Preuve de la notification", OFFRES, sensible=True)
    )
    limite_le: Mapped[date | None] = mapped_column(default=None, info=champ("Réponse attendue le", OFFRES))
    visite_le: Mapped[date | None] = mapped_column(default=None, info=champ("Visite le", OFFRES))
    compte_rendu: Mapped[str | None] = mapped_column(
        default=None, info=champ("Compte rendu de visite", OFFRES, sensible=True, libre=True)
    )
    reponse: Mapped[Reponse] = mapped_column(default=Reponse.EN_COURS, info=champ("Réponse", OFFRES))
    repondue_le: Mapped[date | None] = mapped_column(default=None, info=champ("Répondue le", OFFRES))
    motif_refus: Mapped[str | None] = mapped_column(default=None, info=champ("Motif du refus", OFFRES))
    motif_recevable: Mapped[Recevable | None] = mapped_column(default=None, info=champ("Motif recevable", OFFRES))
    rendu_le: Mapped[date | None] = mapped_column(
        default=None,
        info=champ("Logement rendu le", OFFRES, aide="Cette offre ne le tient plus, quelle que soit sa réponse"),
    )
    bailleur_prevenu_le: Mapped[date | None] = mapped_column(
        default=None, info=champ("Bailleur prévenu le", OFFRES, aide="Il sait que son logement lui revient")
    )
    cond_etat: Mapped[Condition] = mapped_column(default=_INCONNUE, info=champ("Bon état et hygiène", OFFRES))
    cond_besoins: Mapped[Condition] = mapped_column(default=_INCONNUE, info=champ("Adapté aux besoins", OFFRES))
    cond_moyens: Mapped[Condition] = mapped_column(default=_INCONNUE, info=champ("Adapté aux moyens", OFFRES))
    cond_lieu: Mapped[Condition] = mapped_column(
        default=_INCONNUE, info=champ("Même commune, ou limitrophe à 5 km au plus", OFFRES)
    )
    cond_occupation: Mapped[Condition] = mapped_column(
        default=_INCONNUE, info=champ("Ni sous-occupé ni suroccupé", OFFRES)
    )
    specialement_concu: Mapped[bool] = mapped_column(
        default=False, server_default="0", info=champ("Logement spécialement conçu pour la personne", OFFRES)
    )

    @property
    def tient_le_logement(self) -> bool:
        """Vrai tant que personne d'autre ne peut recevoir ce logement."""
        return self.reponse in OUVERTES and self.rendu_le is None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Les conditions de l'article 13 bis, dans l'ordre de la loi."""
        return tuple(getattr(self, nom) for nom in CONDITIONS_13_BIS)
