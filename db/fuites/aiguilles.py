"""Ce que la base sait des personnes, rangé pour la recherche : chaque valeur lue une fois."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.horloge import auteur_par_defaut
from db.journal import Ecriture
from relogement.fuites.aiguilles import Aiguilles
from relogement.modeles import (
    Avis,
    Contact,
    Decision,
    DemandeDePassage,
    DossierConfie,
    Etape,
    LogementOffert,
    LogementQuitte,
    Menage,
    Offre,
    Passation,
    Personne,
    Piece,
    Suivi,
    ValeurLocale,
)

TELEPHONES: tuple[Any, ...] = (Menage.telephone,)
NUMEROS: tuple[Any, ...] = (Menage.numero_unique,)
ADRESSES: tuple[Any, ...] = (LogementQuitte.adresse, LogementOffert.adresse)
AGENTS: tuple[Any, ...] = (
    Menage.referent, Contact.auteur, Etape.auteur, Piece.auteur, Passation.referent, Passation.auteur,
    DossierConfie.a, Ecriture.auteur,
)  # fmt: skip
LIBRES: tuple[Any, ...] = (
    Menage.commentaire, Menage.accompagnement, Menage.souhait_quartiers, Contact.objet, Contact.suite,
    Offre.compte_rendu, Offre.preuve, Suivi.commentaire, Piece.nom, ValeurLocale.texte, Decision.texte,
    Avis.texte, DemandeDePassage.motif,
)  # fmt: skip

# Personne ne sait ce que contient une colonne de bailleur : on y reconnaît de quoi joindre ou trouver quelqu'un.
_TELEPHONE = re.compile(r"(?:\+33|0033|0)[ .]?[1-9](?:[ .-]?[0-9]{2}){4}")
_VOIE = re.compile(r"[0-9]{1,4}(?: ?(?:bis|ter|[A-D]))?,? (?:rue|av|bd|all|pl|imp|ch|r\b|quai|cours|square)", re.I)


def lire_aiguilles(session: Session, *, auteurs: Iterable[str] = ()) -> Aiguilles:
    """Les noms, téléphones, courriels, adresses, naissances, numéros, références et agents de toute la base."""
    aiguilles = Aiguilles()
    aiguilles.nommer(_lignes(session, Personne.nom, Personne.prenom))
    aiguilles.naissances.update(jour for (jour,) in session.execute(_distincts(Personne.naissance_le)) if jour)
    for colonnes, ranger in (
        (TELEPHONES, aiguilles.appeler),
        (NUMEROS, aiguilles.numeroter),
        (ADRESSES, aiguilles.loger),
        (AGENTS, aiguilles.nommer_les_agents),
    ):
        for colonne in colonnes:
            ranger(valeur for (valeur,) in _lignes(session, colonne))
    aiguilles.appeler(texte for (texte,) in _lignes(session, ValeurLocale.texte) if _TELEPHONE.fullmatch(texte))
    aiguilles.loger(texte for (texte,) in _lignes(session, ValeurLocale.texte) if _VOIE.match(texte))
    aiguilles.referencer(reference for (reference,) in _lignes(session, Menage.reference))
    aiguilles.nommer_les_agents([*auteurs, auteur_par_defaut()])
    for libre in LIBRES:
        aiguilles.ecrire_a(valeur for (valeur,) in session.execute(_distincts(libre).where(libre.contains("@"))))
    return aiguilles


def aiguilles_du_menage(menage: Menage) -> Aiguilles:
    """Ce qui nomme ce ménage et lui seul ; ni la référence du dossier, ni l'agent, qu'une réunion connaît."""
    aiguilles, quitte = Aiguilles(), menage.logement_quitte
    aiguilles.nommer((personne.nom, personne.prenom) for personne in menage.personnes)
    aiguilles.naissances.update(p.naissance_le for p in menage.personnes if p.naissance_le)
    aiguilles.appeler([menage.telephone])
    aiguilles.numeroter([menage.numero_unique])
    logements = [quitte, *(o.logement for o in menage.offres), *(r.logement for r in menage.relogements)]
    aiguilles.loger(logement.adresse for logement in logements if logement is not None)
    aiguilles.ecrire_a([menage.commentaire, menage.accompagnement, menage.souhait_quartiers])
    return aiguilles


def _distincts(*colonnes: Any) -> Any:
    return select(*colonnes).distinct().where(colonnes[0].is_not(None))


def _lignes(session: Session, *colonnes: Any) -> Iterable[Any]:
    curseur: Any = session.connection().execute(_distincts(*colonnes)).cursor
    return curseur.fetchall()  # type: ignore[no-any-return]
