"""Ce qui a changé entre deux dates, dans un dossier ou dans beaucoup : par dossier, par acte, avec l'auteur."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from db.faits_changes import ecrire
from db.journal import Ecriture, LigneDeJournal, tables_suivies
from db.journee import noms_des_menages
from db.passe import champs_de
from db.passe_dit import MODELES, en_une_ligne, est_sensible, titre_de
from db.remise import Textes, en_texte
from relogement.champs import Faits, champs
from relogement.changements import ActeChange, Changements, Detail, DossierChange
from relogement.menage import Menage
from relogement.operation import Operation
from relogement.textes import INSECABLE

MONTRES = 200
DETAILS = 12
_L = LigneDeJournal
_NOMMES = ("personne", "offre", "logement_quitte", "cout", "passage_caleol", "relogement", "suivi", "piece")


class Periode(NamedTuple):
    """De quand à quand l'on regarde ; et de qui, si ce n'est pas de toute l'équipe."""

    depuis: datetime
    jusqu_a: datetime | None = None
    referent: str | None = None
    operation: str | None = None


def changements(
    session: Session, periode: Periode, *, menage_id: int | None = None, montres: int = MONTRES
) -> Changements:
    """Les dossiers changés pendant la période, le plus récemment changé d'abord."""
    filtres = _filtres(session, periode, menage_id)
    derniere = func.max(_L.ecriture_id)
    touches = select(_L.dossier_id, derniere).where(*filtres).group_by(_L.dossier_id)
    premiers = session.execute(touches.order_by(derniere.desc()).limit(montres + 1)).all()
    total = len(premiers)
    if total > montres:
        total = session.scalar(select(func.count(_L.dossier_id.distinct())).where(*filtres)) or 0
    ids = [dossier for dossier, _ in premiers[:montres] if dossier is not None]
    return Changements(tuple(_dossiers(session, ids, filtres)), total)


def _filtres(session: Session, periode: Periode, menage_id: int | None) -> list[ColumnElement[bool]]:
    """L'histoire avance par écritures : la période devient une suite de numéros."""
    jusqu_a = [Ecriture.le <= periode.jusqu_a] if periode.jusqu_a is not None else []
    premiere = session.scalar(select(func.max(Ecriture.id)).where(Ecriture.le < periode.depuis)) or 0
    derniere = session.scalar(select(func.max(Ecriture.id)).where(*jusqu_a)) or 0
    filtres: list[ColumnElement[bool]] = [
        _L.ecriture_id > premiere, _L.ecriture_id <= derniere, _L.dossier_id.is_not(None), _L.objet.in_(MODELES)
    ]  # fmt: skip
    if menage_id is not None:
        filtres.append(_L.dossier_id == menage_id)
    siens = select(Menage.id)
    if periode.referent is not None:
        filtres.append(_L.dossier_id.in_(siens.where(Menage.referent == periode.referent)))
    if periode.operation is not None:
        de_l_operation = siens.join(Operation).where(Operation.code == periode.operation)
        filtres.append(_L.dossier_id.in_(de_l_operation))
    return filtres


def _dossiers(
    session: Session, ids: Sequence[int], filtres: Sequence[ColumnElement[bool]]
) -> Iterator[DossierChange]:
    lignes = _lignes(session, ids, filtres)
    valeurs = _valeurs(session, lignes)
    references = dict(session.execute(select(Menage.id, Menage.reference).where(Menage.id.in_(ids))).all())
    noms = noms_des_menages(session, ids)
    par_dossier: dict[int, dict[int, list[Row[Any]]]] = defaultdict(lambda: defaultdict(list))
    for ligne in lignes:
        par_dossier[ligne.dossier_id][ligne.ecriture_id].append(ligne)
    for numero in ids:
        actes = [_acte(siennes, valeurs) for siennes in par_dossier[numero].values()]
        dits = tuple(sorted((a for a in actes if a.details), key=lambda a: a.ecriture, reverse=True))
        if dits:
            yield DossierChange(numero, references.get(numero, ""), noms.get(numero, ""), dits)


