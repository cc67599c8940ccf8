"""La table de saisie : une ligne par dossier, le format canonique d'entrée et de sortie.

Vide = inconnu, toujours. Chaque colonne dit où sa valeur se range : « partie.attribut ».
"""

from dataclasses import dataclass
from enum import Enum, auto

from relogement.base import Code
from relogement.nomenclatures import (
    DecisionCaleol,
    Financement,
    MotifSortie,
    Nature,
    Source,
    TypeDossier,
    Typologie,
)


class Genre(Enum):
    """Comment se lit et s'écrit une valeur."""

    TEXTE = auto()
    ENTIER = auto()
    EUROS = auto()
    SURFACE = auto()
    NOMBRE = auto()
    DATE = auto()
    DATE_OU_ANNEE = auto()
    OUI_NON = auto()


@dataclass(frozen=True)
class Colonne:
    """Une colonne de la table de saisie ; un montant, une surface et un effectif sont positifs ou nuls."""

    code: str
    libelle: str
    chemin: str
    genre: Genre | type[Code] = Genre.TEXTE
    sensible: bool = False

    @property
    def partie(self) -> str:
        """Où se range la valeur : menage, titulaire, avant, relogement…"""
        return self.chemin.split(".")[0]

    @property
    def attribut(self) -> str:
        return self.chemin.split(".")[1]


_POSTES = (
    ("LOYER", "Loyer hors RLS", "loyer", Genre.EUROS),
    ("ANNEXES", "Annexes", "annexes", Genre.EUROS),
    ("RLS", "RLS", "rls", Genre.EUROS),
    ("SLS", "SLS", "sls", Genre.EUROS),
    ("CHARGES", "Charges", "charges", Genre.EUROS),
    ("EAU_INCLUSE", "Eau comprise dans les charges", "eau_incluse", Genre.OUI_NON),
    ("CHAUFFAGE_INCLUS", "Chauffage compris dans les charges", "chauffage_inclus", Genre.OUI_NON),
    ("FORFAIT_EAU", "Eau hors charges", "forfait_eau", Genre.EUROS),
    ("FORFAIT_CHAUFFAGE", "Chauffage hors charges", "forfait_chauffage", Genre.EUROS),
    ("APL", "APL", "apl", Genre.EUROS),
    ("SOURCE_APL", "Source de l’APL", "source_apl", Source),
)


def _postes(suffixe: str, partie: str, moment: str) -> tuple[Colonne, ...]:
    return tuple(
        Colonne(f"{code}_{suffixe}", f"{libelle} {moment}", f"{partie}.{attribut}", genre)
        for code, libelle, attribut, genre in _POSTES
    )


COLONNES: tuple[Colonne, ...] = (
    Colonne("OPERATION", "Opération", "operation.code"),
    Colonne("DOSSIER", "Dossier", "menage.reference"),
    Colonne("TYPE_DOSSIER", "Type de dossier", "menage.type", TypeDossier),
    Colonne("DOSSIER_PARENT", "Dossier parent", "menage.dossier_parent"),
    Colonne("NOM", "Nom", "titulaire.nom", sensible=True),
    Colonne("PRENOM", "Prénom", "titulaire.prenom", sensible=True),
    Colonne("NAISSANCE", "Naissance", "titulaire.naissance", Genre.DATE_OU_ANNEE, sensible=True),
    Colonne("TELEPHONE", "Téléphone", "menage.telephone", sensible=True),
    Colonne("NB_PERSONNES", "Nombre de personnes", "menage.nb_personnes", Genre.ENTIER),
    Colonne("NB_MOINS_14", "Dont moins de 14 ans", "menage.nb_moins_14", Genre.ENTIER),
    Colonne("RESSOURCES", "Ressources mensuelles", "menage.ressources", Genre.EUROS),
    Colonne("RFR", "Revenu fiscal de référence", "menage.rfr", Genre.EUROS),
    Colonne("CATEGORIE_PLAFOND", "Catégorie de ménage (plafonds)", "menage.categorie_plafond", Genre.ENTIER),
    Colonne("UG", "UG", "quitte.ug"),
    Colonne("BATIMENT", "Bâtiment", "quitte.batiment"),
    Colonne("BAILLEUR_AV", "Bailleur avant", "quitte.bailleur"),
    Colonne("TYPO_AV", "Typologie avant", "quitte.typologie", Typologie),
    Colonne("SURF_AV", "Surface avant", "quitte.surface", Genre.SURFACE),
    *_postes("AV", "avant", "avant"),
    Colonne("DATE_ENQUETE", "Date de l’enquête", "menage.enquete_le", Genre.DATE),
    Colonne("NUMERO_UNIQUE", "Numéro unique", "menage.numero_unique", sensible=True),
    Colonne("NB_OFFRES", "Nombre d’offres", "offres.nombre", Genre.ENTIER),
    Colonne("NB_REFUS", "Nombre de refus", "offres.refus", Genre.ENTIER),
    Colonne("MOTIF_REFUS_1", "Motif du premier refus", "offres.motif_1"),
    Colonne("MOTIF_REFUS_2", "Motif du deuxième refus", "offres.motif_2"),
    Colonne("DATE_PREMIERE_OFFRE", "Date de la première offre", "offres.premiere_le", Genre.DATE),
    Colonne("DATE_CALEOL", "Date de la CALEOL", "caleol.le", Genre.DATE),
    Colonne("DECISION_CALEOL", "Décision de la CALEOL", "caleol.decision", DecisionCaleol),
    Colonne("NATURE", "Nature du relogement", "relogement.nature", Nature),
    Colonne("DATE_BAIL", "Date du bail", "relogement.bail_le", Genre.DATE),
    Colonne("DATE_ENTREE", "Date d’entrée", "relogement.entree_le", Genre.DATE),
    Colonne("BAILLEUR_AP", "Bailleur après", "logement.bailleur"),
    Colonne("COMMUNE_AP", "Commune après (code INSEE)", "logement.commune_insee"),
    Colonne("LON_AP", "Longitude après", "logement.lon", Genre.NOMBRE, sensible=True),
    Colonne("LAT_AP", "Latitude après", "logement.lat", Genre.NOMBRE, sensible=True),
    Colonne("QPV_AP", "QPV après", "logement.qpv"),
    Colonne("TYPO_AP", "Typologie après", "logement.typologie", Typologie),
    Colonne("SURF_AP", "Surface après", "logement.surface", Genre.SURFACE),
    *_postes("AP", "apres", "après"),
    Colonne("NEUF_AP", "Première location", "logement.premiere_location", Genre.OUI_NON),
    Colonne("DATE_CONVENTIONNEMENT_AP", "Date de conventionnement", "logement.conventionne_le", Genre.DATE),
    Colonne("FINANCEMENT_AP", "Financement", "logement.financement", Financement),
    Colonne("MOTIF_SORTIE", "Motif de sortie", "menage.motif_sortie", MotifSortie),
    Colonne("DATE_SORTIE", "Date de sortie", "menage.sorti_le", Genre.DATE),
    Colonne("SATISFACTION", "Satisfaction (1 à 4)", "suivi.satisfaction", Genre.ENTIER),
)
