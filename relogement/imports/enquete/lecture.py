"""Lire les enquêtes sociales : la composition, les ressources et les souhaits de chaque ménage."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relogement.imports.enquete.colonnes import LEXIQUE
from relogement.imports.lecture import Classeur
from relogement.imports.rangees import Rangee, rangees
from relogement.imports.resultat import Carnet, Lecture
from relogement.imports.tableaux import tableaux
from relogement.imports.valeurs import (
    entier,
    jour,
    largeur_des_ug,
    montant_positif,
    oui_non,
    texte_propre,
    typologie,
    ug_complete,
)
from relogement.nomenclatures import Typologie

LISTE = re.compile(r"\s*[;,/\n]\s*")


@dataclass(frozen=True, repr=False)
class EnqueteLue:
    """Ce que le ménage a dit ; vide est inconnu."""

    feuille: str
    ligne: int
    ug: str
    nom: str | None
    nb_personnes: int | None
    nb_enfants: int | None
    nb_moins_14: int | None
    ressources: Decimal | None
    rfr: Decimal | None
    souhait_typologie: Typologie | None
    souhait_quartiers: tuple[str, ...]
    logement_adapte: bool | None
    accompagnement: str | None
    enquete_le: date | None


def lire_enquetes(classeur: Classeur) -> Lecture[EnqueteLue]:
    """Une enquête par logement ; une deuxième ligne pour le même code est écartée."""
    carnet = Carnet()
    lues: dict[str, EnqueteLue] = {}
    for tableau in tableaux(classeur, LEXIQUE, carnet):
        lignes = list(rangees(tableau.feuille, tableau.entete, carnet, "ug"))
        largeur = largeur_des_ug(rangee.texte("ug") for rangee in lignes)
        for rangee in lignes:
            _inscrire(_enquete(rangee, largeur), rangee, lues)
    carnet.exiger(classeur.nom, "ménage")
    return carnet.lecture(lues.values())


def _inscrire(enquete: EnqueteLue, rangee: Rangee, lues: dict[str, EnqueteLue]) -> None:
    if premiere := lues.get(enquete.ug):
        rangee.fauter(
            "ug", f"Le code « {enquete.ug} » est déjà à la ligne {premiere.ligne} : gardez une seule ligne."
        )
    if not rangee.fautive:
        lues[enquete.ug] = enquete


def _enquete(rangee: Rangee, largeur: int | None) -> EnqueteLue:
    enquete = EnqueteLue(
        feuille=rangee.carnet.feuille,
        ligne=rangee.numero,
        ug=ug_complete(rangee.texte("ug"), largeur),
        nom=texte_propre(rangee.texte("nom")),
        nb_personnes=rangee.valeur("nb_personnes", entier),
        nb_enfants=rangee.valeur("nb_enfants", entier),
        nb_moins_14=rangee.valeur("nb_moins_14", entier),
        ressources=rangee.valeur("ressources", montant_positif),
        rfr=rangee.valeur("rfr", montant_positif),
        souhait_typologie=rangee.valeur("souhait_typologie", typologie, souple=True),
        souhait_quartiers=_liste(rangee.texte("souhait_quartiers")),
        logement_adapte=rangee.valeur("logement_adapte", oui_non, souple=True),
        accompagnement=texte_propre(rangee.texte("accompagnement")),
        enquete_le=rangee.valeur("enquete_le", jour),
    )
    _verifier(enquete, rangee)
    return enquete


def _verifier(enquete: EnqueteLue, rangee: Rangee) -> None:
    """Les enfants sont des personnes, et les moins de 14 ans ne sont pas plus nombreux qu'elles."""
    personnes = enquete.nb_personnes
    for code in ("nb_enfants", "nb_moins_14"):
        nombre: int | None = getattr(enquete, code)
        if personnes is not None and nombre is not None and nombre > personnes:
            rangee.avertir(
                code, f"{nombre} enfants pour {personnes} personnes : vérifiez la composition du ménage."
            )


def _liste(texte: str) -> tuple[str, ...]:
    return tuple(propre for mot in LISTE.split(texte) if (propre := texte_propre(mot)))
