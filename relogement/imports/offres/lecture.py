"""Lire la liste des logements vacants que les bailleurs proposent pour reloger."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relogement.communes import commune, est_ancienne
from relogement.geographie.coordonnees import defaut_de_coordonnees
from relogement.imports.anomalies import Gravite
from relogement.imports.etat_locatif.statuts import est_annexe
from relogement.imports.lecture import Classeur
from relogement.imports.offres.colonnes import LEXIQUE
from relogement.imports.rangees import Rangee, rangees
from relogement.imports.resultat import Carnet, Lecture, Totaux, somme
from relogement.imports.tableaux import tableaux
from relogement.imports.valeurs import (
    code_a_cinq,
    coordonnee,
    etage,
    jour,
    jour_ou_mois,
    montant_positif,
    oui_non,
    qpv,
    surface,
    texte_propre,
    typologie,
)
from relogement.nomenclatures import Financement, Reservation, Typologie
from relogement.rapprochement import cle

ANNEXE = "Annexe seule : ce n’est pas un logement, la ligne n’est pas reprise."
CHAUFFAGES = (("collectif", True), ("individuel", False), ("indiv", False))
NON_RESERVE = ("", "non", "neant", "aucun", "aucune", "nonreserve", "libre", "nr", "so")
RESERVATIONS = (
    ("relogement", Reservation.PROJET), ("anru", Reservation.PROJET), ("npnru", Reservation.PROJET),
    ("mous", Reservation.PROJET), ("bailleur", Reservation.BAILLEUR), ("organisme", Reservation.BAILLEUR),
)  # fmt: skip
FINANCEMENTS = {cle(membre.value): membre for membre in Financement} | {"plain": Financement.PLAI}


@dataclass(frozen=True, repr=False)
class OffreLue:
    """Un logement disponible ; ``qpv`` vaut « HORS » quand on le sait, rien quand on ne sait pas."""

    feuille: str
    ligne: int
    typologie: Typologie
    bailleur: str | None
    residence: str | None
    adresse: str | None
    code_postal: str | None
    commune: str | None
    commune_insee: str | None
    lon: float | None
    lat: float | None
    qpv: str | None
    surface: Decimal | None
    etage: int | None
    ascenseur: bool | None
    adapte_pmr: bool | None
    premiere_location: bool | None
    loyer: Decimal | None
    charges: Decimal | None
    chauffage: str | None
    chauffage_inclus: bool | None
    financement: Financement | None
    conventionne_le: date | None
    mise_en_service_le: date | None
    disponible_le: date | None
    reservation: Reservation | None
    reservataire: str | None


def lire_offres(classeur: Classeur) -> Lecture[OffreLue]:
    """Les logements proposés, dans l'ordre du fichier."""
    carnet, offres = Carnet(), list[OffreLue]()
    for tableau in tableaux(classeur, LEXIQUE, carnet):
        for rangee in rangees(tableau.feuille, tableau.entete, carnet, "typologie"):
            if est_annexe(rangee.texte("typologie")):
                carnet.ecarter(rangee.numero, rangee.entete.titre("typologie"), ANNEXE, Gravite.INFO)
            elif (offre := _offre(rangee, classeur.etiquette.bailleur)) is not None:
                offres.append(offre)
    carnet.exiger(classeur.nom, "logement")
    totaux = Totaux(loyer=somme(o.loyer for o in offres), charges=somme(o.charges for o in offres))
    return carnet.lecture(offres, totaux)


