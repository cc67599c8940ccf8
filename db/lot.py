"""Changer un champ de plusieurs dossiers d'un coup : d'abord montré, ancien → nouveau, puis écrit tout ou rien."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db import dossiers
from db.champs_liste import LOGEMENT, MENAGE, ChampListe, catalogue
from db.dossier import Modification, enregistrer
from db.horloge import aujourdhui
from db.pannes import Conflit
from relogement.base import Ligne
from relogement.champs import champs
from relogement.controles import remarques
from relogement.modeles import LogementQuitte, Menage
from relogement.textes import pluriel

NOMMES = 5
SANS_LOGEMENT = "Ce dossier n’a pas de logement quitté à lui."


@dataclass(frozen=True)
class Changement:
    """Une cellule à changer ; ``refus`` dit pourquoi elle ne peut pas l'être."""

    dossier: int
    reference: str
    nom: str = field(repr=False)
    champ: str
    avant: Any = field(repr=False)
    apres: Any = field(repr=False)
    refus: str = ""


def modifiables() -> list[ChampListe]:
    """Les champs qui se changent dans la grille, dans l'ordre du dossier."""
    return [champ for champ in catalogue().values() if champ.modifiable]


def proposer(session: Session, voulues: Mapping[int, Mapping[str, Any]]) -> list[Changement]:
    """Ce qui changerait : de chaque dossier, les champs dont la valeur voulue n'est pas celle d'aujourd'hui."""
    cles = list(dict.fromkeys(cle for du_dossier in voulues.values() for cle in du_dossier))
    ids = list(voulues)
    lignes = {ligne.id: ligne for ligne in dossiers.page(session, ids, cles)}
    menages = {m.id: m for m in session.scalars(select(Menage).where(Menage.id.in_(ids)))}
    proposes = []
    for dossier in filter(lignes.__contains__, ids):
        ligne = lignes[dossier]
        for cle, apres in voulues[dossier].items():
            if (avant := ligne.autres.get(cle)) != apres:
                refus = _refus_du_dossier(menages[dossier], cle, apres)
                proposes.append(Changement(dossier, ligne.reference, ligne.nom, cle, avant, apres, refus))
    return proposes


def appliquer(session: Session, changements: Sequence[Changement], *, auteur: str = "") -> int:
    """Écrit ces changements et rend le nombre de dossiers touchés.

    Une cellule que quelqu'un d'autre a changée depuis qu'elle a été montrée arrête tout : rien n'est écrasé.
    """
    acceptes = [c for c in changements if not c.refus]
    menages = _menages(session, {c.dossier for c in acceptes})
    if devancees := [c for c in acceptes if _actuelle(menages.get(c.dossier), c) != c.avant]:
        raise Conflit(_devance(devancees))
    for (dossier, origine), valeurs in _par_ligne(acceptes).items():
        ligne = _ligne(menages[dossier], origine)
        assert ligne is not None
        enregistrer(session, dossier, [Modification(type(ligne), ligne.id, ligne.version, valeurs)], auteur=auteur)
    return len({c.dossier for c in acceptes})


def refus(cle: str, valeur: Any) -> str:
    """Pourquoi ce champ ne peut pas valoir cela, quel que soit le dossier ; vide s'il le peut."""
    champ = catalogue()[cle]
    return _impossible(champ.origine.modele, {champ.attribut: valeur}, champ.attribut)


def _refus_du_dossier(menage: Menage, cle: str, valeur: Any) -> str:
    """La même chose, à côté de ce que le dossier porte déjà."""
    champ = catalogue()[cle]
    if champ.origine is LOGEMENT:
        return refus(cle, valeur) if menage.logement_quitte_id is not None else SANS_LOGEMENT
    valeurs = {nom: getattr(menage, nom) for nom in champs(Menage)} | {champ.attribut: valeur}
    return _impossible(Menage, valeurs, champ.attribut)


def _impossible(modele: type, valeurs: Mapping[str, Any], nom: str) -> str:
    dites = remarques(modele, valeurs, au=aujourdhui())
    return next((r.phrase for r in dites if r.bloque and nom in r.champs), "")


def _menages(session: Session, ids: Iterable[int]) -> dict[int, Menage]:
    """Les dossiers et ce que leur changement relira, en quelques requêtes."""
    options = (selectinload(Menage.logement_quitte), selectinload(Menage.etapes))
    requete = select(Menage).where(Menage.id.in_(list(ids))).options(*options)
    return {menage.id: menage for menage in session.scalars(requete)}


def _ligne(menage: Menage | None, origine: str) -> Ligne | None:
    if menage is None or origine == MENAGE.cle:
        return menage
    logement: LogementQuitte | None = menage.logement_quitte
    return logement


def _actuelle(menage: Menage | None, changement: Changement) -> Any:
    champ = catalogue()[changement.champ]
    return getattr(_ligne(menage, champ.origine.cle), champ.attribut, None)


def _par_ligne(changements: Sequence[Changement]) -> dict[tuple[int, str], dict[str, Any]]:
    rangees: dict[tuple[int, str], dict[str, Any]] = {}
    for changement in changements:
        champ = catalogue()[changement.champ]
        rangees.setdefault((changement.dossier, champ.origine.cle), {})[champ.attribut] = changement.apres
    return rangees


def _devance(changements: Sequence[Changement]) -> str:
    references = list(dict.fromkeys(c.reference for c in changements))
    autres = len(references) - NOMMES
    noms = ", ".join(references[:NOMMES]) + (f" et {pluriel(autres, 'autre')}" if autres > 0 else "")
    champs = ", ".join(dict.fromkeys(catalogue()[c.champ].faits.libelle for c in changements))
    return (
        f"Entre-temps, quelqu’un d’autre a changé {champs} dans {noms} : rien n’a été écrit. "
        "La valeur d’aujourd’hui est maintenant montrée : vérifiez, puis recommencez."
    )
