"""Ce que le journal garde d'un champ changé, redit avec les mots et l'écriture de la fenêtre."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Date, DateTime, Row, inspect
from sqlalchemy import Enum as SqlEnum

from relogement.base import Base, Centiemes
from relogement.champs import Faits, champs
from relogement.menage import Menage, Personne
from relogement.modeles import (
    Cout,
    LogementOffert,
    LogementQuitte,
    Offre,
    PassageCaleol,
    Piece,
    Relogement,
    Suivi,
)
from relogement.textes import FINE, TIRET, jour, nombre, oui_non, pluriel

RACONTES: dict[str, tuple[type[Base], str]] = {
    "menage": (Menage, "Ménage"),
    "personne": (Personne, "Personne"),
    "logement_quitte": (LogementQuitte, "Logement quitté"),
    "logement_offert": (LogementOffert, "Logement offert"),
    "cout": (Cout, "Coût"),
    "offre": (Offre, "Offre"),
    "passage_caleol": (PassageCaleol, "CALEOL"),
    "relogement": (Relogement, "Relogement"),
    "suivi": (Suivi, "Suivi"),
    "piece": (Piece, "Pièce"),
}
DE_L_ENQUETE = {
    "ressource": ("Ressources par mois", "montant", "montants"),
    "souhait": ("Souhaits", "souhait", "souhaits"),
    "besoin": ("Besoins du logement", "besoin", "besoins"),
    "accompagnement": ("Accompagnement", "point", "points"),
}
GESTES = {"C": ("de plus", "de plus"), "M": ("changé", "changés"), "S": ("de moins", "de moins")}
VRAI, FAUX = {"1", "true", "t"}, {"0", "false", "f"}


@dataclass(frozen=True)
class Change:
    """Une ligne changée par une écriture."""

    le: datetime
    auteur: str
    titre: str
    detail: str


def raconter(lignes: Sequence[Row[Any]], menage: Menage) -> Iterator[Change]:
    """Un changement par ligne et par écriture ; ce qu'un acte ou une création a fait n'est pas redit.

    Une annulation se dit d'une ligne, par ses mots.
    """
    par_ecriture: dict[int, list[Row[Any]]] = defaultdict(list)
    for ligne in lignes:
        par_ecriture[ligne.ecriture_id].append(ligne)
    for ecrites in par_ecriture.values():
        premiere = ecrites[0]
        if premiere.annule_id is not None:
            yield Change(premiere.le, premiere.auteur, premiere.acte, "")
        elif not _est_un_acte(ecrites):
            yield from _changes(ecrites, menage)


def _est_un_acte(ecrites: Sequence[Row[Any]]) -> bool:
    return any(e.objet in ("etape", "menage") and e.geste == "C" for e in ecrites)


def _changes(ecrites: Sequence[Row[Any]], menage: Menage) -> Iterator[Change]:
    par_ligne: dict[tuple[str, int, str], list[Row[Any]]] = defaultdict(list)
    for e in ecrites:
        par_ligne[e.objet, e.ligne_id, e.geste].append(e)
    yield from _de_l_enquete(ecrites)
    for (objet, ligne_id, geste), champs_ in par_ligne.items():
        premier = champs_[0]
        dit = _dire(objet, ligne_id, geste, champs_, menage)
        if dit is not None:
            yield Change(premier.le, premier.auteur, *dit)


def _de_l_enquete(ecrites: Sequence[Row[Any]]) -> Iterator[Change]:
    """« Ressources par mois : 12 mois saisis » : une ligne par liste de l'enquête, pas une par mois."""
    for objet, (titre, un, plusieurs) in DE_L_ENQUETE.items():
        lignes = [e for e in ecrites if e.objet == objet]
        if lignes:
            comptes = [(g, len({e.ligne_id for e in lignes if e.geste == g})) for g in GESTES]
            dits = [f"{pluriel(n, un, plusieurs)} {GESTES[g][n > 1]}" for g, n in comptes if n]
            yield Change(lignes[0].le, lignes[0].auteur, titre, ", ".join(dits))


