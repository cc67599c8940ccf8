"""Fusionner des enquêtes sociales : chacune retrouve son dossier par l'UG, et le nom le confirme."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db.imports.changements import Changements
from db.imports.rapport import Rapport, Sort
from relogement.imports.enquete import EnqueteLue
from relogement.imports.resultat import Lecture
from relogement.modeles import LogementQuitte, Menage, Operation, Souhait
from relogement.parcours import reprendre_le_parcours
from relogement.rapprochement import cle

_DU_MENAGE = (
    "nb_personnes", "nb_moins_14", "ressources", "rfr", "souhait_typologie", "logement_adapte",
    "accompagnement", "enquete_le",
)  # fmt: skip


def fusionner_enquetes(
    session: Session, operation: Operation, lecture: Lecture[EnqueteLue], rapport: Rapport
) -> None:
    """Reporte chaque enquête sur son dossier ; sans dossier, ou à un autre nom, elle est écartée."""
    dossiers = _dossiers(session, operation)
    for lue in lecture.objets:
        menage, refus = _dossier_de(lue, dossiers)
        if menage is None:
            rapport.ecarter(lue.feuille, lue.ligne, None, refus)
        else:
            rapport.compter(_reporter(lue, menage))
            rapport.menages += 1
            rapport.personnes += lue.nb_personnes or 0


def _reporter(lue: EnqueteLue, menage: Menage) -> Sort:
    changements = Changements()
    changements.poser(menage, **{nom: getattr(lue, nom) for nom in _DU_MENAGE})
    _souhaiter(menage, lue.souhait_quartiers, changements)
    if changements.modifie:
        reprendre_le_parcours(menage)
    return changements.sort


def _souhaiter(menage: Menage, lieux: Sequence[str], changements: Changements) -> None:
    """Les lieux que le dossier n'a pas encore, à la suite des siens et dans l'ordre du fichier."""
    connus = {cle(s.lieu) for s in menage.souhaits if s.lieu}
    rang = max((s.rang for s in menage.souhaits), default=0)
    for lieu in lieux:
        if cle(lieu) not in connus:
            rang += 1
            menage.souhaits.append(Souhait(rang=rang, lieu=lieu))
            connus.add(cle(lieu))
            changements.modifie = True


def _dossiers(session: Session, operation: Operation) -> dict[str, list[Menage]]:
    """Les dossiers de l'opération, par UG sans zéros de tête."""
    ranges: dict[str, list[Menage]] = {}
    requete = (
        select(Menage, LogementQuitte.ug)
        .join(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
        .where(Menage.operation_id == operation.id)
        .options(
            selectinload(Menage.personnes),
            selectinload(Menage.etapes),
            selectinload(Menage.caleols),
            selectinload(Menage.relogements),
            selectinload(Menage.souhaits),
        )
    )
    for menage, ug in session.execute(requete):
        ranges.setdefault(_ug(ug), []).append(menage)
    return ranges


def _dossier_de(lue: EnqueteLue, dossiers: dict[str, list[Menage]]) -> tuple[Menage | None, str]:
    candidats = dossiers.get(_ug(lue.ug), [])
    if not candidats:
        return None, f"Aucun dossier au logement {lue.ug}. Importez d’abord l’état locatif, ou corrigez le code."
    trouve = next((m for m in candidats if lue.nom is None or _porte_le_nom(m, lue.nom)), None)
    if trouve is None:
        return None, f"Le dossier du logement {lue.ug} est à un autre nom. Vérifiez le nom et le code."
    return trouve, ""


def _porte_le_nom(menage: Menage, nom: str) -> bool:
    """Le nom lu est celui d'une des personnes du dossier, prénom compris ou non."""
    lu = cle(nom)
    return any(lu.startswith(cle(p.nom)) or cle(p.nom).startswith(lu) for p in menage.personnes)


def _ug(ug: str | None) -> str:
    return (ug or "").lstrip("0")