def _offre(rangee: Rangee, bailleur: str | None) -> OffreLue | None:
    """``bailleur`` : celui à qui l'on a envoyé le modèle, quand la ligne ne le dit pas."""
    type_lu = rangee.valeur("typologie", typologie)
    if type_lu is None:
        if not rangee.fautive:
            rangee.fauter("typologie", "La typologie est inconnue : écrivez T1, T2, T3, T4, T5 ou T6+.")
        return None
    chauffage = texte_propre(rangee.texte("chauffage"))
    reservation, reservataire = _reserve(rangee.texte("reservataire"))
    offre = OffreLue(
        feuille=rangee.carnet.feuille,
        ligne=rangee.numero,
        typologie=type_lu,
        bailleur=texte_propre(rangee.texte("bailleur")) or bailleur,
        residence=texte_propre(rangee.texte("residence")),
        adresse=texte_propre(rangee.texte("adresse")),
        code_postal=rangee.valeur("code_postal", code_a_cinq, souple=True),
        commune=texte_propre(rangee.texte("commune")),
        commune_insee=rangee.valeur("commune_insee", code_a_cinq, souple=True),
        lon=rangee.valeur("lon", coordonnee, souple=True),
        lat=rangee.valeur("lat", coordonnee, souple=True),
        qpv=rangee.valeur("qpv", qpv, souple=True),
        surface=rangee.valeur("surface", surface, souple=True),
        etage=rangee.valeur("etage", etage, souple=True),
        ascenseur=rangee.valeur("ascenseur", oui_non, souple=True),
        adapte_pmr=rangee.valeur("adapte_pmr", oui_non, souple=True),
        premiere_location=rangee.valeur("premiere_location", oui_non, souple=True),
        loyer=rangee.valeur("loyer", montant_positif),
        charges=rangee.valeur("charges", montant_positif),
        chauffage=chauffage,
        chauffage_inclus=_inclus(chauffage),
        financement=_financement(rangee.texte("financement")),
        conventionne_le=rangee.valeur("conventionne_le", jour),
        mise_en_service_le=rangee.valeur("mise_en_service_le", jour_ou_mois, souple=True),
        disponible_le=rangee.valeur("disponible_le", jour, souple=True),
        reservation=reservation,
        reservataire=reservataire,
    )
    return None if rangee.fautive else _bien_place(rangee, offre)


def _bien_place(rangee: Rangee, offre: OffreLue) -> OffreLue:
    """Ce que la commune et les coordonnées ont de douteux se dit ; des coordonnées impossibles sont ôtées."""
    if offre.code_postal and not offre.commune and not offre.commune_insee:
        seul = f"Le code postal {offre.code_postal} seul ne dit pas la commune : donnez son nom ou son code Insee."
        rangee.avertir("code_postal", f"{seul} Elle reste inconnue.")
    if offre.commune_insee and commune(offre.commune_insee) is None:
        inconnu = f"{offre.commune_insee} n’est pas un code Insee de commune : est-ce un code postal ?"
        rangee.avertir("commune_insee", f"{inconnu} La cellule est laissée inconnue.")
        offre = replace(offre, commune_insee=None)
    elif est_ancienne(offre.commune_insee) and (actuelle := commune(offre.commune_insee)):
        ancienne = f"{offre.commune_insee} est une ancienne commune"
        rangee.avertir("commune_insee", f"{ancienne}, aujourd’hui {actuelle.libelle}.")
    if (faute := defaut_de_coordonnees(offre.lon, offre.lat, offre.commune_insee)) is None:
        return offre
    rangee.avertir("lon" if offre.lon is not None else "lat", f"{faute} Elles sont laissées inconnues.")
    return replace(offre, lon=None, lat=None)


def _inclus(chauffage: str | None) -> bool | None:
    """Collectif : dans les charges ; individuel : payé à part ; sinon on ne sait pas."""
    mots = cle(chauffage or "")
    return next((inclus for mot, inclus in CHAUFFAGES if mot in mots), None)


def _reserve(texte: str) -> tuple[Reservation | None, str | None]:
    """« Action Logement » est un contingent ; « relogement », ceux du projet ; « néant », personne."""
    dit, mots = texte_propre(texte), cle(texte)
    if dit is None or mots in NON_RESERVE:
        return None, None
    connue = next((pour for mot, pour in RESERVATIONS if mot in mots), None)
    return (connue, None) if connue is not None else (Reservation.CONTINGENT, dit)


def _financement(texte: str) -> Financement | None:
    """Un financement ancien ou local (HLM/O, PLA, PLI…) est « autre »."""
    return FINANCEMENTS.get(cle(texte), Financement.AUTRE) if cle(texte) else None
