"""Séparer un nom d'un prénom, ôter les civilités ; la casse du bailleur est gardée."""

import re

from relogement.imports.etat_locatif.objets import Identite
from relogement.imports.valeurs import texte_propre

CIVILITE = re.compile(r"(?:(?:m|mr|mme|mlle|monsieur|madame|mademoiselle)\.?(?:\s+(?:et|ou|&))?(?:\s+|$))+", re.I)
SEPARATEUR = re.compile(r"\s+/\s+|\s*;\s*")


def identites(nom: str, prenom: str) -> tuple[Identite, ...]:
    """Le titulaire et, quand la cellule nomme plusieurs personnes (« A / B »), les suivantes."""
    noms = [mot for mot in SEPARATEUR.split(nom) if mot and not CIVILITE.fullmatch(mot)]
    prenoms = SEPARATEUR.split(prenom) if len(noms) > 1 else [prenom]
    prenoms += [""] * (len(noms) - len(prenoms))
    return tuple(_identite(un_nom, un_prenom) for un_nom, un_prenom in zip(noms, prenoms, strict=False))


def _identite(nom: str, prenom: str) -> Identite:
    propre = texte_propre(nom) or ""
    sans_titre = CIVILITE.sub("", propre, count=1) if CIVILITE.match(propre) else propre
    if prenom := texte_propre(prenom) or "":
        return Identite(sans_titre, prenom)
    return _separe(sans_titre)


def _separe(texte: str) -> Identite:
    """« DA COSTA Inês » : les mots en capitales font le nom, la suite le prénom ; sinon tout est le nom."""
    mots = texte.split()
    capitales = next((rang for rang, mot in enumerate(mots) if not mot.isupper()), len(mots))
    if 0 < capitales < len(mots):
        return Identite(" ".join(mots[:capitales]), " ".join(mots[capitales:]))
    return Identite(texte)
