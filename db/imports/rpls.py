"""Garder un millésime du répertoire du parc social, par brassées : la même ligne deux fois n'y est qu'une."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from hashlib import blake2b
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from db.imports.parc_complete import completer_les_logements
from db.imports.rapport import Rapport, Sort
from db.masse import inserer, reserver
from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.rpls import LectureRpls, LogementRpls, Version
from relogement.modeles import LogementDuParc
from relogement.parc_social import SANS_MILLESIME
from relogement.textes import pluriel
from relogement.travail import Avancement

LOT = 10_000
DE_LA_TABLE = frozenset(LogementDuParc.__table__.c.keys())
GARDES = tuple(c.name for c in fields(LogementRpls) if c.name in DE_LA_TABLE)
COLONNES = ("millesime", "cle", "empreinte", "bailleur", *GARDES)
_TABLE: Any = LogementDuParc.__table__
OUVERTE = (
    "Version ouverte : elle n’a ni identifiant, ni loyer. Ses lignes ne se rapprochent d’aucun logement quitté "
    "et ne donnent pas de loyer médian ; une ligne corrigée dans un autre fichier du même millésime s’y ajoute "
    "au lieu de remplacer la première : annulez d’abord le premier import."
)
SANS_ANNEE = (
    "Aucun titre ne dit l’année du fichier : ses logements sont rangés sous le millésime « inconnu », sans "
    "servir de référence. Dites l’année (--millesime 2024) et importez de nouveau."
)


def fusionner_rpls(
    session: Session, lecture: LectureRpls, rapport: Rapport, *, bailleur: str | None, avancement: Avancement
) -> None:
    """Ajoute les logements nouveaux du millésime, met à jour ceux qui ont changé, complète ceux que l'on suit."""
    _Parc(session, lecture, rapport, bailleur).garder(avancement)
    _dire(lecture, rapport)
    completer_les_logements(session, lecture.logements.objets, rapport, bailleur)


class _Parc:
    """Un millésime : ce que la base en a déjà, et ce que le fichier y change."""

    def __init__(self, session: Session, lecture: LectureRpls, rapport: Rapport, bailleur: str | None) -> None:
        self.session, self.rapport, self.bailleur = session, rapport, bailleur
        self.lus: Sequence[LogementRpls] = lecture.logements.objets
        self.millesime = lecture.millesime.code or SANS_MILLESIME
        parc = LogementDuParc
        requete = select(parc.cle, parc.id, parc.empreinte).where(parc.millesime == self.millesime)
        self.connus = {cle: (numero, empreinte) for cle, numero, empreinte in session.execute(requete)}

    def garder(self, avancement: Avancement) -> None:
        total, neufs, changes = len(self.lus), list[tuple[Any, ...]](), list[dict[str, Any]]()
        for rang, (lu, cle, empreinte) in enumerate(self._cles(), start=1):
            sort = self._sort(cle, empreinte)
            self.rapport.compter(sort)
            if sort is Sort.CREEE:
                neufs.append(self._ligne(lu, cle, empreinte))
            elif sort is Sort.MODIFIEE:
                valeurs = dict(zip(COLONNES, self._ligne(lu, cle, empreinte), strict=True))
                changes.append(valeurs | {"numero": self.connus[cle][0]})
            if rang % LOT == 0 or rang == total:
                self._ecrire(neufs, changes)
                neufs.clear()
                changes.clear()
                avancement(rang, total)

    def _cles(self) -> Iterator[tuple[LogementRpls, str, str]]:
        """La clé de chaque ligne ; une ligne sans identifiant a son empreinte, numérotée si elle se répète."""
        vues, repetitions = dict[str, int](), Counter[str]()
        for lu in self.lus:
            empreinte = self._empreinte(lu)
            repetitions[empreinte] += 1
            cle = lu.ident_rep or f"{empreinte}#{repetitions[empreinte]}"
            if (premiere := vues.setdefault(cle, lu.ligne)) == lu.ligne:
                self.rapport.logements += 1
                yield lu, cle, empreinte
            else:
                motif = f"Ce logement du répertoire est déjà à la ligne {premiere} : la première est gardée."
                self.rapport.ecarter(lu.feuille, lu.ligne, "IDENT_REP", motif)

    def _empreinte(self, lu: LogementRpls) -> str:
        valeurs = (self.bailleur, *(getattr(lu, nom) for nom in GARDES))
        return blake2b(repr([str(v) for v in valeurs]).encode(), digest_size=10).hexdigest()

    def _sort(self, cle: str, empreinte: str) -> Sort:
        if cle not in self.connus:
            return Sort.CREEE
        return Sort.INCHANGEE if self.connus[cle][1] == empreinte else Sort.MODIFIEE

    def _ligne(self, lu: LogementRpls, cle: str, empreinte: str) -> tuple[Any, ...]:
        return (self.millesime, cle, empreinte, self.bailleur, *(getattr(lu, nom) for nom in GARDES))

    def _ecrire(self, neufs: list[tuple[Any, ...]], changes: list[dict[str, Any]]) -> None:
        connexion = self.session.connection()
        if neufs:
            numeros = reserver(connexion, LogementDuParc, len(neufs))
            lignes = ((numero, *ligne) for numero, ligne in zip(numeros, neufs, strict=True))
            inserer(connexion, LogementDuParc, ("id", *COLONNES), lignes)
        if changes:
            ordre = update(_TABLE).where(_TABLE.c.id == bindparam("numero"))
            connexion.execute(ordre.values({nom: bindparam(nom) for nom in COLONNES}), changes)


def _dire(lecture: LectureRpls, rapport: Rapport) -> None:
    trouve = lecture.millesime
    combien = pluriel(rapport.logements, "logement")
    _informer(rapport, f"{combien}, {trouve.libelle}, {trouve.version.libelle.lower()} : {trouve.raison}.")
    if trouve.version is Version.OUVERTE:
        _informer(rapport, OUVERTE)
    if not trouve.annees:
        rapport.signaler("", None, None, SANS_ANNEE)


def _informer(rapport: Rapport, message: str) -> None:
    rapport.anomalies.append(Anomalie("", None, None, Gravite.INFO, message))
