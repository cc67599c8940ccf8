"""Le parcours d'un dossier : ses étapes datées, et l'état que l'on déduit de ce qui s'est passé."""

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from typing import Any, Protocol

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Ligne
from relogement.champs import PARCOURS, champ
from relogement.menage import Menage
from relogement.nomenclatures import DecisionCaleol, Etat, Nature
from relogement.transitions import verifier

CHEMIN = (
    Etat.RECENSE,
    Etat.INFORME,
    Etat.ENQUETE,
    Etat.SNE,
    Etat.RECHERCHE,
    Etat.OFFRE,
    Etat.VISITE,
    Etat.ACCORD,
    Etat.CALEOL,
    Etat.ATTRIBUE,
    Etat.BAIL,
    Etat.EMMENAGE,
    Etat.SUIVI,
    Etat.CLOS,
)
RECUEIL = (Etat.RECENSE, Etat.INFORME, Etat.ENQUETE, Etat.SNE)
TENUS = (
    Etat.ACCORD,
    Etat.CALEOL,
    Etat.ATTRIBUE,
    Etat.BAIL,
    Etat.PROVISOIRE,
    Etat.RETOUR,
    Etat.EMMENAGE,
    Etat.SUIVI,
    Etat.CLOS,
)
NON_ENGAGEANTS = (Etat.OFFRE, Etat.VISITE, Etat.REFUS)
REPRISE = "Reprise"
SANS_EFFET = "sans effet sur l’état du dossier"
FAVORABLES = (DecisionCaleol.ATTRIBUTION, DecisionCaleol.ATTRIBUTION_RANG, DecisionCaleol.CONDITION_SUSPENSIVE)


class Etape(Ligne, kw_only=True):
    """Un passage dans un état : on n'efface jamais, on ajoute."""

    __tablename__ = "etape"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id"), index=True, init=False)
    etat: Mapped[Etat] = mapped_column(info=champ("État", PARCOURS))
    le: Mapped[date | None] = mapped_column(default=None, info=champ("Date", PARCOURS))
    auteur: Mapped[str | None] = mapped_column(default=None, info=champ("Auteur", PARCOURS))
    motif: Mapped[str | None] = mapped_column(
        default=None, info=champ("Motif", PARCOURS, sensible=True, libre=True)
    )


def passer(menage: Menage, etat: Etat, le: date | None, *, auteur: str = "", motif: str | None = None) -> None:
    """Fait entrer le dossier dans un état et garde la trace du passage.

    Refuse, d'une phrase, ce que le tableau des transitions ne prévoit pas, sauf motif : il reste sur l'étape.
    """
    motif = verifier(etat_note(menage), etat, le, dernieres_dates(menage), motif)
    _inscrire(menage, etat, le, auteur, motif)
    menage.etat = etat


def consigner(menage: Menage, etat: Etat, le: date | None, *, auteur: str = "", motif: str | None = None) -> None:
    """Garde la trace d'un fait daté qui ne déplace pas le dossier : une offre de plus, un recueil complété."""
    _inscrire(menage, etat, le, auteur, motif)


def _inscrire(menage: Menage, etat: Etat, le: date | None, auteur: str, motif: str | None) -> None:
    menage.etapes.append(Etape(etat=etat, le=le, auteur=auteur or None, motif=motif))


def etat_note(menage: Menage) -> Etat | None:
    """L'état où en est le dossier ; aucun tant que rien n'y est noté."""
    return menage.etat if menage.etapes else None


def dernieres_dates(menage: Menage) -> dict[Etat, date]:
    """Le dernier passage daté dans chaque état."""
    return {e.etat: e.le for e in menage.etapes if e.le is not None}


def avant_la_sortie(menage: Menage) -> Etape | None:
    """La dernière étape d'avant la sortie, parmi celles qui ont déplacé le dossier."""
    retenue: Etape | None = None
    for etape in menage.etapes:
        if etape.etat is not Etat.SORTI and (retenue is None or deplace(retenue.etat, etape)):
            retenue = etape
    return retenue


