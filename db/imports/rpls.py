"""Garder un millésime du répertoire du parc social, par brassées : la même ligne deux fois n'y est qu'une."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields
from hashlib import blake2b
from typing import Any

from sqlalchemy import select

from db.imports.chantier import Chantier, Reprise
from db.imports.fiches import Fiche
from db.imports.parc_complete import Complements
from db.imports.rapport import Rapport
from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.rpls import LectureRpls, LogementRpls, Version
from relogement.modeles import LogementDuParc
from relogement.parc_social import SANS_MILLESIME
from relogement.textes import pluriel

DE_LA_TABLE = frozenset(LogementDuParc.__table__.c.keys())
GARDES = tuple(c.name for c in fields(LogementRpls) if c.name in DE_LA_TABLE)
OUVERTE = (
    "Version ouverte : elle n’a ni identifiant, ni loyer. Ses lignes ne se rapprochent d’aucun logement quitté "
    "et ne donnent pas de loyer médian ; une ligne corrigée dans un autre fichier du même millésime s’y ajoute "
    "au lieu de remplacer la première : annulez d’abord le premier import."
)
SANS_ANNEE = (
    "Aucun titre ne dit l’année du fichier : ses logements sont rangés sous le millésime « inconnu », sans "
    "servir de référence. Dites l’année (--millesime 2024) et importez de nouveau."
)


def fusionner_rpls(chantier: Chantier, lecture: LectureRpls) -> None:
    """Ajoute les logements nouveaux du millésime, met à jour ceux qui ont changé, complète ceux que l'on suit."""
    complements = Complements(chantier.session, lecture.logements.objets, chantier.choix.bailleur)
    _Parc(chantier, lecture, complements).garder()
    _dire(lecture, chantier.rapport)
    complements.dire(chantier.rapport.anomalies)


def sujet(lu: LogementRpls) -> str:
    return " ".join(filter(None, (lu.adresse, lu.commune))) or lu.ident_rep or "Logement"


class _Parc:
    """Un millésime : ce que la base en a déjà, et ce que le fichier y change."""

    def __init__(self, chantier: Chantier, lecture: LectureRpls, complements: Complements) -> None:
        self.complements = complements
        self.chantier, self.bailleur = chantier, chantier.choix.bailleur
        self.lus: Sequence[LogementRpls] = lecture.logements.objets
        self.millesime = lecture.millesime.code or SANS_MILLESIME
        parc = LogementDuParc
        requete = select(parc.cle, parc.id, parc.empreinte).where(parc.millesime == self.millesime)
        self.connus = {cle: (numero, empreinte) for cle, numero, empreinte in chantier.session.execute(requete)}
        self.vues, self.repetitions = dict[str, int](), Counter[str]()

    def garder(self) -> None:
        for paquet in self.chantier.paquets(self.lus):
            reconnus = [(lu, *self._cle(lu)) for lu in paquet]
            changes = [n for _, cle, empreinte in reconnus for n, e in [self._connu(cle)] if n and e != empreinte]
            condition = LogementDuParc.id.in_(changes)
            siens = {f.id: f for f in (self.chantier.lire(LogementDuParc, condition) if changes else ())}
            suivis = self.complements.lire(self.chantier, paquet)
            for lu, cle, empreinte in reconnus:
                if (ligne := self._reprendre(lu, cle, empreinte, siens)) is not None:
                    self.complements.poser(ligne, lu, suivis)
            self.chantier.trancher()

    def _connu(self, cle: str) -> tuple[int | None, str]:
        return self.connus.get(cle, (None, ""))

    def _reprendre(
        self, lu: LogementRpls, cle: str, empreinte: str, siens: Mapping[int | None, Fiche]
    ) -> Reprise | None:
        ligne = self.chantier.reprendre(lu, sujet(lu))
        if (premiere := self.vues.setdefault(cle, lu.ligne)) != lu.ligne:
            ligne.ecarter(
                "IDENT_REP", f"Ce logement du répertoire est déjà à la ligne {premiere} : la première est gardée."
            )
            return None
        self.chantier.rapport.logements += ligne.cochee
        numero, connue = self._connu(cle)
        valeurs = {nom: getattr(lu, nom) for nom in GARDES} | {"bailleur": self.bailleur}
        if numero is None:
            ligne.creer(
                LogementDuParc, principal=True, millesime=self.millesime, cle=cle, empreinte=empreinte, **valeurs
            )
        elif connue != empreinte:
            self._corriger(ligne, siens[numero], valeurs, empreinte)
        return ligne

    def _corriger(self, ligne: Reprise, fiche: Fiche, valeurs: Mapping[str, Any], empreinte: str) -> None:
        """Le répertoire fait foi : ce qu'il ne dit plus s'efface."""
        for nom, valeur in valeurs.items():
            if valeur is None and fiche.valeurs[nom] is not None:
                ligne.effacer(fiche, nom)
        ligne.poser(fiche, valeurs)
        if ligne.cochee:
            self.chantier.changer(fiche, "empreinte", empreinte)

    def _cle(self, lu: LogementRpls) -> tuple[str, str]:
        """Une ligne sans identifiant a son empreinte, numérotée si elle se répète."""
        empreinte = self._empreinte(lu)
        self.repetitions[empreinte] += 1
        return lu.ident_rep or f"{empreinte}#{self.repetitions[empreinte]}", empreinte

    def _empreinte(self, lu: LogementRpls) -> str:
        valeurs = (self.bailleur, *(getattr(lu, nom) for nom in GARDES))
        return blake2b(repr([str(v) for v in valeurs]).encode(), digest_size=10).hexdigest()


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
