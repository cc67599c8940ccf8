"""Une séance de cellule et ce qui en reste : les présents, l'ordre du jour, les décisions et les avis."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Ligne
from relogement.cellule.codes import Critere, EtatPoint, EtatSeance, SensAvis, SuiteDecision
from relogement.champs import CELLULE, champ


class Partenaire(Ligne, kw_only=True):
    """Un organisme qui siège à la cellule ou que l'on consulte : bailleur, commune, EPCI, État, CCAS."""

    __tablename__ = "partenaire"

    nom: Mapped[str] = mapped_column(unique=True, info=champ("Partenaire", CELLULE))
    bailleur: Mapped[str | None] = mapped_column(
        default=None,
        info=champ("Bailleur", CELLULE, aide="Tel que les logements le nomment ; vide s’il n’est pas bailleur"),
    )
    contact: Mapped[str | None] = mapped_column(default=None, info=champ("Interlocuteur", CELLULE, sensible=True))
    courriel: Mapped[str | None] = mapped_column(default=None, info=champ("Courriel", CELLULE, sensible=True))
    consulte: Mapped[bool] = mapped_column(
        default=True, server_default="1", info=champ("Consulté avant une attribution", CELLULE)
    )
    retire_le: Mapped[date | None] = mapped_column(default=None, info=champ("Ne siège plus depuis le", CELLULE))


class Seance(Ligne, kw_only=True):
    """Une réunion de la cellule ; sans opération, elle porte sur tout le projet."""

    __tablename__ = "seance"
    __table_args__ = (UniqueConstraint("le", "heure"),)

    le: Mapped[date] = mapped_column(index=True, info=champ("Séance du", CELLULE))
    heure: Mapped[time] = mapped_column(info=champ("Heure", CELLULE))
    lieu: Mapped[str | None] = mapped_column(default=None, info=champ("Lieu", CELLULE))
    operation_id: Mapped[int | None] = mapped_column(ForeignKey("operation.id"), index=True, default=None)
    etat: Mapped[EtatSeance] = mapped_column(default=EtatSeance.PREPAREE, info=champ("État de la séance", CELLULE))
    ouverte_le: Mapped[datetime | None] = mapped_column(default=None, info=champ("Ouverte à", CELLULE))
    close_le: Mapped[datetime | None] = mapped_column(default=None, info=champ("Close à", CELLULE))


class Presence(Ligne, kw_only=True):
    """Une personne attendue à une séance, pour un partenaire ou pour l'équipe."""

    __tablename__ = "presence"

    seance_id: Mapped[int] = mapped_column(ForeignKey("seance.id", ondelete="CASCADE"), index=True)
    partenaire_id: Mapped[int | None] = mapped_column(ForeignKey("partenaire.id"), index=True, default=None)
    nom: Mapped[str | None] = mapped_column(default=None, info=champ("Participant", CELLULE, sensible=True))
    present: Mapped[bool] = mapped_column(default=True, server_default="1", info=champ("Présent", CELLULE))


class Point(Ligne, kw_only=True):
    """Un dossier à l'ordre du jour ; ``motif`` dit pourquoi, tel qu'on le savait en préparant."""

    __tablename__ = "point_de_seance"
    __table_args__ = (UniqueConstraint("seance_id", "menage_id"),)

    seance_id: Mapped[int] = mapped_column(ForeignKey("seance.id", ondelete="CASCADE"), index=True)
    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"), index=True)
    rang: Mapped[int] = mapped_column(info=champ("Rang", CELLULE))
    critere: Mapped[Critere] = mapped_column(info=champ("À l’ordre du jour pour", CELLULE))
    motif: Mapped[str] = mapped_column(info=champ("Motif", CELLULE))
    etat: Mapped[EtatPoint] = mapped_column(default=EtatPoint.A_VOIR, info=champ("État du point", CELLULE))
    vu_le: Mapped[datetime | None] = mapped_column(default=None, info=champ("Vu à", CELLULE))
    duree_s: Mapped[int] = mapped_column(default=0, server_default="0", info=champ("Durée", CELLULE, unite="s"))


class Decision(Ligne, kw_only=True):
    """Ce que la séance décide pour un dossier : quoi, qui, pour quand, et ce que c'est devenu."""

    __tablename__ = "decision"

    seance_id: Mapped[int] = mapped_column(ForeignKey("seance.id"), index=True)
    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"), index=True)
    texte: Mapped[str] = mapped_column(info=champ("Décision", CELLULE, sensible=True, libre=True))
    responsable: Mapped[str | None] = mapped_column(default=None, info=champ("Responsable", CELLULE))
    partenaire_id: Mapped[int | None] = mapped_column(ForeignKey("partenaire.id"), index=True, default=None)
    echeance_le: Mapped[date | None] = mapped_column(default=None, info=champ("Échéance", CELLULE))
    logement_id: Mapped[int | None] = mapped_column(
        ForeignKey("logement_offert.id", ondelete="SET NULL"), index=True, default=None
    )
    notee_le: Mapped[datetime] = mapped_column(info=champ("Notée à", CELLULE))
    suite: Mapped[SuiteDecision | None] = mapped_column(
        default=None, info=champ("Ce qu’elle est devenue", CELLULE)
    )
    suite_le: Mapped[date | None] = mapped_column(default=None, info=champ("Suite donnée le", CELLULE))


class Avis(Ligne, kw_only=True):
    """L'avis d'un partenaire sur un dossier, en séance."""

    __tablename__ = "avis"
    __table_args__ = (UniqueConstraint("point_id", "partenaire_id"),)

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"), index=True)
    point_id: Mapped[int] = mapped_column(ForeignKey("point_de_seance.id", ondelete="CASCADE"), index=True)
    partenaire_id: Mapped[int] = mapped_column(ForeignKey("partenaire.id"), index=True)
    sens: Mapped[SensAvis] = mapped_column(info=champ("Avis", CELLULE))
    texte: Mapped[str | None] = mapped_column(
        default=None, info=champ("Avis, en mots", CELLULE, sensible=True, libre=True)
    )
    le: Mapped[datetime] = mapped_column(info=champ("Avis donné à", CELLULE))


class DemandeDePassage(Ligne, kw_only=True):
    """Un partenaire demande qu'un dossier passe en cellule, ou s'oppose à une attribution : à la prochaine séance.

    ``seance_id`` est vide tant qu'aucune séance ne l'a prise.
    """

    __tablename__ = "demande_de_passage"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"), index=True)
    partenaire_id: Mapped[int | None] = mapped_column(ForeignKey("partenaire.id"), index=True, default=None)
    le: Mapped[date] = mapped_column(info=champ("Demandé le", CELLULE))
    objection: Mapped[bool] = mapped_column(default=False, server_default="0", info=champ("Objection", CELLULE))
    motif: Mapped[str | None] = mapped_column(
        default=None, info=champ("Motif de la demande", CELLULE, sensible=True, libre=True)
    )
    seance_id: Mapped[int | None] = mapped_column(
        ForeignKey("seance.id", ondelete="SET NULL"), index=True, default=None
    )
