"""Le projet fictif, sa charte et ses trois opérations."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from relogement.charte import Charte
from relogement.charte_fichier import lire_charte
from relogement.depart import CommuneDeDepart
from relogement.exemple.fonds import texte, toml
from relogement.exemple.jours import Calendrier
from relogement.nomenclatures import TypeOperation, ZonePlafond
from relogement.operation import Operation
from relogement.partage.fichier import lire_accueils
from relogement.projet import Projet
from relogement.textes import jour


@dataclass(frozen=True)
class Chantier:
    """Une opération, et ce que ses logements ont en commun."""

    operation: Operation
    adresse: str
    batiment: str
    ug: str
    referent: str
    recensement: int


def projet(calendrier: Calendrier) -> Projet:
    """Le projet « NPNRU Les Lilas »."""
    dit = toml("projet.toml")
    return Projet(
        nom=dit["nom"],
        porteur=dit["porteur"],
        code_qpv=dit["code_qpv"],
        departement=dit["departement"],
        commune_insee=dit["commune_insee"],
        zone_apl=dit["zone_apl"],
        zone_plafond=ZonePlafond(dit["zone_plafond"]),
        epci=dit["epci"],
        signature_le=calendrier.ouvre(dit["signature_jours"]),
        cle_pseudonymes="",
    )


def communes_de_depart() -> list[CommuneDeDepart]:
    """Perpignan et ses voisines."""
    dit = toml("projet.toml")
    return [
        CommuneDeDepart(insee=dit["commune_insee"], limitrophes=dit["limitrophes"], texte=dit["limitrophes_texte"])
    ]


def charte(calendrier: Calendrier) -> Charte:
    """La charte du projet, signée au début de l'histoire."""
    signee = calendrier.ouvre(toml("projet.toml")["charte_jours"])
    tete = f'libelle = "Charte du {jour(signee)}"\nen_vigueur_le = {signee.isoformat()}\n'
    return lire_charte(tete + texte("charte.toml"))


def accueils() -> list[dict[str, Any]]:
    """Ce que chaque bailleur fictif a promis d'accueillir."""
    return lire_accueils(texte("charte.toml"))


def chantiers(calendrier: Calendrier) -> dict[str, Chantier]:
    """Les opérations du projet, par leur code."""
    return {dit["code"]: _chantier(dit, calendrier) for dit in toml("projet.toml")["operation"]}


def _chantier(dit: dict[str, Any], calendrier: Calendrier) -> Chantier:
    operation = Operation(
        code=dit["code"],
        libelle=dit["libelle"],
        type=TypeOperation(dit["type"]),
        maitre_ouvrage=dit["maitre_ouvrage"],
        nb_logements=dit["nb_logements"],
        lon=dit["lon"],
        lat=dit["lat"],
        concertation_le=calendrier.ouvre(dit["concertation_jours"]),
        vide_le=calendrier.ouvre(dit["vide_jours"]),
        demolition_le=_dans(calendrier, dit.get("demolition_jours")),
    )
    return Chantier(
        operation, dit["adresse"], dit["batiment"], dit["ug"], dit["referent"], dit["recensement_jours"]
    )


def _dans(calendrier: Calendrier, jours: int | None) -> date | None:
    return None if jours is None else calendrier.ouvre(jours)
