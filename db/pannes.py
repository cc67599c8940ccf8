"""Dire en français ce que le moteur n'a pas pu faire."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from db.declencheurs_promesses import PROMIS, RETIRE
from relogement.erreurs import ErreurMetier

_PHRASES = {
    "database is locked": "Le fichier est occupé par un autre poste. Attendez un instant puis recommencez.",
    "readonly database": "Le fichier ou son dossier est en lecture seule. Enregistrez-le dans un dossier où vous "
    "pouvez écrire.",
    "disk is full": "Le disque est plein : rien n’a été enregistré. Libérez de la place puis recommencez.",
    "disk i/o error": "Le disque ne répond pas : rien n’a été enregistré. Vérifiez la place libre et la connexion "
    "du lecteur.",
    "unable to open": "Le fichier ne peut pas être ouvert. Vérifiez qu’il existe et que vous y avez accès.",
    "not a database": "Ce fichier n’est pas un projet Relogement. Choisissez un fichier .relogement.",
    "malformed": "Le fichier est abîmé. Restaurez la dernière sauvegarde vérifiée.",
    "lock timeout": "La base est occupée par un autre poste. Attendez un instant puis recommencez.",
    "no space left": "Le disque du serveur est plein : rien n’a été enregistré. Prévenez son administrateur.",
    "server closed": "Le serveur PostgreSQL a coupé la connexion : rien n’a été enregistré. Recommencez.",
    "terminating connection": "Le serveur PostgreSQL a coupé la connexion : rien n’a été enregistré. Recommencez.",
    "connection failed": "Le serveur PostgreSQL ne répond pas. Vérifiez l’adresse et le réseau.",
}
_DOUBLONS = {  # la table d'abord, les liens qu'elle nomme ensuite
    "point_de_seance": "Quelqu’un vient de mettre ce dossier à l’ordre du jour : relisez la séance.",
    "avis": "Quelqu’un vient de noter l’avis de ce partenaire : relisez la séance.",
    "seance": "Une séance est déjà prévue ce jour-là à cette heure : ouvrez-la, ou choisissez une autre heure.",
    "partenaire": "Un partenaire porte déjà ce nom : rien n’a été enregistré.",
    "menage": "Cette référence de dossier existe déjà : rien n’a été enregistré. Choisissez-en une autre.",
    "logement_quitte": "Cette UG existe déjà dans l’opération : rien n’a été enregistré. Vérifiez le numéro.",
    "operation": "Ce code d’opération existe déjà : rien n’a été enregistré. Choisissez-en un autre.",
    "charte": "Une charte existe déjà à cette date : rien n’a été enregistré. Modifiez-la, ou changez la date.",
    "vue": "Une vue porte déjà ce nom : choisissez-en un autre.",
}
_PROMESSES = {
    PROMIS: "Ce logement est déjà promis à un autre dossier : rien n’a été enregistré. Le registre des logements "
    "dit lequel : notez la réponse de ce dossier ou rendez le logement, sinon choisissez-en un autre.",
    RETIRE: "Ce logement a été retiré par son bailleur : rien n’a été enregistré. Choisissez-en un autre, ou "
    "remettez-le d’abord au registre.",
}
_ENTRE_TEMPS = (
    "Ce dossier a été modifié entre-temps par quelqu’un d’autre. Rouvrez-le pour voir sa version, "
    "puis refaites votre modification."
)


class Conflit(ErreurMetier):
    """Quelqu'un d'autre a changé la même ligne entre-temps."""


class DejaPromis(ErreurMetier):
    """Un logement que l'on promettrait deux fois, ou que son bailleur a repris."""


@contextmanager
def en_francais() -> Iterator[None]:
    """Change les pannes connues du moteur en phrases ; les autres restent ce qu'elles sont."""
    try:
        yield
    except StaleDataError as erreur:
        raise Conflit(_ENTRE_TEMPS) from erreur
    except DatabaseError as erreur:
        dite = _dite(erreur)
        if dite is None:
            raise
        raise dite from erreur
    except sqlite3.Error as erreur:
        dite = _connue(str(erreur))
        if dite is None:
            raise
        raise dite from erreur


def _dite(erreur: DatabaseError) -> ErreurMetier | None:
    texte = str(erreur.orig).lower()
    return _doublon(texte) if isinstance(erreur, IntegrityError) else _connue(texte)


def _doublon(texte: str) -> ErreurMetier | None:
    """Une ligne en double se dit ; deux bilans pour un dossier, c'est quelqu'un qui l'a complété en même temps."""
    if (dite := next((p for signe, p in _PROMESSES.items() if signe in texte), None)) is not None:
        return DejaPromis(dite)
    if "unique" not in texte:
        return None
    if "bilan" in texte:
        return Conflit(_ENTRE_TEMPS)
    phrases = (p for table, p in _DOUBLONS.items() if re.search(rf"\b(uq_)?{table}[._]", texte))
    return ErreurMetier(next(phrases, "Une même ligne existe déjà : rien n’a été enregistré. Rouvrez le projet."))


def _connue(texte: str) -> ErreurMetier | None:
    return next((ErreurMetier(phrase) for signe, phrase in _PHRASES.items() if signe in texte.lower()), None)
