"""Ouvrir un dossier à la main : sa référence proposée, et tout ce qu'il faut créer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.corbeille import references_jetees
from db.doublons import ecarter
from db.verifications import verifier
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementQuitte
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Etat, Lien, TypeDossier
from relogement.operation import Operation
from relogement.parcours import passer

DU_MENAGE = ("reference", "type", "nb_personnes", "telephone")
DE_LA_PERSONNE = ("nom", "prenom", "naissance_le")
DU_LOGEMENT = ("ug", "typologie", "surface", "bailleur")
_NUMERO = re.compile(r"(.*?)(\d+)$")


@dataclass(frozen=True)
class Saisie:
    """Ce qui est tapé dans le formulaire d'un nouveau dossier ; `autres` : les ressemblants dits d'un autre."""

    operation: str
    valeurs: Mapping[str, Any] = field(repr=False)
    autres: Sequence[int] = ()

    def de(self, noms: Sequence[str]) -> dict[str, Any]:
        return {nom: self.valeurs.get(nom) for nom in noms}


def reference_proposee(session: Session, operation: str) -> str:
    """La suite de la plus grande référence de l'opération : « AC-061 » après « AC-060 ».

    Celle d'un dossier à la corbeille n'est pas redonnée : il peut encore revenir.
    """
    requete = select(Menage.reference).join(Operation).where(Operation.code == operation)
    connues = {*session.scalars(requete), *references_jetees(session, operation)}
    numeros = [m for r in connues if (m := _NUMERO.fullmatch(r)) and r.count("-") < 2]
    if not numeros:
        return f"{operation}-001"
    dernier = max(numeros, key=lambda m: int(m[2]))
    return f"{dernier[1]}{int(dernier[2]) + 1:0{len(dernier[2])}d}"


def ouvrir_dossier(session: Session, saisie: Saisie, *, le: date, auteur: str = "") -> int:
    """Crée le dossier, sa première personne et, si besoin, le logement qu'elle quitte ; rend son numéro."""
    valeurs = saisie.valeurs
    _verifier(session, valeurs)
    operation = session.scalars(select(Operation).where(Operation.code == saisie.operation)).one()
    quitte = _logement_quitte(session, operation, saisie)
    menage = Menage(
        operation=operation,
        logement_quitte=quitte,
        personnes=[Personne(lien=Lien.TITULAIRE, **saisie.de(DE_LA_PERSONNE))],
        **saisie.de(DU_MENAGE),
    )
    verifier(menage, DU_MENAGE)
    verifier(menage.personnes[0], DE_LA_PERSONNE)
    menage.dossier_parent = _titulaire_du_logement(session, quitte, menage.type)
    passer(menage, Etat.RECENSE, le, auteur=auteur)
    session.add(menage)
    session.flush()
    for autre in saisie.autres:
        ecarter(session, menage.id, autre)
    return menage.id


def _verifier(session: Session, valeurs: Mapping[str, Any]) -> None:
    if not valeurs.get("nom"):
        raise ErreurMetier("Écrivez le nom du ménage.")
    reference = valeurs.get("reference")
    if not reference:
        raise ErreurMetier("Donnez une référence au dossier.")
    if session.scalar(select(func.count()).where(Menage.reference == reference)):
        raise ErreurMetier(f"Le dossier « {reference} » existe déjà. Choisissez une autre référence.")


def _logement_quitte(session: Session, operation: Operation, saisie: Saisie) -> LogementQuitte | None:
    """Le logement de cette UG s'il est connu, complété de ce qui manquait ; sinon un nouveau."""
    du_logement = saisie.de(DU_LOGEMENT)
    if not any(du_logement.values()):
        return None
    requete = select(LogementQuitte).where(
        LogementQuitte.operation_id == operation.id, LogementQuitte.ug == du_logement["ug"]
    )
    connu = session.scalar(requete) if du_logement["ug"] else None
    if connu is None:
        return LogementQuitte(operation=operation, **du_logement)
    for nom, valeur in du_logement.items():
        if getattr(connu, nom) is None:
            setattr(connu, nom, valeur)
    return connu


def _titulaire_du_logement(session: Session, quitte: LogementQuitte | None, genre: TypeDossier) -> Menage | None:
    """Un décohabitant ou un hébergé est rattaché au titulaire de son logement."""
    if quitte is None or quitte.id is None:
        return None
    requete = select(Menage).where(Menage.logement_quitte_id == quitte.id, Menage.type == TypeDossier.TITULAIRE)
    titulaire = session.scalars(requete).first()
    if genre is not TypeDossier.TITULAIRE:
        return titulaire
    if titulaire is not None:
        raise ErreurMetier(
            f"L’UG « {quitte.ug} » est déjà celle du dossier « {titulaire.reference} ». "
            "Corrigez l’UG, ou ouvrez un dossier de décohabitant."
        )
    return None
