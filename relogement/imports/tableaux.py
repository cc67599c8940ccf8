"""Les feuilles d'un classeur où l'on reconnaît le tableau attendu ; les autres sont annoncées."""

from collections.abc import Iterator
from dataclasses import dataclass

from relogement.erreurs import ErreurMetier
from relogement.imports.anomalies import Gravite
from relogement.imports.colonnes import ColonneAttendue, Lexique
from relogement.imports.entetes import Entete, trouver_entete
from relogement.imports.lecture import Classeur, Feuille
from relogement.imports.phrases import erreur
from relogement.imports.resultat import Carnet

TITRES_CITES = 4


@dataclass(frozen=True)
class Tableau:
    """Une feuille et ses titres."""

    feuille: Feuille
    entete: Entete


def tableaux(classeur: Classeur, lexique: Lexique, carnet: Carnet) -> Iterator[Tableau]:
    """Chaque tableau lisible, à tour de rôle ; le carnet porte le nom de sa feuille."""
    _annoncer_les_masquees(classeur, carnet)
    trouves = _lisibles(classeur, lexique)
    for feuille in classeur.feuilles:
        carnet.feuille = feuille.nom
        entete = trouves.get(feuille.nom)
        if entete is None:
            message = "Feuille non lue : les titres de colonne attendus n’y figurent pas."
            carnet.signaler(None, None, Gravite.INFO, message)
        else:
            _annoncer_les_inconnues(entete, carnet)
            yield Tableau(feuille, entete)


def _lisibles(classeur: Classeur, lexique: Lexique) -> dict[str, Entete]:
    """Les feuilles qui ont toutes les colonnes obligatoires ; s'il n'y en a aucune, dit ce qui manque."""
    entetes = {feuille.nom: trouver_entete(feuille, lexique) for feuille in classeur.feuilles}
    reconnus = {nom: entete for nom, entete in entetes.items() if entete is not None}
    lisibles = {
        nom: entete for nom, entete in reconnus.items() if not entete.reconnaissance.manquantes(lexique.colonnes)
    }
    if not lisibles:
        raise _incomplet(classeur, lexique, reconnus)
    return lisibles


def _incomplet(classeur: Classeur, lexique: Lexique, reconnus: dict[str, Entete]) -> ErreurMetier:
    if not reconnus:
        noms = ", ".join(f"« {feuille.nom} »" for feuille in classeur.feuilles[:TITRES_CITES]) or "aucune visible"
        attendus = ", ".join(f"« {c.libelle} »" for c in lexique.colonnes if c.obligatoire)
        return erreur(
            f"« {classeur.nom} » : aucun titre de colonne connu (feuilles : {noms}). "
            f"Ajoutez une ligne de titres avec au moins {attendus}, puis recommencez."
        )
    nom, entete = max(reconnus.items(), key=lambda paire: paire[1].reconnaissance.score)
    manquantes = entete.reconnaissance.manquantes(lexique.colonnes)
    return erreur(
        f"« {classeur.nom} », feuille « {nom} », ligne {entete.derniere} : il manque "
        f"{' et '.join(_attendue(colonne) for colonne in manquantes)}. Ajoutez cette colonne, puis recommencez."
    )


def _attendue(colonne: ColonneAttendue) -> str:
    exemples = ", ".join(f"« {alias.lstrip('=')} »" for alias in colonne.titres[:TITRES_CITES])
    return f"la colonne « {colonne.libelle} »" + (f" (ou {exemples})" if exemples else "")


def _annoncer_les_masquees(classeur: Classeur, carnet: Carnet) -> None:
    for nom in classeur.masquees:
        carnet.feuille = nom
        message = "Feuille masquée, non lue : affichez-la dans le tableur si elle doit entrer."
        carnet.signaler(None, None, Gravite.INFO, message)


def _annoncer_les_inconnues(entete: Entete, carnet: Carnet) -> None:
    for titre in entete.inconnues():
        message = f"Colonne « {titre} » non reconnue : elle n’est pas lue."
        carnet.signaler(entete.derniere, titre, Gravite.INFO, message)
