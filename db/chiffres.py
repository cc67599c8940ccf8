"""Mesurer les indicateurs : un seul agrégat sur les bilans, et les dossiers derrière chaque chiffre."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from relogement.indicateurs.criteres import INDICATEURS
from relogement.indicateurs.indicateur import Indicateur, Mesure
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
    des_titulaires = [ligne for ligne in lignes if ligne.titulaire]
    tous, titulaires = _mesures(lignes, _DES_DOSSIERS), _mesures(des_titulaires, _DES_DOSSIERS)
    for indicateur in _DES_LOGEMENTS:
        mesure = _mesures(session.execute(_des_logements(indicateur, au, operation)).all(), [indicateur])
        tous |= mesure
        titulaires |= mesure
    return Mesures(au, tous, titulaires, _effectif(tous["NEUF"]), _effectif(titulaires["NEUF"]))


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
    requete = select(titulaire, *valeurs, func.count().label("effectif")).group_by(titulaire, *valeurs)
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


def _mesures(lignes: Iterable[Row[Any]], indicateurs: list[Indicateur]) -> dict[str, Mesure]:
    mesures = {i.code: Mesure() for i in indicateurs}
    for ligne in lignes:
        for code in mesures:
            if (valeur := ligne._mapping[code]) is not None:
                mesures[code] = mesures[code].plus(Critere(valeur), ligne.effectif)
    return mesures


def _effectif(mesure: Mesure) -> int:
    return mesure.oui + mesure.non + mesure.nr + mesure.so