def _dire(
    objet: str, ligne_id: int, geste: str, lignes: Sequence[Row[Any]], menage: Menage
) -> tuple[str, str] | None:
    if objet == "personne" and geste != "M":
        return _personne(geste, ligne_id, lignes[0].avant, menage)
    if objet == "piece" and geste != "M":
        return _piece(geste, lignes[0].avant)
    if objet in DE_L_ENQUETE:
        return None
    if objet not in RACONTES or geste != "M":
        return None
    modele, nom = RACONTES[objet]
    faits = champs(modele)
    dits = [(faits[e.champ], e) for e in lignes if e.champ in faits and e.champ != "etat"]
    if not dits:
        return None
    sujet = _sujet(objet, ligne_id, nom, menage)
    if len(dits) == 1:
        fait, e = dits[0]
        return f"{fait.libelle}{sujet}", _passage(modele, fait, e, e.champ)
    details = "\n".join(f"{fait.libelle} : {_passage(modele, fait, e, e.champ)}" for fait, e in dits)
    return f"{pluriel(len(dits), 'champ modifié', 'champs modifiés')}{sujet}", details


def _sujet(objet: str, ligne_id: int, nom: str, menage: Menage) -> str:
    """« de Seydou », « de l'offre 2 » ; rien quand c'est le ménage."""
    if objet == "personne":
        trouve = next((p for p in menage.personnes if p.id == ligne_id), None)
        return f" de {trouve.prenom or trouve.nom}" if trouve else ""
    if objet == "offre":
        rang = next((o.rang for o in menage.offres if o.id == ligne_id), None)
        return f" de l’offre {rang}" if rang else ""
    return "" if objet == "menage" else f", {nom.lower() if nom != 'CALEOL' else nom}"


def _personne(geste: str, ligne_id: int, avant: str | None, menage: Menage) -> tuple[str, str]:
    if geste == "S":
        retiree = json.loads(avant or "{}")
        return "Personne retirée du ménage", str(retiree.get("prenom") or retiree.get("nom") or "")
    ajoutee = next((p for p in menage.personnes if p.id == ligne_id), None)
    return "Personne ajoutée au ménage", (ajoutee.prenom or ajoutee.nom) if ajoutee else ""


def _piece(geste: str, avant: str | None) -> tuple[str, str]:
    if geste == "C":
        return "Pièce ajoutée au dossier", ""
    retiree = json.loads(avant or "{}")
    return "Pièce supprimée du dossier", str(retiree.get("nom") or "")


def _passage(modele: type[Base], faits: Faits, ligne: Row[Any], champ: str) -> str:
    return f"{ecrire(modele, faits, champ, ligne.avant)} → {ecrire(modele, faits, champ, ligne.apres)}"


def ecrire(modele: type[Base], faits: Faits, champ: str, brut: object) -> str:
    """La valeur gardée par le journal, comme elle s'écrit dans la fenêtre ; vide se lit « — »."""
    if brut is None or brut == "":
        return TIRET
    texte, genre = str(brut), inspect(modele).columns[champ].type
    if isinstance(genre, SqlEnum) and genre.enum_class is not None:
        return _libelle(genre.enum_class, texte)
    if isinstance(genre, Centiemes):
        return _avec_unite(Decimal(texte).scaleb(-2), faits.unite)
    if isinstance(genre, Boolean):
        return oui_non(True if texte.lower() in VRAI else False if texte.lower() in FAUX else None)
    if isinstance(genre, Date | DateTime):
        return jour(date.fromisoformat(texte[:10]))
    return "mise à jour" if texte.startswith(("{", "[")) else texte


def _libelle(codes: Any, texte: str) -> str:
    return next((str(code.libelle) for code in codes if code.value == texte), texte)


def _avec_unite(valeur: Decimal, unite: str) -> str:
    return f"{nombre(valeur)}{FINE}{unite}" if unite else nombre(valeur)
