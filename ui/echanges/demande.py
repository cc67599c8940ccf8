"""Ce que l'on demande à importer : le fichier, ce qu'il contient, et où vont ses lignes."""

from dataclasses import dataclass
from pathlib import Path

from db.fichier import Fichier
from db.importes import dossiers_importes
from db.imports import Cible, Rapport, importer
from relogement.travail import Avancement

AUTO = "auto"
SANS_CIBLE = Cible()
NOMS = {
    "etat-locatif": "État locatif",
    "enquete": "Enquêtes",
    "saisie": "Table de saisie",
    "offres": "Logements vacants",
    "qpv": "Quartiers prioritaires",
    "q1": "Seuils du premier quartile",
    "numeros": "Numéros uniques (SNE)",
}
APPORTS = {
    "etat-locatif": "Les logements à vider et leurs titulaires : UG, typologie, surface, loyer, charges, APL.",
    "enquete": "La composition, les ressources et les souhaits de ménages déjà connus.",
    "saisie": "Une ligne par dossier, de l’enquête au bail : le format de la table de saisie exportée d’ici.",
    "offres": "Les logements que les bailleurs proposent ce mois-ci.",
    "qpv": "Les contours des QPV de 2015 ou de 2024 : GeoJSON, GeoPackage, ou shapefile dans un zip.",
    "q1": "Les seuils annuels du premier quartile : EPCI (SIREN), année, seuil, texte de l’arrêté.",
    "numeros": "La liste des numéros d’un bailleur, ou l’export XML du SNE : pour savoir ce qui comptera.",
}


@dataclass(frozen=True)
class Demande:
    source: Path
    nature: str = AUTO
    cible: Cible = SANS_CIBLE


@dataclass(frozen=True)
class Resultat:
    """Le rapport d'un import, et les dossiers qu'il a touchés quand il a été fait pour de bon."""

    demande: Demande
    rapport: Rapport
    dossiers: tuple[int, ...] = ()


def mener(fichier: Fichier, demande: Demande, avancement: Avancement, *, simuler: bool) -> Resultat:
    """Simule ou importe ; à lancer hors de l'écran."""
    rapport = importer(
        fichier, demande.source, nature=demande.nature, cible=demande.cible, simuler=simuler, avancement=avancement
    )
    return Resultat(demande, rapport, () if simuler else tuple(dossiers_importes(fichier)))
