"""Lire ce qui vient d'un tableur : quelles cellules pour quels dossiers, et ce qui n'a pas été compris."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import dossiers
from db.champs_liste import ChampListe, catalogue
from db.lot import Changement, proposer
from relogement.erreurs import ErreurMetier
from relogement.imports.valeurs.du_champ import valeur_du_champ
from relogement.modeles import Menage
from relogement.rapprochement import sans_accents
from relogement.textes import pluriel

REFERENCE = "menage.reference"
CELLULES_MAX = 200_000
Tableau = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Cellule:
    """Une cellule collée : son dossier, son champ, ce qui y est écrit."""

    dossier: int
    champ: str
    texte: str = field(repr=False)


@dataclass(frozen=True)
class Collage:
    """Ce que l'on propose de changer, et ce que l'on a laissé de côté, dit en phrases."""

    changements: tuple[Changement, ...]
    laisses: tuple[str, ...] = ()
    vides: int = 0


def lire_tableau(texte: str) -> list[list[str]]:
    """Le presse-papiers d'un tableur : des tabulations, des guillemets autour des cellules à plusieurs lignes."""
    lignes = list(csv.reader(io.StringIO(texte.replace("\r\n", "\n")), delimiter="\t"))
    remplies = [[cellule.removeprefix("'") for cellule in ligne] for ligne in lignes if any(map(str.strip, ligne))]
    if sum(map(len, remplies)) > CELLULES_MAX:
        raise ErreurMetier("Ce tableau est trop grand pour être collé : importez-le depuis « Échanges ».")
    return remplies


def a_des_titres(tableau: Tableau) -> bool:
    """Sa première ligne nomme la colonne « Dossier » : les lignes se retrouvent par leur référence."""
    return bool(tableau) and any(_cle(titre) == REFERENCE for titre in tableau[0])


def par_reference(session: Session, tableau: Tableau, *, vider: bool = False) -> Collage:
    """Un tableau avec ses titres : chaque ligne va au dossier qu'elle nomme."""
    cles = [_cle(titre) for titre in tableau[0]]
    ou = cles.index(REFERENCE)
    lignes = [ligne for ligne in tableau[1:] if len(ligne) > ou and ligne[ou].strip()]
    connus = _dossiers(session, [ligne[ou].strip() for ligne in lignes])
    cellules = [
        Cellule(connus[ligne[ou].strip()], cle, texte)
        for ligne in lignes
        if ligne[ou].strip() in connus
        for cle, texte in zip(cles, ligne, strict=False)
        if cle is not None and catalogue()[cle].modifiable
    ]
    inconnus = [ligne[ou].strip() for ligne in lignes if ligne[ou].strip() not in connus]
    return _proposer(session, cellules, (*_titres_laisses(tableau[0], cles), *_inconnus(inconnus)), vider)


def sur_la_grille(
    session: Session, tableau: Tableau, ids: Sequence[int], cles: Sequence[str | None], *, vider: bool = False
) -> Collage:
    """Un tableau sans titres : ses lignes sur ces dossiers, ses colonnes sur ces champs ; une seule se répète."""
    lignes = list(tableau) * len(ids) if len(tableau) == 1 else list(tableau)
    cellules = [
        Cellule(dossier, cle, texte)
        for dossier, ligne in zip(ids, lignes, strict=False)
        for cle, texte in zip(cles, ligne, strict=False)
        if cle is not None and catalogue()[cle].modifiable
    ]
    largeur = max(map(len, tableau), default=0)
    fermees = largeur - sum(1 for cle in cles[:largeur] if cle is not None and catalogue()[cle].modifiable)
    laisses = [f"{pluriel(fermees, 'colonne collée ne se change', 'colonnes collées ne se changent')} pas ici."]
    trop = len(lignes) - len(ids)
    if trop > 0:
        laisses.append(f"{pluriel(trop, 'ligne collée dépasse', 'lignes collées dépassent')} la liste.")
    return _proposer(session, cellules, tuple(laisses[0 if fermees > 0 else 1 :]), vider)


def _proposer(session: Session, cellules: Sequence[Cellule], laisses: tuple[str, ...], vider: bool) -> Collage:
    voulues: dict[int, dict[str, Any]] = {}
    illisibles: list[tuple[Cellule, str]] = []
    vides = 0
    for cellule in cellules:
        if not cellule.texte.strip() and not vider:
            vides += 1
            continue
        champ = catalogue()[cellule.champ]
        try:
            valeur = valeur_du_champ(champ.type, cellule.texte)
        except ErreurMetier as erreur:
            illisibles.append((cellule, str(erreur)))
        else:
            voulues.setdefault(cellule.dossier, {})[cellule.champ] = valeur
    refuses = _refuses(session, illisibles)
    return Collage((*refuses, *proposer(session, voulues)), laisses, vides)


def _refuses(session: Session, illisibles: Sequence[tuple[Cellule, str]]) -> list[Changement]:
    """Une cellule illisible se montre avec sa phrase ; elle ne s'applique pas."""
    lignes = {
        ligne.id: ligne
        for ligne in dossiers.page(
            session,
            list(dict.fromkeys(c.dossier for c, _ in illisibles)),
            list(dict.fromkeys(c.champ for c, _ in illisibles)),
        )
    }
    return [
        Changement(c.dossier, ligne.reference, ligne.nom, c.champ, ligne.autres.get(c.champ), c.texte, phrase)
        for c, phrase in illisibles
        if (ligne := lignes.get(c.dossier)) is not None
    ]


def _dossiers(session: Session, references: Sequence[str]) -> Mapping[str, int]:
    requete = select(Menage.reference, Menage.id).where(Menage.reference.in_(list(dict.fromkeys(references))))
    connus: dict[str, int] = dict(session.execute(requete).all())
    return connus


def _cle(titre: str) -> str | None:
    """Le champ que nomme un titre de colonne : son titre dans la liste, son libellé ou un alias."""
    return _titres().get(sans_accents(titre))


def _titres() -> dict[str, str]:
    titres: dict[str, str] = {"pers": "menage.nb_personnes", "reference": REFERENCE}
    for champ in catalogue().values():
        for nom in (*champ.faits.alias, champ.faits.libelle, champ.titre):
            titres.setdefault(sans_accents(nom), champ.cle)
    return titres


def _titres_laisses(titres: Sequence[str], cles: Sequence[str | None]) -> list[str]:
    inconnus = [t for t, cle in zip(titres, cles, strict=True) if cle is None and t.strip()]
    fermes = [
        t
        for t, cle in zip(titres, cles, strict=True)
        if cle not in (None, REFERENCE) and not _champ(cle).modifiable
    ]
    phrases = []
    if inconnus:
        phrases.append(f"Colonnes non reconnues : {', '.join(inconnus)}.")
    if fermes:
        phrases.append(f"Colonnes qui ne se changent pas ici : {', '.join(fermes)}.")
    return phrases


def _champ(cle: str | None) -> ChampListe:
    assert cle is not None
    return catalogue()[cle]


def _inconnus(references: Sequence[str]) -> list[str]:
    if not references:
        return []
    cites = ", ".join(references[:3]) + (" …" if len(references) > 3 else "")
    phrase = pluriel(len(references), "ligne ne correspond", "lignes ne correspondent")
    return [f"{phrase} à aucun dossier : {cites}."]
