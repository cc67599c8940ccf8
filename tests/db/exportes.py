"""Un dossier où rien ne manque, à exporter, et de quoi relire ce qui est sorti."""

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

from db.exports import exporter
from db.fichier import Fichier
from relogement.caleol import PassageCaleol
from relogement.menage import Menage
from relogement.nomenclatures import (
    Canal,
    DecisionCaleol,
    Etat,
    Financement,
    Lien,
    Reponse,
    Source,
    Typologie,
)
from relogement.parcours import Etape
from relogement.suivi import Contact, Suivi
from tests.fabrique import (
    un_cout,
    un_logement,
    un_menage,
    un_relogement,
    une_offre,
    une_personne,
)

AU = date(2026, 11, 20)


def le_dossier_complet(reference: str = "D1") -> Menage:
    """Un couple avec deux enfants : deux refus, un accord, un bail, un suivi ; rien n'y manque."""
    avant = un_cout("311.37", 95, 210, rls=30, eau_incluse=True)
    avant.justifier("apl", Source.NOTIFICATION, None)
    menage = un_menage(
        reference, nom="Élan-Ba", prenom="Zoé", nb_personnes=4, nb_moins_14=2, ressources="1857.41", surface="58",
        ug="0045001", avant=avant, telephone="+33612345678", numero_unique="066012345678901234",
        enquete_le=date(2025, 12, 31), entree_bail_le=date(1998, 7, 14), etat=Etat.EMMENAGE,
        commentaire="à rappeler",
    )  # fmt: skip
    menage.logement_quitte.typologie = Typologie.T3  # type: ignore[union-attr]
    menage.personnes[0].naissance_le = date(1961, 6, 17)
    menage.personnes += [une_personne("Élan-Ba", Lien.CONJOINT), une_personne("Élan-Ba", Lien.ENFANT)]
    menage.personnes += [une_personne("Élan-Ba", Lien.ENFANT)]
    menage.offres = [
        une_offre(rang=1, motif_refus="CHER", notifiee_le=date(2026, 1, 5)),
        une_offre(rang=2, motif_refus="ETAGE", notifiee_le=date(2026, 1, 20)),
        une_offre(rang=3, reponse=Reponse.ACCORD, notifiee_le=date(2026, 2, 1)),
    ]
    menage.caleols = [PassageCaleol(le=date(2026, 2, 10), decision=DecisionCaleol.ATTRIBUTION)]
    logement = un_logement(
        surface="47", typologie=Typologie.T2, bailleur="Autre Bailleur", commune_insee="66136", lon=2.8954,
        lat=42.6986, premiere_location=False, conventionne_le=date(2024, 3, 1), financement=Financement.PLAI,
    )  # fmt: skip
    apres = un_cout("290.34", 78, 215, eau_incluse=True)
    un_relogement(menage, cout=apres, logement=logement, bail_le=date(2026, 2, 15), entree_le=date(2026, 2, 16))
    menage.suivis = [Suivi(satisfaction=2), Suivi(satisfaction=4), Suivi()]
    menage.contacts = [Contact(le=datetime(2026, 1, 1), canal=Canal.TELEPHONE, objet="point")]  # noqa: DTZ001
    menage.etapes = [Etape(etat=Etat.EMMENAGE, le=date(2026, 2, 16), motif="entrée")]
    return menage


def garder(fichier: Fichier, *menages: Menage) -> None:
    with fichier.ecrire("Cas") as session:
        session.add_all(menages)


def lire_export(
    fichier: Fichier, code: str, dossier: Path, *, le: date = AU, **options: Any
) -> list[dict[str, str]]:
    vers = dossier / f"{code}.csv"
    exporter(fichier, code, vers, au=le, **options)
    with vers.open(encoding="utf-8-sig", newline="") as ouvert:
        return list(csv.DictReader(ouvert, delimiter=";"))


def non_vides(ligne: dict[str, str]) -> dict[str, str]:
    return {colonne: valeur for colonne, valeur in ligne.items() if valeur}
