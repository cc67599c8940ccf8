"""D'où viennent les textes qu'un export écrit, et si l'un d'eux n'est pas une donnée personnelle glissée là.

Un bailleur « MARTIN » est admis dans sa colonne tant qu'il se lit aussi chez des ménages d'un autre nom. S'il ne
se lit que chez les MARTIN, c'est leur nom qui a été tapé dans la colonne du bailleur : il n'est pas admis.
Un nom avec son prénom (une résidence Jean-Moulin, un locataire MOULIN Jean) demande assez d'autres ménages.
"""

from collections.abc import Callable, Collection
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.horloge import aujourdhui
from relogement.charte import charte_au
from relogement.communes import commune
from relogement.exports.rime.pseudonymes import pseudonyme
from relogement.fuites.aiguilles import Aiguilles, Genre
from relogement.fuites.declaration import Origine
from relogement.fuites.mots_courants import textes_du_programme
from relogement.fuites.recherche import Trouvaille
from relogement.fuites.textes import colle, pareil
from relogement.modeles import (
    Charte,
    LogementOffert,
    LogementQuitte,
    Menage,
    Operation,
    Personne,
    Projet,
    Quartier,
    Relogement,
)

_SEULS = (Genre.NOM, Genre.PRENOM, Genre.REFERENCE)


class VocabulaireDeLaBase:
    """Les valeurs de chaque origine, lues une fois, et le soupçon sur chacune."""

    def __init__(self, session: Session, aiguilles: Aiguilles) -> None:
        self._session, self._aiguilles = session, aiguilles
        self._lues: dict[Origine, dict[str, set[str]]] = {}
        self._admises: dict[tuple[Origine, str, Genre, str], bool] = {}

    def valeurs(self, origine: Origine) -> Collection[str]:
        return self._de(origine).keys()

    def admet(self, origine: Origine, valeur: str, trouvaille: Trouvaille) -> bool:
        repere = (origine, valeur, trouvaille.genre, trouvaille.cle)
        if repere not in self._admises:
            self._admises[repere] = self._juger(origine, valeur, trouvaille)
        return self._admises[repere]

    def _juger(self, origine: Origine, valeur: str, trouvaille: Trouvaille) -> bool:
        if origine not in _PORTEURS:
            return True
        if trouvaille.genre in (Genre.TELEPHONE, Genre.COURRIEL, Genre.NUMERO, Genre.NIR, Genre.NAISSANCE):
            return False
        ecrites = self._de(origine)[valeur]
        porteurs, autres = self._porteurs(origine, ecrites, trouvaille)
        if not porteurs:
            return trouvaille.genre in _SEULS or origine is Origine.OPERATION
        if trouvaille.genre in _SEULS:
            return autres > 0
        return (porteurs if trouvaille.genre is Genre.ADRESSE else autres) >= self._seuil

    def _porteurs(self, origine: Origine, ecrites: set[str], trouvaille: Trouvaille) -> tuple[int, int]:
        """Combien de dossiers portent cette valeur, et combien sans personne de ce nom."""
        dossiers = set[int]()
        for requete in _PORTEURS[origine](ecrites):
            dossiers.update(self._session.scalars(requete))
        if trouvaille.genre is Genre.REFERENCE:
            return len(dossiers), len(dossiers) - 1
        nommes = set(
            self._session.scalars(select(Personne.menage_id).where(Personne.nom.in_(self._noms(trouvaille))))
        )
        if trouvaille.genre is Genre.PRENOM:
            nommes = set(
                self._session.scalars(
                    select(Personne.menage_id).where(Personne.prenom.in_(self._prenoms(trouvaille)))
                )
            )
        return len(dossiers), len(dossiers - nommes)

    def _noms(self, trouvaille: Trouvaille) -> list[str]:
        return self._tels_qu_ecrits.get(trouvaille.cle, [])

    def _prenoms(self, trouvaille: Trouvaille) -> list[str]:
        tous = self._session.scalars(select(Personne.prenom).distinct().where(Personne.prenom.is_not(None)))
        return [prenom for prenom in tous if prenom and colle(prenom) == trouvaille.cle]

    @cached_property
    def _tels_qu_ecrits(self) -> dict[str, list[str]]:
        """Comment la base écrit chaque nom, et chaque mot d'un nom composé."""
        rangees: dict[str, list[str]] = {}
        for nom in self._session.scalars(select(Personne.nom).distinct()):
            for cle in {colle(nom), *(colle(partie) for partie in nom.replace("-", " ").split())}:
                rangees.setdefault(cle, []).append(nom)
        return rangees

    @cached_property
    def _seuil(self) -> int:
        return seuil_d_effectif(self._session, aujourdhui())

    def _de(self, origine: Origine) -> dict[str, set[str]]:
        """Les valeurs d'une origine, repliées, avec leurs écritures."""
        if origine not in self._lues:
            rangees: dict[str, set[str]] = {}
            for valeur in _LECTURES[origine](self._session):
                if valeur:
                    rangees.setdefault(pareil(valeur), set()).add(valeur)
            self._lues[origine] = rangees
        return self._lues[origine]


