"""Fusionner une liste de numéros uniques : chaque ligne datée, avec sa source ; aucun dossier n'est touché."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.horloge import aujourdhui
from db.imports.changements import Changements
from db.imports.rapport import Rapport
from db.numeros_sne import plausibles, portes
from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.numeros import NumeroLu
from relogement.imports.resultat import Lecture
from relogement.modeles import NumeroSne
from relogement.numero_sne import OrigineSne
from relogement.rapprochement import cle
from relogement.textes import pluriel

_IDENTITE = ("nom", "prenom", "naissance_le", "naissance_annee", "ug")
_DATES = ("depose_le", "renouvele_le", "bail_le", "attribue_par", "relogement_anru")
_ETAT = ("etat", "radiee_le", "motif_radiation")
SANS_BAILLEUR = (
    "La liste ne dit pas de quel bailleur elle vient : donnez-le à l’import (« Bailleur », ou --bailleur) pour "
    "savoir ensuite quels numéros manquent à la sienne."
)


def fusionner_numeros(
    session: Session, lecture: Lecture[NumeroLu], rapport: Rapport, *, fichier: str, bailleur: str | None = None,
    origine: OrigineSne = OrigineSne.LISTE,
) -> None:  # fmt: skip
    """Ajoute les numéros nouveaux, met à jour les connus ; une liste ancienne n'écrase pas une plus récente."""
    connus = {(n.numero, cle(n.bailleur)): n for n in session.scalars(select(NumeroSne))}
    nommables = _nommables(session, lecture)
    muettes = anciennes = sans_bailleur = 0
    for lu in lecture.objets:
        nom = lu.bailleur or bailleur or ""
        sans_bailleur += not nom
        valeurs = _valeurs(lu, nommable=lu.numero in nommables)
        muettes += lu.nom is not None and lu.numero not in nommables
        du, ligne = lu.fichier_du or aujourdhui(), connus.get((lu.numero, cle(nom)))
        anciennes += ligne is not None and du < ligne.lu_le
        rapport.compter(_reprendre(session, ligne, lu.numero, nom, du, fichier, origine, valeurs).sort)
    _dire(rapport, muettes, anciennes)
    if sans_bailleur and origine is OrigineSne.LISTE:
        rapport.signaler("", None, None, SANS_BAILLEUR)


def _reprendre(
    session: Session, ligne: NumeroSne | None, numero: str, bailleur: str, du: date, fichier: str,
    origine: OrigineSne, valeurs: dict[str, Any],
) -> Changements:  # fmt: skip
    changements = Changements()
    if ligne is None:
        session.add(
            NumeroSne(numero=numero, bailleur=bailleur, provenance=origine, fichier=fichier, lu_le=du, **valeurs)
        )
        changements.cree = True
    elif du >= ligne.lu_le:
        if valeurs["etat"] is not None:  # une demande redevenue active n'est plus radiée
            _effacer_la_radiation(ligne, valeurs, changements)
        changements.poser(ligne, **valeurs)
        if changements.modifie or du > ligne.lu_le:
            ligne.lu_le, ligne.fichier, ligne.provenance = du, fichier, origine
    return changements


def _effacer_la_radiation(ligne: NumeroSne, valeurs: dict[str, Any], changements: Changements) -> None:
    for nom in ("radiee_le", "motif_radiation"):
        if valeurs[nom] is None and getattr(ligne, nom) is not None and ligne.etat != valeurs["etat"]:
            setattr(ligne, nom, None)
            changements.modifie = True


def _nommables(session: Session, lecture: Lecture[NumeroLu]) -> set[str]:
    """Les numéros dont on garde le nom : ceux d'un dossier, ou de quelqu'un qui ressemble à l'un des nôtres."""
    connus = portes(session)
    autres = [lu for lu in lecture.objets if lu.nom and lu.numero not in connus]
    return {lu.numero for lu in lecture.objets if lu.numero in connus} | {
        autres[rang].numero for rang in plausibles(session, autres)
    }


def _valeurs(lu: NumeroLu, *, nommable: bool) -> dict[str, Any]:
    valeurs = {nom: getattr(lu, nom) for nom in (*_IDENTITE, *_DATES, *_ETAT)}
    return valeurs if nommable else valeurs | dict.fromkeys(_IDENTITE)


def _dire(rapport: Rapport, muettes: int, anciennes: int) -> None:
    if muettes:
        combien = pluriel(muettes, "ligne ne correspond", "lignes ne correspondent")
        message = (
            f"{combien} à aucun dossier : le numéro et les dates sont gardés, pas le nom ni la naissance de "
            "personnes que ce projet ne suit pas."
        )
        rapport.anomalies.append(Anomalie("", None, None, Gravite.INFO, message))
    if anciennes:
        combien = pluriel(anciennes, "ligne vient", "lignes viennent")
        message = f"{combien} d’une liste plus ancienne que celle que l’on a déjà : rien n’y a changé."
        rapport.anomalies.append(Anomalie("", None, None, Gravite.INFO, message))
