"""Ajouter une personne à un ménage, ou corriger ce que l'on sait d'elle."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from db.lignes_du_dossier import relire
from db.verifications import verifier, verifier_les_liens
from relogement.menage import Menage, Personne


def ajouter_personne(session: Session, menage_id: int, valeurs: Mapping[str, Any]) -> None:
    """Refuse ce qui ne peut pas être vrai, et un deuxième titulaire."""
    menage, personne = relire(session, Menage, menage_id), Personne(**valeurs)
    verifier(personne, valeurs)
    menage.personnes.append(personne)
    verifier_les_liens(menage)


def modifier_personne(session: Session, menage_id: int, personne: Personne, valeurs: Mapping[str, Any]) -> None:
    """La même chose pour des champs changés ; refuse si quelqu'un d'autre vient de changer la personne."""
    ligne, menage = relire(session, Personne, personne.id, personne.version), relire(session, Menage, menage_id)
    for nom, valeur in valeurs.items():
        setattr(ligne, nom, valeur)
    verifier(ligne, valeurs)
    if "lien" in valeurs:
        verifier_les_liens(menage)
