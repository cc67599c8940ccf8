"""Écrire une résidence à la main : la nommer, la mesurer à une date, la retirer."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db import horloge
from relogement.equilibre.parc import Mesure
from relogement.erreurs import ErreurMetier
from relogement.modeles import MesureDeResidence, Residence
from relogement.rapprochement import cle
from relogement.textes import INSECABLE, jour

A_LA_MAIN = "saisie"


def enregistrer_residence(session: Session, residence_id: int | None, valeurs: Mapping[str, Any]) -> int:
    """Crée ou corrige ; deux résidences d'un bailleur ne portent pas le même nom dans la même commune."""
    nom = (valeurs.get("nom") or "").strip()
    if not nom:
        raise ErreurMetier(f"Résidence{INSECABLE}: donnez-lui le nom que porte le registre des logements.")
    if (logements := valeurs.get("nb_logements")) is not None and logements < 1:
        raise ErreurMetier(f"Logements{INSECABLE}: un nombre à partir de 1, ou rien si on ne sait pas.")
    _refuser_le_double(session, residence_id, {**valeurs, "nom": nom})
    residence = session.get(Residence, residence_id) if residence_id is not None else Residence(nom=nom)
    if residence is None:
        raise ErreurMetier("Cette résidence n’existe plus. Rouvrez la liste des résidences.")
    for champ, valeur in {**valeurs, "nom": nom}.items():
        setattr(residence, champ, valeur)
    session.add(residence)
    session.flush()
    return residence.id


def _refuser_le_double(session: Session, residence_id: int | None, valeurs: Mapping[str, Any]) -> None:
    colonnes = (Residence.id, Residence.bailleur, Residence.nom, Residence.commune)
    voulue = _cle(valeurs.get("bailleur"), valeurs["nom"], valeurs.get("commune"))
    for numero, *siens in session.execute(select(*colonnes)):
        if numero != residence_id and _cle(*siens) == voulue:
            raise ErreurMetier(
                f"« {valeurs['nom']} » est déjà une résidence de ce bailleur dans cette commune : ouvrez-la pour "
                "la corriger."
            )


def _cle(*textes: str | None) -> tuple[str, ...]:
    return tuple(cle(texte or "") for texte in textes)


def mesurer(session: Session, residence_id: int, au: date, mesures: Iterable[Mesure]) -> None:
    """Remplace ce qui est mesuré à cette date, et à celle-là seulement."""
    if au > horloge.aujourdhui():
        raise ErreurMetier(f"Données du{INSECABLE}: le {jour(au)} n’est pas encore passé. Corrigez la date.")
    connues = {
        m.indicateur: m
        for m in session.scalars(
            select(MesureDeResidence).where(
                MesureDeResidence.residence_id == residence_id, MesureDeResidence.au == au
            )
        )
    }
    for mesure in mesures:
        ligne = connues.pop(mesure.indicateur, None)
        if ligne is None:
            ligne = MesureDeResidence(residence_id=residence_id, indicateur=mesure.indicateur, au=au)
            session.add(ligne)
        dits = (mesure.taux, mesure.nombre, mesure.sur)
        if (ligne.taux, ligne.nombre, ligne.sur) != dits:
            ligne.taux, ligne.nombre, ligne.sur = dits
            ligne.source = A_LA_MAIN
    for oubliee in connues.values():
        session.delete(oubliee)
    session.flush()


def retirer_residence(session: Session, residence_id: int) -> None:
    """L'ôte avec ses mesures ; Ctrl+Z les rend."""
    session.execute(delete(MesureDeResidence).where(MesureDeResidence.residence_id == residence_id))
    session.execute(delete(Residence).where(Residence.id == residence_id))