def _lignes(session: Session, ids: Sequence[int], filtres: Sequence[ColumnElement[bool]]) -> Sequence[Any]:
    requete = (
        select(
            _L.dossier_id, _L.ecriture_id, Ecriture.le, Ecriture.auteur, Ecriture.acte, _L.objet, _L.ligne_id,
            _L.geste, _L.champ, _L.avant, _L.apres,
        )
        .join(Ecriture, Ecriture.id == _L.ecriture_id)
        .where(_L.dossier_id.in_(ids), *filtres)
        .order_by(_L.id)
    )  # fmt: skip
    return session.execute(requete).all()


Valeurs = dict[tuple[str, int], Textes]


def _valeurs(session: Session, lignes: Sequence[Row[Any]]) -> Valeurs:
    """Les lignes encore là de ce qui a été créé ou changé : de quoi les nommer."""
    voulues: dict[str, set[int]] = defaultdict(set)
    for li in lignes:
        if li.geste == "C" or li.objet in _NOMMES:
            voulues[li.objet].add(li.ligne_id)
    suivies = {t.name: t for t in tables_suivies()}
    return {
        (objet, numero): textes
        for objet, numeros in voulues.items()
        for numero, textes in en_texte(
            session.connection(), suivies[objet], sorted(numeros), champs_de(objet)
        ).items()
    }


def _acte(lignes: Sequence[Row[Any]], valeurs: Valeurs) -> ActeChange:
    premiere = lignes[0]
    par_ligne: dict[tuple[str, int, str], list[Row[Any]]] = defaultdict(list)
    for li in lignes:
        par_ligne[li.objet, li.ligne_id, li.geste].append(li)
    crees = {cle[:2] for cle in par_ligne if cle[2] == "C"}
    parcours = any(cle[0] == "etape" for cle in crees)
    details = [
        detail
        for (objet, numero, geste), siennes in par_ligne.items()
        if geste != "M" or (objet, numero) not in crees
        for detail in _dire(objet, numero, geste, siennes, valeurs, sans_etat=parcours)
    ]
    return ActeChange(premiere.ecriture_id, premiere.le, premiere.auteur, premiere.acte, tuple(_abreges(details)))


def _abreges(details: list[Detail]) -> list[Detail]:
    """Une longue liste se coupe, en disant combien manquent."""
    if len(details) <= DETAILS:
        return details
    reste = f"et {len(details) - DETAILS + 1} autres changements"
    return [*details[: DETAILS - 1], Detail(reste, reste)]


def _dire(
    objet: str, numero: int, geste: str, lignes: Sequence[Row[Any]], valeurs: Valeurs, *, sans_etat: bool
) -> Iterator[Detail]:
    if geste == "M":
        yield from _modifies(objet, lignes, valeurs.get((objet, numero)), sans_etat=sans_etat)
        return
    connues = valeurs.get((objet, numero)) if geste == "C" else _gardees(lignes[0].avant)
    signe, nom = ("+", MODELES[objet][1]) if geste == "C" else ("−", MODELES[objet][1])
    public = f"{signe} {nom}"
    if objet == "menage" or connues is None:
        yield Detail(public, public)
        return
    dit = (
        titre_de(objet, connues)
        if objet in _NOMMES and objet != "piece"
        else " · ".join(en_une_ligne(objet, connues))
    )
    texte = f"{public}{INSECABLE}: {dit}" if dit != nom else public
    yield Detail(texte, public if est_sensible(objet) else texte)


def _gardees(avant: str | None) -> Textes | None:
    if avant is None:
        return None
    return {c: None if v is None else str(v) for c, v in json.loads(avant).items()}


def _modifies(
    objet: str, lignes: Sequence[Row[Any]], valeurs: Textes | None, *, sans_etat: bool
) -> Iterator[Detail]:
    modele = MODELES[objet][0]
    sujet = f"{titre_de(objet, valeurs)}, " if valeurs is not None and objet in _NOMMES else ""
    sujet_public = "" if objet == "menage" else f"{MODELES[objet][1]}, "
    for li in lignes:
        faits: Faits | None = champs(modele).get(li.champ or "")
        if faits is None or (sans_etat and objet == "menage" and li.champ == "etat"):
            continue
        passage = f"{ecrire(modele, faits, li.champ, li.avant)} → {ecrire(modele, faits, li.champ, li.apres)}"
        texte = f"{sujet}{faits.libelle}{INSECABLE}: {passage}"
        masque = f"{sujet_public}{faits.libelle}{INSECABLE}: {'modifié' if faits.sensible else passage}"
        yield Detail(texte, masque)