class Passage(Protocol):
    """Ce qu'il faut savoir d'une étape pour dire si elle déplace le dossier."""

    @property
    def etat(self) -> Etat: ...
    @property
    def motif(self) -> str | None: ...


def deplace(courant: Etat, etape: Passage) -> bool:
    """Le recueil complété après coup, ou une offre de plus, ne déplacent pas un dossier plus avancé."""
    if etape.motif and etape.motif.endswith(SANS_EFFET):
        return False
    motivee = bool(etape.motif) and etape.motif != REPRISE
    if etape.etat in RECUEIL:
        return (motivee and etape.etat is not Etat.RECENSE) or _rang(etape.etat) > _rang(courant)
    if etape.etat is Etat.RECHERCHE:
        return True
    return motivee or not (courant in TENUS and etape.etat in NON_ENGAGEANTS)


def _rang(etat: Etat) -> int:
    return list(Etat).index(etat)


class Raconte(Protocol):
    """Ce qu'il faut savoir d'un dossier pour en déduire les étapes : un ménage, ou ses valeurs à plat."""

    @property
    def informe_le(self) -> date | None: ...
    @property
    def enquete_le(self) -> date | None: ...
    @property
    def sne_le(self) -> date | None: ...
    @property
    def premiere_offre_le(self) -> date | None: ...
    @property
    def motif_sortie(self) -> object: ...
    @property
    def sorti_le(self) -> date | None: ...
    @property
    def caleols(self) -> Sequence[Any]: ...
    @property
    def relogements(self) -> Sequence[Any]: ...


def etapes_deduites(menage: Raconte) -> Iterator[tuple[Etat, date | None]]:
    """Les étapes que racontent les dates d'un dossier repris d'un classeur, dans leur ordre."""
    yield Etat.RECENSE, None
    for etat, le in (
        (Etat.INFORME, menage.informe_le),
        (Etat.ENQUETE, menage.enquete_le),
        (Etat.SNE, menage.sne_le),
        (Etat.OFFRE, menage.premiere_offre_le),
    ):
        if le:
            yield etat, le
    yield from _commission(menage)
    yield from _bail(menage)
    if menage.motif_sortie or menage.sorti_le:
        yield Etat.SORTI, menage.sorti_le


def _commission(menage: Raconte) -> Iterator[tuple[Etat, date | None]]:
    for passage in menage.caleols:
        if passage.le or passage.decision:
            yield Etat.CALEOL, passage.le
        if passage.decision:
            yield Etat.ATTRIBUE if passage.decision in FAVORABLES else Etat.RECHERCHE, passage.le


def _bail(menage: Raconte) -> Iterator[tuple[Etat, date | None]]:
    for relogement in menage.relogements:
        if relogement.nature is Nature.PROVISOIRE:
            yield Etat.PROVISOIRE, relogement.entree_le or relogement.bail_le
            continue
        if relogement.bail_le:
            yield Etat.BAIL, relogement.bail_le
        if relogement.entree_le:
            yield Etat.EMMENAGE, relogement.entree_le


def reprendre_le_parcours(menage: Menage, *, auteur: str = "") -> None:
    """Ajoute les étapes que le dossier raconte et qu'il n'a pas encore, et met l'état à la dernière.

    Une reprise n'est pas l'acte d'un agent : rien ne s'y refuse, et chaque étape dit qu'elle en vient.
    Un dossier déjà mené plus loin dans l'application n'est pas ramené en arrière.
    """
    connues = {(e.etat, e.le) for e in menage.etapes}
    nouvelles, menage.etat = reprise(connues, menage.etat, etapes_deduites(menage))
    for etat, le in nouvelles:
        _inscrire(menage, etat, le, auteur, REPRISE)


def reprise(
    connues: Set[tuple[Etat, date | None]], etat: Etat, deduites: Iterable[tuple[Etat, date | None]]
) -> tuple[list[tuple[Etat, date | None]], Etat]:
    """Les étapes qui manquent, et l'état où elles mènent."""
    nouvelles = [etape for etape in deduites if etape not in connues]
    if not nouvelles:
        return [], etat
    dernier = nouvelles[-1][0]
    return nouvelles, max(etat, dernier, key=_rang) if connues else dernier
