"""Les dossiers où une personne que l'on tape est peut-être déjà ; et les paires que l'on écarte."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from db import recherche
from db.recherche import Recherche
from db.tables_doublons import PaireEcartee
from relogement.doublons import Identite, Rapprochement, Verdict, rapprocher
from relogement.doublons_lecture import sans_particules
from relogement.erreurs import ErreurMetier
from relogement.modeles import LogementQuitte, Menage, Operation, Personne
from relogement.nomenclatures import Etat, MotifSortie
from relogement.rapprochement import sans_accents

MONTRES, EXAMINES, PREFIXE = 5, 600, 3


@dataclass(frozen=True)
class Doublon:
    """Un dossier où est peut-être la même personne, et pourquoi."""

    menage_id: int
    reference: str
    nom: str = field(repr=False)
    ug: str | None
    operation: str
    etat: Etat
    vu: Rapprochement = field(repr=False)


@dataclass(frozen=True, slots=True)
class Connue:
    """Une personne d'un dossier, prête à être rapprochée."""

    id: int
    menage_id: int
    identite: Identite = field(repr=False)


def identite_tapee(
    session: Session, operation: str, nom: str, prenom: str | None, *, naissance: date | None = None,
    ug: str | None = None,
) -> Identite:  # fmt: skip
    """La personne d'un formulaire, son opération et son logement retrouvés ; une UG nouvelle n'est à personne."""
    numero = session.scalar(select(Operation.id).where(Operation.code == operation))
    logement = _logement(session, numero, ug) if ug and numero is not None else None
    return Identite(nom, prenom, naissance, None, numero, logement)


def identite_dans(session: Session, menage_id: int, personne: Identite) -> Identite:
    """La même personne, située dans l'opération et le logement de ce dossier."""
    lieu = select(Menage.operation_id, Menage.logement_quitte_id).where(Menage.id == menage_id)
    operation, logement = session.execute(lieu).one()
    return Identite(personne.nom, personne.prenom, personne.naissance, personne.annee, operation, logement)


def candidats(session: Session, cherchee: Identite, *, sauf: int | None = None) -> list[Doublon]:
    """Les dossiers où la personne est peut-être déjà, du plus sûr au moins sûr ; `sauf` : le sien."""
    if not sans_accents(cherchee.nom):
        return []
    ecartes = {sauf, *(ecartes_de(session, sauf) if sauf is not None else ())}
    meilleurs: dict[int, Rapprochement] = {}
    for connue in _proches(session, cherchee):
        if connue.menage_id not in ecartes:
            vu = rapprocher(cherchee, connue.identite)
            garder_le_meilleur(meilleurs, connue.menage_id, vu)
    choisis = sorted(meilleurs, key=lambda i: (-meilleurs[i].force, i))[:MONTRES]
    lus = lire_doublons(session, meilleurs, choisis)
    return [lus[i] for i in choisis if i in lus]


def ecarter(session: Session, un: int, autre: int) -> None:
    """« Ce ne sont pas les mêmes » : gardé, journalisé, et plus jamais demandé."""
    if un == autre:
        raise ErreurMetier("C’est le même dossier : choisissez-en deux.")
    petit, grand = sorted((un, autre))
    deja = select(PaireEcartee.id).where(PaireEcartee.menage_id == petit, PaireEcartee.autre_id == grand)
    if session.scalar(deja) is None:
        session.add(PaireEcartee(menage_id=petit, autre_id=grand))
        session.flush()


def ecartes_de(session: Session, menage_id: int) -> set[int]:
    """Les dossiers que l'on a dits autres que celui-ci."""
    paires = PaireEcartee
    requete = select(paires.menage_id, paires.autre_id).where(
        or_(paires.menage_id == menage_id, paires.autre_id == menage_id)
    )
    return {autre for paire in session.execute(requete) for autre in paire if autre != menage_id}


def garder_le_meilleur(meilleurs: dict[int, Rapprochement], cle: int, vu: Rapprochement) -> None:
    """Le rapprochement le plus fort de chaque dossier ; deux personnes différentes ne se gardent pas."""
    garde = meilleurs.get(cle)
    if vu.verdict is not Verdict.DIFFERENT and (garde is None or vu.force > garde.force):
        meilleurs[cle] = vu


