"""Les offres faites : combien, combien refusées, pour quels motifs, combien par relogement."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from db.tableaux.chiffre import Chiffre, Derriere, Groupe, dossiers, lues
from db.tableaux.portee import Portee
from relogement.indicateurs.criteres import dans_la_base
from relogement.indicateurs.indicateur import CENT
from relogement.modeles import Bilan, Menage, Offre
from relogement.nomenclatures import Reponse
from relogement.textes import jour, pluriel

SANS_REPONSE, INCONNU = "SANS_REPONSE", ""
DEFINITION = (
    "Offres refusées ou restées sans réponse, par motif. Les refus d’avant la reprise du dossier sont comptés."
)
DEFINITION_TAUX = "Offres refusées ou restées sans réponse, parmi les offres notifiées."
DEFINITION_PAR_RELOGEMENT = (
    "Offres faites aux ménages relogés définitivement, divisées par ces ménages. "
    "Un ménage dont aucune offre n’est connue reste hors du calcul."
)
SOURCE = "Offres des dossiers"
_REFUS = (Reponse.REFUS, Reponse.SILENCE)


@dataclass(frozen=True)
class Refus:
    """Les offres faites, celles refusées, et le compte de chaque motif (vide : motif non renseigné)."""

    offres: int
    refusees: int
    par_motif: tuple[tuple[str, int], ...]

    @property
    def taux(self) -> Decimal | None:
        """La part refusée, en % ; inconnue tant qu'aucune offre n'est faite."""
        return Decimal(self.refusees) / self.offres * CENT if self.offres else None


@dataclass(frozen=True)
class OffresParRelogement:
    offres: int
    relogements: int
    inconnus: int

    @property
    def moyenne(self) -> Decimal | None:
        return Decimal(self.offres) / self.relogements if self.relogements else None


def _faite(au: date) -> ColumnElement[bool]:
    repondue = and_(Offre.reponse.in_((Reponse.ACCORD, *_REFUS)), func.coalesce(Offre.repondue_le, au) <= au)
    return or_(Offre.notifiee_le <= au, and_(Offre.notifiee_le.is_(None), repondue))


def _refusee(au: date) -> ColumnElement[bool]:
    return and_(_faite(au), Offre.reponse.in_(_REFUS), func.coalesce(Offre.repondue_le, au) <= au)


def _motif() -> ColumnElement[str]:
    return case(
        (Offre.reponse == Reponse.SILENCE, literal(SANS_REPONSE)),
        else_=func.coalesce(Offre.motif_refus, literal(INCONNU)),
    )


def _reprises(portee: Portee) -> list[ColumnElement[bool]]:
    """Les dossiers repris d'un classeur : leurs offres n'y sont que comptées."""
    sans_offre = ~exists().where(Offre.menage_id == Menage.id)
    return [sans_offre, func.coalesce(Menage.premiere_offre_le, portee.au) <= portee.au, *portee.conditions()]


def refus(session: Session, portee: Portee) -> Refus:
    """Les refus par motif, du plus fréquent au plus rare."""
    motifs: Counter[str] = Counter()
    offres = 0
    motif = _motif().label("motif")
    refusee = case((_refusee(portee.au), 1), else_=0).label("refusee")
    par_motif = (
        select(motif, refusee, func.count())
        .select_from(Offre)
        .join(Bilan, Bilan.menage_id == Offre.menage_id)
        .where(_faite(portee.au), *portee.conditions())
        .group_by("motif", "refusee")
    )
    for code, est_refusee, n in session.execute(par_motif):
        offres += n
        motifs[code] += n * est_refusee
    for faites, repris in _des_reprises(session, portee):
        offres += faites
        motifs.update(repris)
    motifs = +motifs
    return Refus(offres, motifs.total(), tuple(sorted(motifs.items(), key=lambda m: (-m[1], m[0]))))


def _des_reprises(session: Session, portee: Portee) -> list[tuple[int, Counter[str]]]:
    colonnes = (Menage.nb_offres_reprises, Menage.nb_refus_repris, Menage.motif_refus_1, Menage.motif_refus_2)
    connus = or_(*(colonne.is_not(None) for colonne in colonnes))
    requete = select(*colonnes).join(Bilan, Bilan.menage_id == Menage.id).where(connus, *_reprises(portee))
    return [_reprise(*ligne) for ligne in session.execute(requete)]


def _reprise(offres: int | None, refus: int | None, *motifs: str | None) -> tuple[int, Counter[str]]:
    connus = Counter(motif for motif in motifs if motif)
    total = max(refus or 0, connus.total())
    connus[INCONNU] += total - connus.total()
    return max(offres or 0, total), connus


def chiffre_des_refus(trouves: Refus, motifs: Collection[str] | None, libelle: str, portee: Portee) -> Chiffre:
    """Les refus de ces motifs, ou tous ; un dossier paraît autant de fois qu'il a refusé."""
    n = sum(effectif for code, effectif in trouves.par_motif if motifs is None or code in motifs)

    def lire(session: Session, groupe: str) -> list[Derriere]:
        return _offres_refusees(session, motifs, portee) + _refus_repris(session, motifs, portee)

    return Chiffre(
        libelle, (Groupe("OUI", "Refus", n),), DEFINITION if motifs is not None else DEFINITION_TAUX, SOURCE,
        lire, f"{n}/{trouves.offres}",
    )  # fmt: skip


