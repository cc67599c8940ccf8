"""Une consultation des partenaires avant une attribution : ce qui est parti, à qui, quand, leurs réponses."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from relogement.base import Ligne
from relogement.cellule.seance import Partenaire
from relogement.champs import CELLULE, champ
from relogement.logement import LogementOffert
from relogement.objection.codes import EtatReponse, Issue


class Consultation(Ligne, kw_only=True):
    """La même proposition envoyée à tous les partenaires : un ménage, un logement, une fin.

    ``regle`` est la règle telle qu'elle s'est appliquée ce jour-là ; ``constat`` la preuve écrite de l'issue.
    """

    __tablename__ = "consultation"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"), index=True)
    logement_id: Mapped[int] = mapped_column(ForeignKey("logement_offert.id"), index=True)
    logement: Mapped[LogementOffert] = relationship(init=False)
    offre_id: Mapped[int | None] = mapped_column(
        ForeignKey("offre.id", ondelete="SET NULL"), index=True, default=None
    )
    envoyee_le: Mapped[datetime] = mapped_column(info=champ("Envoyée à", CELLULE))
    finit_le: Mapped[datetime] = mapped_column(info=champ("Fin du délai", CELLULE))
    regle: Mapped[str] = mapped_column(info=champ("Délai appliqué", CELLULE))
    auteur: Mapped[str | None] = mapped_column(default=None, info=champ("Envoyée par", CELLULE))
    objet: Mapped[str] = mapped_column(info=champ("Objet du message", CELLULE))
    message: Mapped[str] = mapped_column(info=champ("Message envoyé", CELLULE))
    issue: Mapped[Issue | None] = mapped_column(default=None, info=champ("Issue de la consultation", CELLULE))
    issue_le: Mapped[datetime | None] = mapped_column(default=None, info=champ("Issue constatée à", CELLULE))
    constat: Mapped[str | None] = mapped_column(default=None, info=champ("Constat", CELLULE))
    reponses: Mapped[list["ReponseDePartenaire"]] = relationship(
        init=False, cascade="all, delete-orphan", order_by="ReponseDePartenaire.id", back_populates="consultation"
    )


class ReponseDePartenaire(Ligne, kw_only=True):
    """Ce qu'un partenaire a reçu, octet pour octet, et ce qu'il en a dit.

    ``empreinte`` est celle (SHA-256) de ``envoi`` : elle prouve que ce que l'on relit est ce qui est parti.
    """

    __tablename__ = "reponse_de_partenaire"
    __table_args__ = (UniqueConstraint("consultation_id", "partenaire_id"),)

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"), index=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True, init=False
    )
    consultation: Mapped[Consultation] = relationship(back_populates="reponses")
    partenaire_id: Mapped[int] = mapped_column(ForeignKey("partenaire.id"), index=True)
    partenaire: Mapped[Partenaire] = relationship(init=False)
    courriel: Mapped[str | None] = mapped_column(default=None, info=champ("Envoyé à", CELLULE, sensible=True))
    fichier: Mapped[str] = mapped_column(info=champ("Fichier envoyé", CELLULE))
    envoi: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    empreinte: Mapped[str] = mapped_column(info=champ("Empreinte de l’envoi", CELLULE))
    etat: Mapped[EtatReponse] = mapped_column(
        default=EtatReponse.ENVOYE, info=champ("Réponse du partenaire", CELLULE)
    )
    vu_le: Mapped[datetime | None] = mapped_column(default=None, info=champ("Vu à", CELLULE))
    repondu_le: Mapped[datetime | None] = mapped_column(default=None, info=champ("Répondu à", CELLULE))
    tardive: Mapped[bool] = mapped_column(
        default=False, server_default="0", info=champ("Réponse après la fin du délai", CELLULE)
    )
    motif: Mapped[str | None] = mapped_column(
        default=None, info=champ("Motif de l’objection", CELLULE, sensible=True, libre=True)
    )
    demande_id: Mapped[int | None] = mapped_column(
        ForeignKey("demande_de_passage.id", ondelete="SET NULL"), index=True, default=None
    )
