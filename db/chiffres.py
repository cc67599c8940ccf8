"""Mesurer les indicateurs : un seul agrégat sur les bilans, et les dossiers derrière chaque chiffre."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, Select, case, func, select
from sqlalchemy.orm import Session

from db.baremes import periodes_ajoutees
from relogement.indicateurs.criteres import INDICATEURS
from relogement.indicateurs.indicateur import Indicateur, Mesure, couverture_exigee
from relogement.modeles import Bilan, LogementQuitte, Operation
from relogement.nomenclatures import Critere, TypeDossier

_DES_DOSSIERS = [i for i in INDICATEURS if not i.sur_les_logements]
_DES_LOGEMENTS = [i for i in INDICATEURS if i.sur_les_logements]


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
    lignes = session.execute(agregat(au, operation)).all()
    des_logements = {i.code: session.execute(_des_logements(i, au, operation)).all() for i in _DES_LOGEMENTS}
    return _reunies(au, lignes, des_logements, couverture_exigee(au, periodes_ajoutees(session)))


def mesurer_par_operation(session: Session, au: date) -> dict[str, Mesures]:
    """Les mêmes mesures pour chaque opération, en une seule passe ; une opération sans dossier mesure zéro."""
    lignes = _par_operation(session, agregat(au), Bilan)
    des_logements = {
        i.code: _par_operation(session, _des_logements(i, au, None), LogementQuitte) for i in _DES_LOGEMENTS
    }
    exigee = couverture_exigee(au, periodes_ajoutees(session))
    return {
        operation: _reunies(au, lignes[operation], {c: par[operation] for c, par in des_logements.items()}, exigee)
        for operation in session.scalars(select(Operation.code).order_by(Operation.code))
    }


def dossiers_de(
    session: Session, indicateur: Indicateur, valeur: Critere, au: date, operation: str | None = None
) -> list[int]:
    """Les dossiers (ou les logements quittés) comptés à cette valeur."""
    sujet = LogementQuitte if indicateur.sur_les_logements else Bilan
    cle = LogementQuitte.id if indicateur.sur_les_logements else Bilan.menage_id
    requete = select(cle).where(indicateur.valeur(au) == valeur).order_by(cle)
    if operation:
        requete = requete.join(Operation, Operation.id == sujet.operation_id).where(Operation.code == operation)
    return list(session.scalars(requete))


def agregat(au: date, operation: str | None = None) -> Select[*tuple[Any, ...]]:
    """La requête des indicateurs : un effectif par combinaison de valeurs."""
    valeurs = [i.valeur(au).label(i.code) for i in _DES_DOSSIERS]
    titulaire = (Bilan.type == TypeDossier.TITULAIRE).label("titulaire")
    a_verifier = func.sum(case((Bilan.qpv_a_verifier.is_(True), 1), else_=0)).label("a_verifier")
    effectif = func.count().label("effectif")
    requete = select(titulaire, *valeurs, effectif, a_verifier).group_by(titulaire, *valeurs)
    if operation:
        requete = requete.join(Operation, Operation.id == Bilan.operation_id).where(Operation.code == operation)
    return requete


def _des_logements(indicateur: Indicateur, au: date, operation: str | None) -> Select[*tuple[Any, ...]]:
    valeur = indicateur.valeur(au).label(indicateur.code)
    requete = select(valeur, func.count().label("effectif")).select_from(LogementQuitte).group_by(valeur)
    if operation:
        requete = requete.join(Operation, Operation.id == LogementQuitte.operation_id)
        requete = requete.where(Operation.code == operation)
    return requete


def _par_operation(session: Session, requete: Select[*tuple[Any, ...]], sujet: Any) -> dict[str, list[Row[Any]]]:
    rangees: dict[str, list[Row[Any]]] = defaultdict(list)
    avec_le_code = requete.add_columns(Operation.code.label("operation")).group_by(Operation.code)
    for ligne in session.execute(avec_le_code.join_from(sujet, Operation, Operation.id == sujet.operation_id)):
        rangees[ligne.operation].append(ligne)
    return rangees


def _reunies(
    au: date, lignes: Sequence[Row[Any]], des_logements: Mapping[str, Sequence[Row[Any]]], exigee: Decimal
) -> Mesures:
    """Les mesures des deux populations ; un indicateur sur les logements vaut pour les deux."""
    des_titulaires = [ligne for ligne in lignes if ligne.titulaire]
    logements: dict[str, Mesure] = {}
    for indicateur in _DES_LOGEMENTS:
        logements |= _mesures(des_logements[indicateur.code], [indicateur], exigee)
    tous = _mesures(lignes, _DES_DOSSIERS, exigee) | logements
    titulaires = _mesures(des_titulaires, _DES_DOSSIERS, exigee) | logements
    return Mesures(au, tous, titulaires, _effectif(tous["NEUF"]), _effectif(titulaires["NEUF"]))


def _mesures(lignes: Iterable[Row[Any]], indicateurs: list[Indicateur], exigee: Decimal) -> dict[str, Mesure]:
    mesures = {i.code: Mesure(couverture_min=exigee) for i in indicateurs}
    du_lieu = {i.code for i in indicateurs if i.sur_le_lieu}
    for ligne in lignes:
        for code in mesures:
            if (valeur := ligne._mapping[code]) is not None:
                a_verifier = ligne.a_verifier if code in du_lieu else 0
                mesures[code] = mesures[code].plus(Critere(valeur), ligne.effectif, a_verifier)
    return mesures


def _effectif(mesure: Mesure) -> int:
    return mesure.oui + mesure.non + mesure.nr + mesure.so
