"""Une demande de logement social telle que le SNE ou un bailleur l'a donnée : un numéro unique, et d'où il vient.

N'y entrent ni nationalité, ni ressources, ni santé, ni numéro de sécurité sociale. Le fait générateur de la
demande peut être intime : on n'en garde qu'un oui ou un non, « relogement Anru ».
"""

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Code, Ligne
from relogement.champs import IDENTITE, PARCOURS, champ


class OrigineSne(Code):
    LISTE = "LISTE", "Liste du bailleur"
    XML = "XML", "Export du SNE"


class EtatDemande(Code):
    ACTIVE = "ACTIVE", "Active"
    RADIEE = "RADIEE", "Radiée"


class MotifRadiation(Code):
    """Les causes de radiation de l'article R. 441-2-8 du CCH."""

    ATTRIBUTION = "ATTRIBUTION", "Attribution d’un logement"
    NON_RENOUVELLEMENT = "NON_RENOUVELLEMENT", "Demande non renouvelée"
    RENONCIATION = "RENONCIATION", "Renonciation du demandeur"
    SANS_REPONSE = "SANS_REPONSE", "Absence de réponse"
    IRRECEVABLE = "IRRECEVABLE", "Irrecevabilité"
    AUTRE = "AUTRE", "Autre motif"


class NumeroSne(Ligne, kw_only=True):
    """Une ligne d'une liste, datée ; ``bailleur`` vide : la liste ne dit pas de qui elle vient."""

    __tablename__ = "numero_sne"
    __table_args__ = (UniqueConstraint("numero", "bailleur"), Index("ix_numero_sne_naissance_le", "naissance_le"))

    numero: Mapped[str] = mapped_column(info=champ("Numéro unique", PARCOURS, sensible=True))
    bailleur: Mapped[str] = mapped_column(default="", info=champ("Bailleur de la liste", PARCOURS))
    provenance: Mapped[OrigineSne] = mapped_column(info=champ("Provenance", PARCOURS))
    fichier: Mapped[str] = mapped_column(info=champ("Fichier", PARCOURS))
    lu_le: Mapped[date] = mapped_column(info=champ("Liste du", PARCOURS))
    nom: Mapped[str | None] = mapped_column(default=None, info=champ("Nom", IDENTITE, sensible=True))
    prenom: Mapped[str | None] = mapped_column(default=None, info=champ("Prénom", IDENTITE, sensible=True))
    naissance_le: Mapped[date | None] = mapped_column(
        default=None, info=champ("Naissance", IDENTITE, sensible=True)
    )
    naissance_annee: Mapped[int | None] = mapped_column(
        default=None, info=champ("Année de naissance", IDENTITE, sensible=True)
    )
    ug: Mapped[str | None] = mapped_column(default=None, info=champ("UG", IDENTITE, sensible=True))
    depose_le: Mapped[date | None] = mapped_column(default=None, info=champ("Demande déposée le", PARCOURS))
    renouvele_le: Mapped[date | None] = mapped_column(default=None, info=champ("Demande renouvelée le", PARCOURS))
    etat: Mapped[EtatDemande | None] = mapped_column(default=None, info=champ("État de la demande", PARCOURS))
    radiee_le: Mapped[date | None] = mapped_column(default=None, info=champ("Demande radiée le", PARCOURS))
    motif_radiation: Mapped[MotifRadiation | None] = mapped_column(
        default=None, info=champ("Motif de radiation", PARCOURS)
    )
    bail_le: Mapped[date | None] = mapped_column(default=None, info=champ("Bail signé le, selon le SNE", PARCOURS))
    attribue_par: Mapped[str | None] = mapped_column(default=None, info=champ("Attribué par", PARCOURS))
    relogement_anru: Mapped[bool | None] = mapped_column(
        default=None, info=champ("Fait générateur « relogement Anru »", PARCOURS)
    )
