"""Mesurer les indicateurs dans le cube : pour tout le projet, une opération, ou chaque valeur d'un axe."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.baremes import periodes_ajoutees
from db.cube import Cube, Filtre, lire_cube, repartir
from db.cube import mesurer as compter
from relogement.indicateurs.axes import AXE_PAR_CLE
from relogement.indicateurs.criteres import INDICATEURS, QUATRE_CRITERES, dans_la_base
from relogement.indicateurs.indicateur import Indicateur, Mesure, couverture_exigee
from relogement.modeles import Bilan, LogementQuitte, Operation
from relogement.nomenclatures import Critere

_OPERATION = AXE_PAR_CLE["operation"]
_CRITERES = [i for i in INDICATEURS if i.code in QUATRE_CRITERES]


@dataclass(frozen=True)
class Mesures:
    """Les mesures de chaque indicateur, par code : tous les dossiers, et les titulaires seuls."""

    au: date
    tous: dict[str, Mesure]
    titulaires: dict[str, Mesure]
    base_tous: int
    base_titulaires: int


def mesurer(session: Session, au: date, operation: str | None = None) -> Mesures:
    """Tous les indicateurs à une date, pour le projet ou une opération."""
    return mesures_de(lire_cube(session, au, INDICATEURS, [_OPERATION]), operation)


def mesurer_criteres(session: Session, au: date, operation: str | None = None) -> dict[str, Mesure]:
    """Les quatre critères de l'ANRU seuls, tous dossiers, par code : le moteur compte, rien ne se charge."""
    valeurs = [i.valeur(au).label(i.code) for i in _CRITERES]
    douteux, effectif = Bilan.qpv_a_verifier.label("douteux"), func.count().label("effectif")
    requete = select(*valeurs, douteux, effectif).where(dans_la_base(au)).group_by(*valeurs, douteux)
    if operation:
        requete = requete.join(Operation, Operation.id == Bilan.operation_id).where(Operation.code == operation)
    vide = Mesure(couverture_min=couverture_exigee(au, periodes_ajoutees(session)))
    mesures = dict.fromkeys((i.code for i in _CRITERES), vide)
    for ligne in session.execute(requete):
        for critere in _CRITERES:
            a_verifier = ligne.effectif if critere.sur_le_lieu and ligne.douteux else 0
            valeur = Critere(ligne._mapping[critere.code])
            mesures[critere.code] = mesures[critere.code].plus(valeur, ligne.effectif, a_verifier)
    return mesures


def mesurer_par_operation(session: Session, au: date) -> dict[str, Mesures]:
    """Les mêmes mesures pour chaque opération ; une opération sans dossier mesure zéro."""
    cube = lire_cube(session, au, INDICATEURS, [_OPERATION])
    par_operation = mesures_par_valeur(cube, _OPERATION.cle)
    return {code: par_operation.get(code) or mesures_vides(cube) for code in cube.operations}


def mesures_de(cube: Cube, operation: str | None = None) -> Mesures:
    """Les mesures des deux populations ; un indicateur sur les logements vaut pour les deux."""
    axes = {_OPERATION.cle: operation} if operation else {}
    tous, titulaires = (_mesures(cube, Filtre(titulaires, axes)) for titulaires in (False, True))
    return _reunies(cube, tous, titulaires)


def mesures_vides(cube: Cube) -> Mesures:
    """Celles d'un groupe où il n'y a personne."""
    rien = {i.code: Mesure(couverture_min=cube.couverture_min) for i in INDICATEURS}
    return _reunies(cube, rien, rien)


def mesures_par_valeur(cube: Cube, axe: str, operation: str | None = None) -> dict[Any, Mesures]:
    """Les mesures de chaque valeur d'un axe, dans leur ordre."""
    axes = {_OPERATION.cle: operation} if operation else {}
    tous, titulaires = (_par_valeur(cube, axe, Filtre(titulaires, axes)) for titulaires in (False, True))
    rien = mesures_vides(cube).tous
    return {v: _reunies(cube, {**rien, **tous[v]}, {**rien, **titulaires.get(v, {})}) for v in tous}


def dossiers_de(
    session: Session, indicateur: Indicateur, valeur: Critere, au: date, operation: str | None = None
) -> list[int]:
    """Les dossiers (ou les logements quittés) comptés à cette valeur, demandés au moteur seul."""
    sujet = LogementQuitte if indicateur.sur_les_logements else Bilan
    cle = LogementQuitte.id if indicateur.sur_les_logements else Bilan.menage_id
    requete = select(cle).where(indicateur.valeur(au) == valeur).order_by(cle)
    if operation:
        requete = requete.join(Operation, Operation.id == sujet.operation_id).where(Operation.code == operation)
    return list(session.scalars(requete))


def _mesures(cube: Cube, filtre: Filtre) -> dict[str, Mesure]:
    return dict(_seulement_des_mesures((i.code, compter(cube, i, filtre)) for i in INDICATEURS))


def _par_valeur(cube: Cube, axe: str, filtre: Filtre) -> dict[Any, dict[str, Mesure]]:
    """Par valeur de l'axe ; un indicateur que l'axe ne range pas y manque."""
    trouvees: dict[Any, dict[str, Mesure]] = {}
    for indicateur in (i for i in INDICATEURS if axe in cube.tables[i.sujet].axes):
        for valeur, mesure in _seulement_des_mesures(repartir(cube, indicateur, filtre, axe).par_ligne.items()):
            trouvees.setdefault(valeur, {})[indicateur.code] = mesure
    return {v: trouvees[v] for v in cube.valeurs(axe) if v in trouvees}


def _seulement_des_mesures(paires: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Mesure]]:
    return ((cle, mesure) for cle, mesure in paires if isinstance(mesure, Mesure))


def _reunies(cube: Cube, tous: dict[str, Mesure], titulaires: dict[str, Mesure]) -> Mesures:
    return Mesures(cube.au, tous, titulaires, tous["NEUF"].lignes, titulaires["NEUF"].lignes)
