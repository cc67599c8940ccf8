"""Ce qui est lu de l'immeuble à vider : des lignes plates, toutes dates confondues, sans rien de vivant."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from relogement.indicateurs.prevision import Reglages
from relogement.nomenclatures import Affaire, Attendu, Etat, StatutLogement, TypeDossier, Typologie


class LogementLu(NamedTuple):
    """Un logement de l'opération."""

    id: int
    batiment: str | None
    entree: str | None
    etage: str | None
    porte: str | None
    statut: StatutLogement
    typologie: Typologie | None
    bailleur: str | None

    def __repr__(self) -> str:
        return f"<LogementLu {self.id}>"


class EtapeLue(NamedTuple):
    """Un passage du parcours, dans l'ordre où il a été inscrit."""

    etat: Etat
    le: date | None
    motif: str | None

    def __repr__(self) -> str:
        return f"<EtapeLue {self.etat}>"


class AffaireLue(NamedTuple):
    """Ce qui attend dans un dossier, tel que la journée le montre."""

    genre: Affaire
    attendu: Attendu
    objet: str
    depuis_le: date | None
    echeance_le: date | None
    visible_le: date | None
    cachee_apres_le: date | None

    def se_montre(self, au: date) -> bool:
        """Vrai du jour où elle apparaît au jour où elle s'efface."""
        return (self.visible_le is None or self.visible_le <= au) and (
            self.cachee_apres_le is None or self.cachee_apres_le >= au
        )


class DossierLu(NamedTuple):
    """Un dossier qui compte pour un, avec le jour où son ménage a quitté le logement."""

    id: int
    logement_id: int
    reference: str
    nom: str
    type: TypeDossier
    etat: Etat
    nb_personnes: int | None
    referent: str | None
    numero_connu: bool
    libere_le: date | None
    derniere_offre_le: date | None
    etapes: tuple[EtapeLue, ...] = ()
    affaires: tuple[AffaireLue, ...] = ()

    def __repr__(self) -> str:
        return f"<DossierLu {self.id}>"


class OffreLue(NamedTuple):
    """Une offre à laquelle il a été répondu ; ``entree_le`` quand elle a mené dans un logement."""

    acceptee: bool
    notifiee_le: date | None
    repondue_le: date | None
    entree_le: date | None


class OperationLue(NamedTuple):
    """L'opération, et les dates qu'elle vise."""

    code: str
    libelle: str
    maitre_ouvrage: str | None
    nb_logements: int | None
    concertation_le: date | None
    vide_le: date | None
    demolition_le: date | None


@dataclass(frozen=True)
class Immeuble:
    """Tout ce qu'il faut pour dire le vidage à n'importe quelle date.

    ``ecrit_le`` : le jour où quelque chose s'est écrit pour la dernière fois ; ce qui attend vaut depuis ce jour.
    """

    operation: OperationLue
    ecrit_le: date
    reglages: Reglages
    logements: tuple[LogementLu, ...] = field(repr=False)
    dossiers: tuple[DossierLu, ...] = field(repr=False)
    offres: tuple[OffreLue, ...] = field(default=(), repr=False)
