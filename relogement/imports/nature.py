"""Deviner ce qu'est un fichier d'après ses titres de colonnes."""

from relogement.base import Code
from relogement.imports import enquete, liste, numeros, offres, residences, rpls, seuils_q1
from relogement.imports.colonnes import Lexique
from relogement.imports.entetes import trouver_entete
from relogement.imports.etat_locatif.colonnes import LEXIQUE as LEXIQUE_ETAT_LOCATIF
from relogement.imports.lecture import Classeur
from relogement.imports.phrases import erreur
from relogement.imports.saisie.colonnes import LEXIQUE as LEXIQUE_SAISIE


class NatureImport(Code):
    ETAT_LOCATIF = "etat-locatif", "État locatif"
    ENQUETE = "enquete", "Enquêtes"
    SAISIE = "saisie", "Table de saisie"
    OFFRES = "offres", "Logements vacants"
    Q1 = "q1", "Seuils du premier quartile"
    NUMEROS = "numeros", "Numéros uniques (SNE)"
    LISTE = "liste", "Liste de dossiers"
    RPLS = "rpls", "Répertoire du parc social (RPLS)"
    RESIDENCES = "residences", "Occupation des résidences"


LEXIQUES: dict[NatureImport, Lexique] = {
    NatureImport.SAISIE: LEXIQUE_SAISIE,
    NatureImport.ETAT_LOCATIF: LEXIQUE_ETAT_LOCATIF,
    NatureImport.ENQUETE: enquete.LEXIQUE,
    NatureImport.OFFRES: offres.LEXIQUE,
    NatureImport.Q1: seuils_q1.LEXIQUE,
    NatureImport.NUMEROS: numeros.LEXIQUE,
    NatureImport.LISTE: liste.LEXIQUE,
    NatureImport.RPLS: rpls.LEXIQUE,
    NatureImport.RESIDENCES: residences.LEXIQUE,
}
SCORE_MIN = 250


def reconnaitre(classeur: Classeur) -> NatureImport:
    """La nature dont les titres ressemblent le plus à ceux du fichier ; refuse de choisir au hasard."""
    scores = {nature: _score(classeur, lexique) for nature, lexique in LEXIQUES.items()}
    meilleure = max(scores, key=lambda nature: scores[nature])
    if scores[meilleure] < SCORE_MIN:
        raise erreur(
            f"« {classeur.nom} » : ses titres de colonnes ne disent pas ce que c’est. "
            f"Précisez la nature du fichier : {', '.join(str(nature.value) for nature in NatureImport)}."
        )
    return meilleure


def _score(classeur: Classeur, lexique: Lexique) -> int:
    """La ressemblance de la meilleure feuille ; nulle s'il y manque une colonne obligatoire."""
    entetes = [trouver_entete(feuille, lexique) for feuille in classeur.feuilles]
    return max(
        (e.reconnaissance.score for e in entetes if e and not e.reconnaissance.manquantes(lexique.colonnes)),
        default=0,
    )
