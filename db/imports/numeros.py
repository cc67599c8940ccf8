"""Fusionner une liste de numéros uniques : chaque ligne datée, avec sa source ; aucun dossier n'est touché."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.horloge import aujourdhui
from db.imports.chantier import Chantier, Reprise
from db.imports.fiches import Fiche
from db.numeros_sne import plausibles, portes
from relogement.imports.anomalies import Gravite
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


@dataclass
class _Comptes:
    """Ce qu'il faut dire à la fin."""

    muettes: int = 0
    anciennes: int = 0
    sans_bailleur: int = 0


def fusionner_numeros(
    chantier: Chantier, lecture: Lecture[NumeroLu], origine: OrigineSne = OrigineSne.LISTE
) -> None:
    """Ajoute les numéros nouveaux, met à jour les connus ; une liste ancienne n'écrase pas une plus récente."""
    nommables, comptes = _nommables(chantier, lecture), _Comptes()
    for paquet in chantier.paquets(lecture.objets):
        siens = chantier.lire(NumeroSne, NumeroSne.numero.in_([lu.numero for lu in paquet]))
        connus = {(f.numero, cle(f.bailleur)): f for f in siens}
        for lu in paquet:
            ligne = chantier.reprendre(lu, sujet(lu))
            _reprendre(chantier, ligne, lu, connus, origine, comptes, nommable=lu.numero in nommables)
        chantier.trancher()
    _dire(chantier, comptes)
    if comptes.sans_bailleur and origine is OrigineSne.LISTE:
        chantier.dire("", None, None, Gravite.AVERTISSEMENT, SANS_BAILLEUR)


def sujet(lu: NumeroLu) -> str:
    return " ".join(filter(None, (lu.nom, lu.prenom))) or lu.numero


def _reprendre(
    chantier: Chantier, ligne: Reprise, lu: NumeroLu, connus: dict[tuple[str, str], Fiche], origine: OrigineSne,
    comptes: _Comptes, *, nommable: bool,
) -> None:  # fmt: skip
    bailleur, du = lu.bailleur or chantier.choix.bailleur or "", lu.fichier_du or aujourdhui()
    comptes.sans_bailleur += not bailleur
    comptes.muettes += lu.nom is not None and not nommable
    fiche, valeurs = connus.get((lu.numero, cle(bailleur))), _valeurs(lu, nommable=nommable)
    datees = {"lu_le": du, "fichier": chantier.fichier, "provenance": origine}
    if fiche is None:
        neuve = ligne.creer(NumeroSne, principal=True, numero=lu.numero, bailleur=bailleur, **datees, **valeurs)
        if ligne.cochee:
            connus[lu.numero, cle(bailleur)] = neuve
    elif du < fiche.lu_le:
        comptes.anciennes += 1
    else:
        if valeurs["etat"] is not None:  # une demande redevenue active n'est plus radiée
            _effacer_la_radiation(chantier, ligne, fiche, valeurs)
        ligne.poser(fiche, valeurs)
        if ligne.cochee and (ligne.change or du > fiche.lu_le):
            for nom, valeur in datees.items():
                chantier.changer(fiche, nom, valeur)


def _effacer_la_radiation(chantier: Chantier, ligne: Reprise, fiche: Fiche, valeurs: Mapping[str, Any]) -> None:
    for nom in ("radiee_le", "motif_radiation"):
        if valeurs[nom] is None and getattr(fiche, nom) is not None and fiche.etat != valeurs["etat"]:
            ligne.effacer(fiche, nom)


def _nommables(chantier: Chantier, lecture: Lecture[NumeroLu]) -> set[str]:
    """Les numéros dont on garde le nom : ceux d'un dossier, ou de quelqu'un qui ressemble à l'un des nôtres."""
    connus = portes(chantier.session)
    autres = [lu for lu in lecture.objets if lu.nom and lu.numero not in connus]
    return {lu.numero for lu in lecture.objets if lu.numero in connus} | {
        autres[rang].numero for rang in plausibles(chantier.session, autres)
    }


def _valeurs(lu: NumeroLu, *, nommable: bool) -> dict[str, Any]:
    valeurs = {nom: getattr(lu, nom) for nom in (*_IDENTITE, *_DATES, *_ETAT)}
    return valeurs if nommable else valeurs | dict.fromkeys(_IDENTITE)


def _dire(chantier: Chantier, comptes: _Comptes) -> None:
    if comptes.muettes:
        combien = pluriel(comptes.muettes, "ligne ne correspond", "lignes ne correspondent")
        message = (
            f"{combien} à aucun dossier : le numéro et les dates sont gardés, pas le nom ni la naissance de "
            "personnes que ce projet ne suit pas."
        )
        chantier.dire("", None, None, Gravite.INFO, message)
    if comptes.anciennes:
        combien = pluriel(comptes.anciennes, "ligne vient", "lignes viennent")
        message = f"{combien} d’une liste plus ancienne que celle que l’on a déjà : rien n’y a changé."
        chantier.dire("", None, None, Gravite.INFO, message)
