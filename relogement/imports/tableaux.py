"""Les feuilles d'un classeur où l'on reconnaît le tableau attendu ; les autres sont annoncées."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from relogement.erreurs import ErreurMetier
from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.colonnes import ColonneAttendue, Lexique
from relogement.imports.entetes import Entete, trouver_entete
from relogement.imports.lecture import Annonce, Classeur, Feuille
from relogement.imports.lecture.etiquette import LISTE
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
    _annoncer(classeur.annonces, carnet)
    for feuille, entete in _lisibles(classeur, lexique):
        carnet.feuille = feuille.nom
        if entete is None:
            message = "Feuille non lue : les titres de colonne attendus n’y figurent pas."
            carnet.signaler(None, None, Gravite.INFO, message)
        else:
            if classeur.etiquette.contenu != LISTE:  # celles d'une liste sont les nôtres, calculées
                _annoncer_les_inconnues(entete, carnet)
            yield Tableau(feuille, entete)
            _annoncer(feuille.constats, carnet)


def _lisibles(classeur: Classeur, lexique: Lexique) -> list[tuple[Feuille, Entete | None]]:
    """Les feuilles, sans titres quand une colonne obligatoire y manque ; si toutes en manquent, dit laquelle."""
    entetes = [(feuille, trouver_entete(feuille, lexique)) for feuille in classeur.feuilles]
    lisibles = [(f, e if e and not e.reconnaissance.manquantes(lexique.colonnes) else None) for f, e in entetes]
    if not any(entete for _, entete in lisibles):
        raise _incomplet(classeur, lexique, [(f.nom, e) for f, e in entetes if e])
    return lisibles


def _incomplet(classeur: Classeur, lexique: Lexique, reconnus: list[tuple[str, Entete]]) -> ErreurMetier:
    if not reconnus:
        noms = ", ".join(f"« {feuille.nom} »" for feuille in classeur.feuilles[:TITRES_CITES]) or "aucune visible"
        attendus = ", ".join(f"« {c.libelle} »" for c in lexique.colonnes if c.obligatoire)
        return erreur(
            f"« {classeur.nom} » : aucun titre de colonne connu (feuilles : {noms}). "
            f"Ajoutez une ligne de titres avec au moins {attendus}, puis recommencez."
        )
    nom, entete = max(reconnus, key=lambda paire: paire[1].reconnaissance.score)
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


def _annoncer(annonces: Iterable[Annonce], carnet: Carnet) -> None:
    """Ce que la lecture a vu sans le lire : masqué, jamais calculé, ignoré."""
    for annonce in annonces:
        gravite = Gravite.AVERTISSEMENT if annonce.grave else Gravite.INFO
        carnet.anomalies.append(
            Anomalie(annonce.feuille, annonce.ligne, annonce.colonne, gravite, annonce.message)
        )


def _annoncer_les_inconnues(entete: Entete, carnet: Carnet) -> None:
    for titre in entete.inconnues():
        message = f"Colonne « {titre} » non reconnue : elle n’est pas lue."
        carnet.signaler(entete.derniere, titre, Gravite.INFO, message)