def lire_doublons(session: Session, vus: dict[int, Rapprochement], ids: Collection[int]) -> dict[int, Doublon]:
    """De quoi nommer et ouvrir ces dossiers."""
    requete = (
        select(
            Menage.id,
            Menage.reference,
            func.coalesce(Recherche.nom, ""),
            LogementQuitte.ug,
            Operation.code,
            Menage.etat,
        )
        .outerjoin(Recherche, Recherche.menage_id == Menage.id)
        .join(Operation, Operation.id == Menage.operation_id)
        .outerjoin(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
    )
    lus: dict[int, Doublon] = {}
    for rang in range(0, len(ids), EXAMINES):
        lot = list(ids)[rang : rang + EXAMINES]
        lus |= {li[0]: Doublon(*li, vus[li[0]]) for li in session.execute(requete.where(Menage.id.in_(lot)))}
    return lus


def personnes() -> Select[*tuple[Any, ...]]:
    """Les personnes des dossiers qu'aucun autre n'a repris."""
    suivi = or_(Menage.motif_sortie.is_(None), Menage.motif_sortie != MotifSortie.FUSION)
    return (
        select(
            Personne.id, Personne.menage_id, Personne.nom, Personne.prenom, Personne.naissance_le,
            Personne.naissance_annee, Menage.operation_id, Menage.logement_quitte_id,
        )
        .join(Menage, Menage.id == Personne.menage_id)
        .where(suivi)
    )  # fmt: skip


def connue(ligne: Sequence[Any]) -> Connue:
    numero, menage, *identite = ligne
    return Connue(numero, menage, Identite(*identite))


def _logement(session: Session, operation: int, ug: str) -> int | str:
    """Le logement de cette UG, zéros de tête ou non."""
    connus = select(LogementQuitte.id, LogementQuitte.ug).where(LogementQuitte.operation_id == operation)
    exact = session.execute(connus.where(LogementQuitte.ug == ug)).first()
    if exact is None:
        sans_zeros = ug.lstrip("0")
        fin = session.execute(connus.where(LogementQuitte.ug.endswith(sans_zeros, autoescape=True)))
        exact = next((li for li in fin if li.ug.lstrip("0") == sans_zeros), None)
    return exact.id if exact is not None else f"UG {ug}"


def _proches(session: Session, cherchee: Identite) -> Iterator[Connue]:
    """Celles qui partagent une naissance, un logement, ou le début de leurs nom et prénom dans l'opération."""
    vues: set[int] = set()
    for requete in _pistes(session, cherchee):
        for ligne in session.execute(requete.limit(EXAMINES)):
            if ligne[0] not in vues:
                vues.add(ligne[0])
                yield connue(ligne)


def _pistes(session: Session, cherchee: Identite) -> Iterator[Select[*tuple[Any, ...]]]:
    if cherchee.naissance is not None:
        yield personnes().where(Personne.naissance_le.in_(_jours(cherchee.naissance)))
    if isinstance(cherchee.logement, int):
        yield personnes().where(Menage.logement_quitte_id == cherchee.logement)
    debuts = _debuts(cherchee)
    if debuts and isinstance(cherchee.operation, int):
        trouves = recherche.trouver(session.connection(), " ".join(debuts))
        if len(trouves) > EXAMINES:
            de_l_operation = session.scalars(select(Menage.id).where(Menage.operation_id == cherchee.operation))
            trouves = sorted(set(trouves).intersection(de_l_operation))[:EXAMINES]
        yield personnes().where(Menage.operation_id == cherchee.operation, Personne.menage_id.in_(trouves))


def _jours(naissance: date) -> list[date]:
    """La naissance, et celle que l'on écrit en inversant le jour et le mois."""
    if naissance.day > 12 or naissance.day == naissance.month:
        return [naissance]
    return [naissance, naissance.replace(day=naissance.month, month=naissance.day)]


def _debuts(cherchee: Identite) -> list[str]:
    """Les premières lettres du nom et du prénom : une faute plus loin n'empêche pas de trouver."""
    pleins = sans_particules(tuple(sans_accents(cherchee.nom).split()))
    prenoms = sans_accents(cherchee.prenom or "").split()
    mots = [max(pleins, key=len, default=""), prenoms[0] if prenoms else ""]
    return [mot[:PREFIXE] for mot in mots if mot]