def _offres_refusees(session: Session, motifs: Collection[str] | None, portee: Portee) -> list[Derriere]:
    requete = dossiers(Offre.rang, Offre.reponse, Offre.repondue_le).join(Offre, Offre.menage_id == Menage.id)
    requete = requete.where(_refusee(portee.au), *portee.conditions())
    if motifs is not None:
        requete = requete.where(_motif().in_(motifs))

    def phrase(rang: int, reponse: Reponse, le: date | None) -> str:
        mots = [f"offre {rang}", "silence" if reponse is Reponse.SILENCE else "", jour(le) if le else "non daté"]
        return ", ".join(filter(None, mots))

    return lues(session, requete, phrase)


def _refus_repris(session: Session, motifs: Collection[str] | None, portee: Portee) -> list[Derriere]:
    colonnes: tuple[Any, ...] = (Menage.nb_refus_repris, Menage.motif_refus_1, Menage.motif_refus_2)
    requete = dossiers(*colonnes).where(or_(*(c.is_not(None) for c in colonnes)), *_reprises(portee))
    trouves: list[Derriere] = []
    for ligne in session.execute(requete):
        repris = _reprise(None, *tuple(ligne)[4:])[1]
        n = sum(effectif for code, effectif in repris.items() if motifs is None or code in motifs)
        trouves += [Derriere(ligne[0], ligne[1], ligne[2], ligne[3] or "", "refus repris, non daté")] * n
    return trouves


def par_relogement(session: Session, portee: Portee) -> OffresParRelogement:
    """Les offres connues des ménages relogés."""
    connu = Bilan.nb_offres > 0
    requete = select(
        func.coalesce(func.sum(Bilan.nb_offres), 0), func.sum(case((connu, 1), else_=0)), func.count()
    ).where(dans_la_base(portee.au), *portee.conditions())
    offres, connus, tous = session.execute(requete).one()
    return OffresParRelogement(offres, connus or 0, tous - (connus or 0))


def chiffre_par_relogement(trouve: OffresParRelogement, portee: Portee) -> Chiffre:
    def lire(session: Session, groupe: str) -> list[Derriere]:
        connu = Bilan.nb_offres > 0 if groupe == "OUI" else Bilan.nb_offres == 0
        requete = dossiers(Bilan.nb_offres).where(dans_la_base(portee.au), connu, *portee.conditions())
        return lues(session, requete, lambda n: pluriel(n, "offre") if n else "aucune offre connue")

    groupes = (Groupe("OUI", "Comptés", trouve.relogements), Groupe("NR", "NR", trouve.inconnus))
    fraction = f"{trouve.offres}/{trouve.relogements}"
    return Chiffre("Offres par relogement", groupes, DEFINITION_PAR_RELOGEMENT, SOURCE, lire, fraction)
