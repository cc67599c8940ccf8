"""Ce qu'une offre ferait des quatre critères de l'ANRU si elle était acceptée, avant qu'elle ne le soit.

L'offre se juge comme le bilan juge un relogement : bail signé et entrée faite le même jour, dans le logement
offert, à ce qu'il coûterait. Le ménage s'ajoute alors à la base ; s'il y est déjà, sa réponse d'avant s'en retire.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from relogement.calcul_du_bilan import SORTI, etablir
from relogement.indicateurs.indicateur import Mesure
from relogement.indicateurs.parts_dites import points
from relogement.nomenclatures import Critere, Nature
from relogement.regles.montants import Verdict
from relogement.regles.reste_a_charge import Postes
from relogement.situation import Cadre, NouveauLogement, PostesVus, Situation

COLONNES = {"NEUF": "neuf", "HORS_QPV": "hors_qpv", "HORS_SITE": "hors_site", "RAC_MAITRISE": "maitrise"}
_DU_LIEU = ("HORS_QPV", "HORS_SITE")


class Sens(StrEnum):
    """Ce que devient une part."""

    MONTE = "MONTE"
    BAISSE = "BAISSE"
    STABLE = "STABLE"

    @property
    def libelle(self) -> str:
        return {"MONTE": "monte", "BAISSE": "baisse", "STABLE": "inchangé"}[self.value]


class LogementDestine(Protocol):
    """Ce que les quatre critères demandent d'un logement ; vide = inconnu."""

    @property
    def bailleur(self) -> str | None: ...
    @property
    def qpv(self) -> str | None: ...
    @property
    def surface(self) -> Decimal | None: ...
    @property
    def premiere_location(self) -> bool | None: ...
    @property
    def conventionne_le(self) -> date | None: ...


@dataclass(frozen=True)
class Effet:
    """D'un critère : sa part aujourd'hui, celle d'après, ce que vaudrait l'offre et pourquoi."""

    code: str
    avant: Mesure
    apres: Mesure
    verdict: Verdict
    objectif: Decimal | None = None

    @property
    def sens(self) -> Sens:
        """Une première réponse fait apparaître la part : elle monte si c'est un oui."""
        avant, apres = self.avant.pct, self.apres.pct
        if apres is None or apres == avant:
            return Sens.STABLE
        if avant is None:
            return Sens.MONTE if self.apres.oui else Sens.STABLE
        return Sens.MONTE if apres > avant else Sens.BAISSE

    @property
    def ecart(self) -> Decimal | None:
        """La part d'après, moins l'objectif de la charte, en points."""
        return None if self.objectif is None else points(self.apres, self.objectif)


@dataclass(frozen=True)
class Destination:
    """Le logement offert, ce qu'il coûterait, et pourquoi sa place est à vérifier si elle l'est."""

    logement: LogementDestine = field(repr=False)
    cout: Postes | None = field(default=None, repr=False)
    qpv_douteux: str | None = None


@dataclass(frozen=True)
class Parts:
    """Les quatre parts à une date, et l'objectif de chacune s'il y en a un."""

    au: date
    mesures: Mapping[str, Mesure]
    objectifs: Mapping[str, Decimal]


def effets(situation: Situation, destination: Destination, parts: Parts, cadre: Cadre) -> tuple[Effet, ...]:
    """L'effet sur chacun des quatre critères, dans leur ordre."""
    maintenant, ensuite = etablir(situation, cadre), etablir(si_acceptee(situation, destination, parts.au), cadre)
    return tuple(_effet(code, maintenant, ensuite, parts) for code in COLONNES)


def si_acceptee(situation: Situation, destination: Destination, au: date) -> Situation:
    """Le dossier tel qu'il serait : relogé pour de bon dans ce logement, à cette date."""
    logement, cout = destination.logement, destination.cout
    nouveau = NouveauLogement(
        Nature.DEFINITIF,
        au,
        au,
        None,
        logement.bailleur,
        logement.qpv,
        logement.surface,
        logement.premiere_location,
        logement.conventionne_le,
        destination.qpv_douteux,
    )
    apres = None if cout is None else PostesVus._make(getattr(cout, nom) for nom in PostesVus._fields)
    return replace(situation, nouveau=nouveau, apres=apres)


def _effet(code: str, maintenant: Mapping[str, Any], ensuite: Mapping[str, Any], parts: Parts) -> Effet:
    avant = parts.mesures[code]
    verdict, apres = _verdict(ensuite, code), avant
    if not compte(ensuite, parts.au):
        verdict = Verdict(Critere.SO, ensuite["motif_exclusion"] or SORTI)
    else:
        if compte(maintenant, parts.au):
            apres = apres.plus(_verdict(maintenant, code).valeur, -1, -_douteux(maintenant, code))
        apres = apres.plus(verdict.valeur, 1, _douteux(ensuite, code))
    return Effet(code, avant, apres, verdict, parts.objectifs.get(code))


def compte(bilan: Mapping[str, Any], au: date) -> bool:
    """Si cette ligne est de la base B à cette date."""
    sorti = bilan["sorti"] and (bilan["sorti_le"] is None or bilan["sorti_le"] <= au)
    if sorti or bilan["fusionne"] or bilan["nature"] is not Nature.DEFINITIF:
        return False
    return all(bilan[le] is not None and bilan[le] <= au for le in ("bail_le", "entree_le"))


def _verdict(bilan: Mapping[str, Any], code: str) -> Verdict:
    colonne = COLONNES[code]
    return Verdict(bilan[colonne], bilan[f"{colonne}_motif"])


def _douteux(bilan: Mapping[str, Any], code: str) -> int:
    return int(code in _DU_LIEU and bilan["qpv_a_verifier"])
