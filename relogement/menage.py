"""Le dossier : un ménage à reloger, les personnes qui le composent, et tout son chemin."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from relogement.base import Euros, Ligne
from relogement.champs import ENQUETE, IDENTITE, OFFRES, PARCOURS, champ
from relogement.cout import Cout
from relogement.demande import ADAPTATIONS, Accompagnement, Besoin, Souhait
from relogement.logement import LogementQuitte
from relogement.nomenclatures import Etat, Lien, Moment, MotifSortie, TypeDossier, Typologie
from relogement.operation import Operation
from relogement.ressource import Ressource

if TYPE_CHECKING:
    from relogement.caleol import PassageCaleol
    from relogement.offre import Offre
    from relogement.parcours import Etape
    from relogement.relogement import Relogement
    from relogement.suivi import Contact, Suivi

ENFANTS = "all, delete-orphan"


class Personne(Ligne, kw_only=True):
    __tablename__ = "personne"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id"), index=True, init=False)
    lien: Mapped[Lien] = mapped_column(info=champ("Lien", IDENTITE))
    nom: Mapped[str] = mapped_column(info=champ("Nom", IDENTITE, sensible=True))
    prenom: Mapped[str | None] = mapped_column(default=None, info=champ("Prénom", IDENTITE, sensible=True))
    naissance_le: Mapped[date | None] = mapped_column(
        default=None, index=True, info=champ("Naissance", IDENTITE, sensible=True)
    )
    naissance_annee: Mapped[int | None] = mapped_column(
        default=None, info=champ("Année de naissance", IDENTITE, sensible=True)
    )
    activite: Mapped[str | None] = mapped_column(
        default=None, info=champ("Activité", ENQUETE, sensible=True, libre=True)
    )
    ressources: Mapped[Euros | None] = mapped_column(
        default=None, info=champ("Ressources par mois", ENQUETE, unite="€", sensible=True)
    )
    a_charge: Mapped[bool | None] = mapped_column(default=None, info=champ("À charge", ENQUETE))
    garde_alternee: Mapped[bool | None] = mapped_column(default=None, info=champ("Garde alternée", ENQUETE))
    occupation_permanente: Mapped[bool | None] = mapped_column(
        default=None, info=champ("Occupe en permanence", ENQUETE)
    )
    handicap_categorie: Mapped[bool | None] = mapped_column(
        default=None,
        info=champ(
            "En situation de handicap",
            ENQUETE,
            sensible=True,
            aide="Carte mobilité inclusion « invalidité », seulement pour la catégorie de plafonds ; "
            "jamais un diagnostic",
        ),
    )
    ressources_mensuelles: Mapped[list[Ressource]] = relationship(
        default_factory=list, cascade="all", order_by="Ressource.id", back_populates="personne"
    )


class Menage(Ligne, kw_only=True):
    __tablename__ = "menage"

    reference: Mapped[str] = mapped_column(unique=True, info=champ("Dossier", IDENTITE))
    operation_id: Mapped[int] = mapped_column(ForeignKey("operation.id"), index=True, init=False)
    operation: Mapped[Operation] = relationship()
    type: Mapped[TypeDossier] = mapped_column(
        default=TypeDossier.TITULAIRE, info=champ("Type de dossier", IDENTITE)
    )
    dossier_parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("menage.id"), index=True, init=False, default=None
    )
    dossier_parent: Mapped[Menage | None] = relationship(remote_side="Menage.id", default=None)
    logement_quitte_id: Mapped[int | None] = mapped_column(
        ForeignKey("logement_quitte.id"), index=True, init=False, default=None
    )
    logement_quitte: Mapped[LogementQuitte | None] = relationship(default=None)
    etat: Mapped[Etat] = mapped_column(default=Etat.RECENSE, info=champ("État", PARCOURS))
    referent: Mapped[str | None] = mapped_column(default=None, info=champ("Référent", PARCOURS))
    telephone: Mapped[str | None] = mapped_column(default=None, info=champ("Téléphone", IDENTITE, sensible=True))
    entree_bail_le: Mapped[date | None] = mapped_column(
        default=None, info=champ("Date d’entrée dans le logement quitté", IDENTITE)
    )
    nb_personnes: Mapped[int | None] = mapped_column(default=None, info=champ("Nombre de personnes", IDENTITE))
    nb_moins_14: Mapped[int | None] = mapped_column(default=None, info=champ("Dont moins de 14 ans", IDENTITE))
    ressources: Mapped[Euros | None] = mapped_column(
        default=None, info=champ("Ressources mensuelles du ménage", ENQUETE, unite="€", sensible=True)
    )
    rfr: Mapped[Euros | None] = mapped_column(
        default=None,
        info=champ(
            "Revenu fiscal de référence", ENQUETE, unite="€", sensible=True, aide="Celui de l’année N-2 : avis N-1"
        ),
    )
    rfr_annee: Mapped[int | None] = mapped_column(
        default=None,
        info=champ("Année de ces revenus", ENQUETE, aide="Sans année, le revenu est pris pour celui de N-2"),
    )
    rfr_suivant: Mapped[Euros | None] = mapped_column(
        default=None,
        info=champ("Revenu fiscal de l’année suivante", ENQUETE, unite="€", sensible=True),
    )
    categorie_plafond: Mapped[int | None] = mapped_column(
        default=None, info=champ("Catégorie de ménage (plafonds)", ENQUETE)
    )
    informe_le: Mapped[date | None] = mapped_column(default=None, info=champ("Informé le", PARCOURS))
    enquete_le: Mapped[date | None] = mapped_column(default=None, info=champ("Enquêté le", PARCOURS))
    sne_le: Mapped[date | None] = mapped_column(default=None, info=champ("Demande SNE le", PARCOURS))
    numero_unique: Mapped[str | None] = mapped_column(
        default=None, info=champ("Numéro unique", PARCOURS, sensible=True, aide="18 caractères")
    )
    souhait_typologie: Mapped[Typologie | None] = mapped_column(
        default=None, info=champ("Typologie souhaitée", ENQUETE)
    )
    souhait_quartiers: Mapped[str | None] = mapped_column(
        default=None,
        info=champ("Souhaits, précisions", ENQUETE, alias=("Quartiers souhaités",), sensible=True, libre=True),
    )
    logement_adapte: Mapped[bool | None] = mapped_column(
        default=None, info=champ("Logement adapté nécessaire", ENQUETE, sensible=True)
    )
    accompagnement: Mapped[str | None] = mapped_column(
        default=None,
        info=champ("Accompagnement, précisions", ENQUETE, alias=("Accompagnement",), sensible=True, libre=True),
    )
    nb_offres_reprises: Mapped[int | None] = mapped_column(
        default=None, info=champ("Offres faites avant la reprise", OFFRES)
    )
    nb_refus_repris: Mapped[int | None] = mapped_column(default=None, info=champ("Refus avant la reprise", OFFRES))
    motif_refus_1: Mapped[str | None] = mapped_column(default=None, info=champ("Motif du premier refus", OFFRES))
    motif_refus_2: Mapped[str | None] = mapped_column(default=None, info=champ("Motif du deuxième refus", OFFRES))
    premiere_offre_le: Mapped[date | None] = mapped_column(
        default=None, info=champ("Première offre (reprise) le", OFFRES)
    )
    motif_sortie: Mapped[MotifSortie | None] = mapped_column(default=None, info=champ("Motif de sortie", PARCOURS))
    sorti_le: Mapped[date | None] = mapped_column(default=None, info=champ("Sorti le", PARCOURS))
    commentaire: Mapped[str | None] = mapped_column(
        default=None, info=champ("Commentaire", IDENTITE, sensible=True, libre=True)
    )

    personnes: Mapped[list[Personne]] = relationship(default_factory=list, cascade=ENFANTS, order_by="Personne.id")
    couts: Mapped[list[Cout]] = relationship(default_factory=list, cascade=ENFANTS, order_by="Cout.id")
    offres: Mapped[list[Offre]] = relationship(
        default_factory=list, cascade=ENFANTS, order_by="Offre.rang", back_populates="menage"
    )
    caleols: Mapped[list[PassageCaleol]] = relationship(
        default_factory=list, cascade=ENFANTS, order_by="PassageCaleol.id"
    )
    relogements: Mapped[list[Relogement]] = relationship(
        default_factory=list, cascade=ENFANTS, order_by="Relogement.id", back_populates="menage"
    )
    suivis: Mapped[list[Suivi]] = relationship(default_factory=list, cascade=ENFANTS, order_by="Suivi.id")
    contacts: Mapped[list[Contact]] = relationship(default_factory=list, cascade=ENFANTS, order_by="Contact.id")
    etapes: Mapped[list[Etape]] = relationship(default_factory=list, cascade=ENFANTS, order_by="Etape.id")
    ressources_mensuelles: Mapped[list[Ressource]] = relationship(
        default_factory=list, cascade=ENFANTS, order_by="Ressource.id"
    )
    souhaits: Mapped[list[Souhait]] = relationship(
        default_factory=list, cascade=ENFANTS, order_by="Souhait.rang, Souhait.id"
    )
    besoins: Mapped[list[Besoin]] = relationship(default_factory=list, cascade=ENFANTS, order_by="Besoin.id")
    accompagnements: Mapped[list[Accompagnement]] = relationship(
        default_factory=list, cascade=ENFANTS, order_by="Accompagnement.id"
    )

    @property
    def titulaire(self) -> Personne | None:
        """La personne au nom de qui est le dossier : le titulaire, sinon la première."""
        titulaires = [p for p in self.personnes if p.lien is Lien.TITULAIRE]
        return next(iter(titulaires + self.personnes), None)

    @property
    def adaptation_necessaire(self) -> bool | None:
        """Un besoin d'adaptation coché le dit ; sinon ce que le dossier en dit."""
        return True if any(b.code in ADAPTATIONS for b in self.besoins) else self.logement_adapte

    @property
    def cout_avant(self) -> Cout | None:
        """Le coût du logement quitté."""
        return next((c for c in self.couts if c.moment is Moment.AVANT), None)
