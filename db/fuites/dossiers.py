"""De quels dossiers parle ce que l'on a trouvé : les noms de la base sont relus, rien n'est gardé."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relogement.fuites.aiguilles import Aiguilles, Genre, telephone
from relogement.fuites.rapport import Constat, DossierVise, Rapport, situer_les_dossiers
from relogement.fuites.textes import chiffres, colle
from relogement.modeles import LogementOffert, LogementQuitte, Menage, Personne, Relogement

MONTRES = 20


def situer(session: Session, rapport: Rapport) -> Rapport:
    """Le rapport, chaque constat avec ses dossiers."""
    voulues = {(c.genre, c.cle) for c in rapport.constats if c.cle}
    if not voulues:
        return rapport
    trouves = _dossiers(session, voulues)
    references = _references(session, {i for ids in trouves.values() for i in sorted(ids)[:MONTRES]})
    return replace(rapport, constats=tuple(_situe(c, trouves, references) for c in rapport.constats))


def _situe(constat: Constat, trouves: dict[tuple[Genre, str], set[int]], references: dict[int, str]) -> Constat:
    ids = trouves.get((constat.genre, constat.cle), set())
    vises = tuple(DossierVise(i, references[i]) for i in sorted(ids)[:MONTRES])
    return situer_les_dossiers(constat, vises, len(ids))


def _references(session: Session, ids: set[int]) -> dict[int, str]:
    lignes = session.execute(select(Menage.id, Menage.reference).where(Menage.id.in_(ids))).all()
    return {ligne[0]: ligne[1] for ligne in lignes}


def _dossiers(session: Session, voulues: set[tuple[Genre, str]]) -> dict[tuple[Genre, str], set[int]]:
    trouves: dict[tuple[Genre, str], set[int]] = {repere: set() for repere in voulues}
    for genre, lire in _LECTURES.items():
        cles = {cle for vise, cle in voulues if vise is genre}
        if cles:
            for cle, dossier in lire(session, cles):
                if cle in cles:
                    trouves[genre, cle].add(dossier)
    return trouves


def _noms(session: Session, _: set[str]) -> Iterable[tuple[str, int]]:
    for nom, dossier in session.execute(select(Personne.nom, Personne.menage_id)):
        yield colle(nom), dossier
        for partie in nom.replace("-", " ").split():
            yield colle(partie), dossier


def _prenoms(session: Session, _: set[str]) -> Iterable[tuple[str, int]]:
    for prenom, dossier in session.execute(select(Personne.prenom, Personne.menage_id)):
        yield colle(prenom), dossier


def _naissances(session: Session, cles: set[str]) -> Iterable[tuple[str, int]]:
    jours = [date.fromisoformat(cle) for cle in cles]
    requete = select(Personne.naissance_le, Personne.menage_id).where(Personne.naissance_le.in_(jours))
    for jour, dossier in session.execute(requete):
        if jour:
            yield jour.isoformat(), dossier


def _telephones(session: Session, _: set[str]) -> Iterable[tuple[str, int]]:
    for numero, dossier in session.execute(
        select(Menage.telephone, Menage.id).where(Menage.telephone.is_not(None))
    ):
        aiguilles = Aiguilles()
        aiguilles.appeler([numero])
        for canonique in aiguilles.telephones or {telephone(chiffres(numero))}:
            yield canonique, dossier


def _numeros(session: Session, cles: set[str]) -> Iterable[tuple[str, int]]:
    approches = {f"{float(cle):.11e}": cle for cle in cles if "e" in cle.lower()}
    requete = select(Menage.numero_unique, Menage.id).where(Menage.numero_unique.is_not(None))
    for numero, dossier in session.execute(requete):
        entier = colle(numero)
        yield entier, dossier
        if approches and entier.isdigit() and f"{float(entier):.11e}" in approches:
            yield approches[f"{float(entier):.11e}"], dossier


def _reperes(session: Session, _: set[str]) -> Iterable[tuple[str, int]]:
    for reference, dossier in session.execute(select(Menage.reference, Menage.id)):
        yield colle(reference), dossier


def _adresses(session: Session, _: set[str]) -> Iterable[tuple[str, int]]:
    quittes = select(LogementQuitte.adresse, Menage.id).join(
        LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id
    )
    offerts = select(LogementOffert.adresse, Relogement.menage_id).join(
        LogementOffert, LogementOffert.id == Relogement.logement_id
    )
    connues: dict[str, set[str]] = {}
    for requete in (quittes, offerts):
        for adresse, dossier in session.execute(requete):
            if not adresse:
                continue
            if adresse not in connues:
                aiguilles = Aiguilles()
                aiguilles.loger([adresse])
                connues[adresse] = aiguilles.adresses | aiguilles.lieux
            for cle in connues[adresse]:
                yield cle, dossier


_LECTURES: dict[Genre, Callable[[Session, set[str]], Iterable[tuple[str, Any]]]] = {
    Genre.IDENTITE: _noms,
    Genre.NOM: _noms,
    Genre.PRENOM: _prenoms,
    Genre.NAISSANCE: _naissances,
    Genre.TELEPHONE: _telephones,
    Genre.NUMERO: _numeros,
    Genre.REFERENCE: _reperes,
    Genre.ADRESSE: _adresses,
}
