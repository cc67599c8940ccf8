"""Lire un tableau dont quelqu'un a dit les colonnes : chaque ligne devient celle d'une saisie.

Une cellule illisible reste inconnue et se dit ; une ligne n'est écartée que si rien n'y désigne un ménage.
"""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

from relogement.base import Code
from relogement.imports.anomalies import Gravite
from relogement.imports.autre.colonnes import CLES, LEXIQUE
from relogement.imports.colonnes import norme
from relogement.imports.entetes import Entete, trouver_entete
from relogement.imports.etat_locatif.noms import identites
from relogement.imports.lecture import Classeur, Ligne
from relogement.imports.phrases import erreur
from relogement.imports.rangees import Rangee, rangees
from relogement.imports.resultat import Carnet, Lecture, Totaux, somme
from relogement.imports.saisie import LigneSaisie
from relogement.imports.saisie.colonnes import Lecteur, lecteur
from relogement.imports.saisie.valeurs import Valeurs
from relogement.imports.valeurs import code, code_a_cinq, largeur_des_ug, ug_complete
from relogement.rapprochement import sans_accents
from relogement.saisie import COLONNES, Colonne, Genre

LUES = 5_000
PAR_MOIS = "Le champ est mensuel : « {titre} » ne semble pas l’être. Convertissez la colonne, ou ne la lisez pas."
AUTRES_PERIODES = frozenset((
    "weekly", "week", "pw", "annual", "annually", "yearly", "annuel", "annuelle", "annuels", "hebdomadaire",
    "trimestriel", "trimestrielle", "quarterly",
))  # fmt: skip
EN_FRANCAIS = {
    "permanent": "DEFINITIF", "final": "DEFINITIF", "temporary": "PROVISOIRE", "temp": "PROVISOIRE",
    "deceased": "DECES", "death": "DECES", "moved out": "DEPART", "left": "DEPART", "evicted": "EXPULSION",
    "eviction": "EXPULSION", "bought a home": "ACCESSION", "homeownership": "ACCESSION", "other": "AUTRE",
    "head of household": "TITULAIRE", "tenant": "TITULAIRE", "leaseholder": "TITULAIRE",
}  # fmt: skip


def lire_autre(classeur: Classeur) -> Lecture[LigneSaisie]:
    """Les ménages du fichier, dans son ordre ; ``classeur`` est préparé : ses colonnes sont dites."""
    carnet, objets = Carnet(), list[LigneSaisie]()
    for feuille in classeur.feuilles:
        carnet.feuille = feuille.nom
        entete = trouver_entete(feuille, LEXIQUE)
        cles = [cle for cle in CLES if entete and cle in entete.index]
        if entete is None or not cles:
            carnet.signaler(None, None, Gravite.INFO, "Tableau non lu : aucune colonne n’y désigne un ménage.")
            continue
        _avertir_des_periodes(entete, carnet)
        admise = _designe(entete, cles)
        objets += _lignes(list(rangees(feuille, entete, carnet, cles[0], admise=admise)))
    if not carnet.lues:
        raise erreur(
            f"« {classeur.nom} » : aucune ligne à lire. Dites au moins quelle colonne désigne le ménage : le "
            "dossier, l’UG, le numéro unique, ou le nom."
        )
    return carnet.lecture(_ug_completes(objets), _totaux(objets))


def _designe(entete: Entete, cles: Sequence[str]) -> Any:
    places = [entete.index[cle] for cle in cles]
    return lambda ligne: _une_remplie(ligne, places)


def _une_remplie(ligne: Ligne, places: Sequence[int]) -> bool:
    return any(place < len(ligne.cellules) and ligne.cellules[place] for place in places)


def _lignes(lues: Sequence[Rangee]) -> list[LigneSaisie]:
    if not lues:
        return []
    presentes = [c for c in COLONNES if c.code in lues[0].entete.index]
    codes = dict.fromkeys((*(c.code for c in presentes), "DOSSIER", "UG", "NOM", "PRENOM"))
    rangs = {nom: rang for rang, nom in enumerate(codes)}
    lecteurs = [(colonne.code, lru_cache(LUES)(_lecteur(colonne))) for colonne in presentes]
    return [_ligne(rangee, rangs, lecteurs) for rangee in lues]


def _ligne(rangee: Rangee, rangs: dict[str, int], lecteurs: Sequence[tuple[str, Lecteur]]) -> LigneSaisie:
    lues: dict[str, Any] = {nom: rangee.valeur(nom, lire, souple=True) for nom, lire in lecteurs}
    lues |= _identite(rangee, lues)
    valeurs = Valeurs(rangs, tuple(lues.get(nom) for nom in rangs))
    return LigneSaisie(rangee.carnet.feuille, rangee.numero, valeurs)


def _identite(rangee: Rangee, lues: dict[str, Any]) -> dict[str, str | None]:
    """« DA COSTA Inês » se sépare quand le prénom n'a pas sa colonne ; d'un couple, la première personne."""
    nommees = identites(lues.get("NOM") or "", lues.get("PRENOM") or "")
    if not nommees:
        return {}
    if len(nommees) > 1:
        rangee.avertir("NOM", "La cellule nomme plusieurs personnes : seule la première est lue.")
    return {"NOM": nommees[0].nom, "PRENOM": nommees[0].prenom}


def _lecteur(colonne: Colonne) -> Lecteur:
    if colonne.code == "COMMUNE_AP":
        return code_a_cinq
    if isinstance(colonne.genre, Genre):
        return lecteur(colonne)
    return partial(_code, colonne.genre)


def _code(nomenclature: type[Code], texte: str) -> Code | None:
    """Un code, un libellé français, ou le mot anglais qui le dit."""
    francais = EN_FRANCAIS.get(sans_accents(texte))
    codes = {str(membre.value) for membre in nomenclature}
    return code(nomenclature, francais if francais in codes else texte)


def _avertir_des_periodes(entete: Entete, carnet: Carnet) -> None:
    """Un loyer à la semaine pris pour un loyer au mois serait quatre fois trop petit."""
    for colonne in COLONNES:
        titre = entete.titre(colonne.code)
        mensuel = colonne.genre is Genre.EUROS and colonne.code != "RFR"
        if mensuel and not AUTRES_PERIODES.isdisjoint(norme(titre).split()):
            carnet.signaler(entete.derniere, titre, Gravite.AVERTISSEMENT, PAR_MOIS.format(titre=titre))


def _ug_completes(lignes: list[LigneSaisie]) -> list[LigneSaisie]:
    """Rend leurs zéros de tête aux codes de logement qu'un tableur a pris pour des nombres."""
    largeur = largeur_des_ug([ligne.valeurs.get("UG") or "" for ligne in lignes])
    for ligne in lignes:
        ug = ligne.valeurs.get("UG") or ""
        if largeur is not None and ug.isdigit() and len(ug) < largeur:
            ligne.valeurs = ligne.valeurs.avec("UG", ug_complete(ug, largeur))
    return lignes


def _totaux(lignes: Sequence[LigneSaisie]) -> Totaux:
    loyer, charges, apl, rls = (
        somme(ligne.valeurs.get(poste) for ligne in lignes)
        for poste in ("LOYER_AV", "CHARGES_AV", "APL_AV", "RLS_AV")
    )
    inconnues = sum(1 for ligne in lignes if ligne.valeurs.get("APL_AV") is None)
    return Totaux(loyer, charges, apl, rls, inconnues)