def seuil_d_effectif(session: Session, au: date) -> int:
    """Combien de ménages il faut, selon la charte, pour qu'un effectif ne désigne personne."""
    return charte_au(session.scalars(select(Charte)).all(), au).seuil_secret_effectif


def _colonnes(*colonnes: Any) -> Callable[[Session], list[str]]:
    def lire(session: Session) -> list[str]:
        return [valeur for c in colonnes for valeur in session.scalars(select(c).distinct()) if valeur]

    return lire


def _communes(session: Session) -> list[str]:
    lues = _colonnes(
        LogementOffert.commune, LogementOffert.commune_insee, Operation.commune_insee, Projet.commune_insee
    )(session)
    return lues + [trouvee.nom for trouvee in map(commune, lues) if trouvee]


def _motifs(session: Session) -> list[str]:
    return [
        str(m[cle])
        for motifs in session.scalars(select(Charte.motifs))
        for m in motifs
        for cle in ("code", "libelle")
    ]


def _pseudonymes(session: Session) -> list[str]:
    cle = session.scalars(select(Projet.cle_pseudonymes)).one()
    return [pseudonyme(cle, dossier) for dossier in session.scalars(select(Menage.id))]


_LECTURES: dict[Origine, Callable[[Session], list[str]]] = {
    Origine.PROJET: _colonnes(Projet.nom, Projet.porteur, Projet.epci, Projet.code_qpv, Projet.code_qpv_2024),
    Origine.OPERATION: _colonnes(Operation.code, Operation.libelle),
    Origine.BAILLEUR: _colonnes(LogementOffert.bailleur, LogementQuitte.bailleur, Operation.maitre_ouvrage),
    Origine.COMMUNE: _communes,
    Origine.QUARTIER: _colonnes(Quartier.code, Quartier.nom, LogementOffert.qpv),
    Origine.MOTIF: _motifs,
    Origine.CODES: lambda _: sorted(textes_du_programme()),
    Origine.PSEUDONYME: _pseudonymes,
    Origine.REFERENT: _colonnes(Menage.referent),
}


def _par_bailleur(ecrites: set[str]) -> list[Select[Any]]:
    quittes = (
        select(Menage.id)
        .join(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
        .where(LogementQuitte.bailleur.in_(ecrites))
    )
    offerts = (
        select(Relogement.menage_id)
        .join(LogementOffert, LogementOffert.id == Relogement.logement_id)
        .where(LogementOffert.bailleur.in_(ecrites))
    )
    return [quittes, offerts]


def _par_operation(ecrites: set[str]) -> list[Select[Any]]:
    visees = Operation.code.in_(ecrites) | Operation.libelle.in_(ecrites)
    return [select(Menage.id).join(Operation, Operation.id == Menage.operation_id).where(visees)]


def _par_commune(ecrites: set[str]) -> list[Select[Any]]:
    visees = LogementOffert.commune.in_(ecrites) | LogementOffert.commune_insee.in_(ecrites)
    return [
        select(Relogement.menage_id)
        .join(LogementOffert, LogementOffert.id == Relogement.logement_id)
        .where(visees)
    ]


# Ce qui se tape dossier par dossier peut porter un nom par erreur ; le nom du projet et les listes, non.
_PORTEURS: dict[Origine, Callable[[set[str]], list[Select[Any]]]] = {
    Origine.BAILLEUR: _par_bailleur,
    Origine.OPERATION: _par_operation,
    Origine.COMMUNE: _par_commune,
}
