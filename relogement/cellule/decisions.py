"""Une décision de séance relue : qui, pour quand, ce qu'elle est devenue, et ce que le dossier en laisse croire.

Une suite se propose quand le dossier la montre (l'offre décidée a été faite, la date est passée) ; elle ne s'écrit
jamais seule.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from relogement.cellule.codes import SensAvis, SuiteDecision
from relogement.rapprochement import cle, sans_accents
from relogement.textes import jour, pluriel

SANS_RESPONSABLE, SANS_ECHEANCE = "responsable à désigner", "sans date"
PROPOSER = ("propos", "offr")  # « proposer un T5 », « faire une offre » : ce qu'une offre faite accomplit


class OffreFaite(NamedTuple):
    """Une offre notifiée au ménage depuis la séance."""

    logement_id: int
    rang: int
    notifiee_le: date
    typologie: str | None
    bailleur: str | None


@dataclass(frozen=True)
class SuiteProposee:
    """Ce que la décision semble être devenue, et pourquoi ; une personne le confirme."""

    suite: SuiteDecision
    le: date
    pourquoi: str


@dataclass(frozen=True)
class DecisionLue:
    """Une décision, telle que la séance l'a notée et telle qu'elle est aujourd'hui."""

    id: int
    version: int
    seance_id: int
    seance_le: date
    menage_id: int
    reference: str
    nom: str = field(repr=False)
    texte: str = field(repr=False)
    responsable: str | None
    partenaire_id: int | None
    partenaire: str | None
    bailleur: str | None
    echeance_le: date | None
    logement_id: int | None
    logement: str | None
    suite: SuiteDecision | None
    suite_le: date | None
    proposee: SuiteProposee | None = None

    @property
    def par(self) -> str:
        """Qui en répond, tel que le relevé l'écrit."""
        return self.responsable or self.partenaire or SANS_RESPONSABLE

    @property
    def titre(self) -> str:
        """« Canigou Logement : proposer un T5 » ; une décision de l'équipe se lit seule."""
        if self.partenaire is None:
            return self.texte
        return f"{self.partenaire} : {self.texte[:1].lower()}{self.texte[1:]}"

    def echue(self, au: date) -> bool:
        """Sa date est passée et rien n'en dit la fin."""
        return self.suite is None and self.echeance_le is not None and self.echeance_le < au

    def non_tenue(self, au: date) -> bool:
        return self.suite is SuiteDecision.NON_TENUE or self.echue(au)

    def devenue(self, au: date) -> str:
        """« échue le 18/11/2026, non tenue », « faite le 16/11/2026 », « pour le 27/11/2026 »."""
        match self.suite:
            case SuiteDecision.FAITE:
                return f"faite le {jour(self.suite_le)}" if self.suite_le else "faite"
            case SuiteDecision.ABANDONNEE:
                return f"abandonnée le {jour(self.suite_le)}" if self.suite_le else "abandonnée"
            case SuiteDecision.NON_TENUE:
                return ", ".join(filter(None, (self._echue_dite(), "non tenue")))
        if self.echue(au):
            return f"{self._echue_dite()}, {pluriel((au - (self.echeance_le or au)).days, 'jour')} de retard"
        return f"pour le {jour(self.echeance_le)}" if self.echeance_le else SANS_ECHEANCE

    def dite(self, au: date) -> str:
        """« 13/11/2026, échue le 18/11/2026, non tenue »."""
        return f"{jour(self.seance_le)}, {self.devenue(au)}"

    def _echue_dite(self) -> str:
        return f"échue le {jour(self.echeance_le)}" if self.echeance_le else ""

    @property
    def manquee(self) -> str:
        """« Canigou Logement n'a pas tenu sa proposition du 13/11/2026 » ; ce que rien ne dit n'est qu'échu."""
        le, offre = jour(self.seance_le), vise_une_offre(self.texte)
        qui = self.partenaire or self.responsable
        if self.suite is None and not offre:
            return f"{qui or 'Responsable à désigner'} : la décision du {le} est échue"
        if qui is None:
            return f"La {'proposition' if offre else 'décision'} du {le} n’a pas été tenue"
        return f"{qui} n’a pas tenu {'sa proposition' if offre else 'sa décision'} du {le}"


@dataclass(frozen=True)
class AvisLu:
    """Ce qu'un partenaire a dit d'un dossier en séance."""

    partenaire_id: int
    partenaire: str
    sens: SensAvis
    texte: str | None = field(repr=False)


def vise_une_offre(texte: str) -> bool:
    """« Proposer le T5 », « Canigou fait une proposition »."""
    return any(mot.startswith(PROPOSER) for mot in sans_accents(texte).split())


def suite_proposee(decision: DecisionLue, offres: Sequence[OffreFaite], au: date) -> SuiteProposee | None:
    """Ce que les offres faites depuis, ou la date passée, laissent proposer ; rien si la suite est déjà dite."""
    if decision.suite is not None:
        return None
    faite = next((o for o in sorted(offres, key=lambda o: o.notifiee_le) if _accomplit(o, decision)), None)
    if faite is not None:
        pourquoi = f"l’offre {faite.rang} a été notifiée le {jour(faite.notifiee_le)}"
        return SuiteProposee(SuiteDecision.FAITE, faite.notifiee_le, pourquoi)
    if decision.echue(au) and decision.echeance_le is not None:
        pourquoi = f"la date du {jour(decision.echeance_le)} est passée"
        return SuiteProposee(SuiteDecision.NON_TENUE, au, pourquoi)
    return None


def _accomplit(offre: OffreFaite, decision: DecisionLue) -> bool:
    """Le logement décidé a été offert ; sans logement nommé, une offre de ce bailleur et de cette typologie."""
    if offre.notifiee_le < decision.seance_le:
        return False
    if decision.logement_id is not None:
        return offre.logement_id == decision.logement_id
    if not vise_une_offre(decision.texte):
        return False
    bailleur = decision.bailleur
    if bailleur is not None and (offre.bailleur is None or cle(offre.bailleur) != cle(bailleur)):
        return False
    dites = {mot for mot in sans_accents(decision.texte).split() if mot[:1] == "t" and mot[1:].isdigit()}
    return not dites or (offre.typologie or "").lower().rstrip("+") in dites
