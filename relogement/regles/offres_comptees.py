"""Les offres qui comptent parmi les trois (loi du 1er septembre 1948, art. 13 bis ; CCH, art. L. 442-6 II).

Une offre compte si toutes les conditions de l'article 13 bis sont remplies, si elle a été notifiée avec une
preuve, et si elle a été refusée sans motif recevable ou laissée sans réponse. Inconnu n'est pas oui.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from relogement.nomenclatures import Condition, Critere, Recevable, Reponse
from relogement.regles.montants import Verdict

TEXTE = "Loi du 1er septembre 1948, art. 13 bis ; CCH, art. L. 442-6 II et L. 353-15 III"
MANQUEE = "une condition de l’article 13 bis n’est pas remplie"
A_VERIFIER = "conditions de l’article 13 bis à vérifier"


class OffreVue(Protocol):
    """Ce qu'il faut savoir d'une offre pour dire si elle compte."""

    @property
    def notifiee_le(self) -> date | None: ...
    @property
    def preuve(self) -> str | None: ...
    @property
    def reponse(self) -> Reponse: ...
    @property
    def motif_recevable(self) -> Recevable | None: ...
    @property
    def conditions(self) -> Sequence[Condition]: ...


class OffrePourLaPersonne(OffreVue, Protocol):
    """Une offre dont on sait si le logement est spécialement conçu pour la personne."""

    @property
    def specialement_concu(self) -> bool: ...


def compte(offre: OffreVue) -> Verdict:
    """OUI, NON, ou NR (« à vérifier ») avec la raison."""
    if offre.reponse is Reponse.EN_COURS:
        return Verdict(Critere.NR, "réponse attendue")
    if offre.reponse in (Reponse.ACCORD, Reponse.RETIREE):
        return Verdict(Critere.NON, f"offre {offre.reponse.libelle.lower()}")
    if offre.reponse is Reponse.REFUS and offre.motif_recevable is Recevable.OUI:
        return Verdict(Critere.NON, "refus pour un motif recevable selon la charte")
    if Condition.NON in offre.conditions:
        return Verdict(Critere.NON, MANQUEE)
    return _a_verifier(offre) or Verdict(Critere.OUI, _pourquoi_elle_compte(offre))


def comptera(offre: OffreVue) -> Verdict:
    """Ce que vaudra une offre encore sans réponse si elle est refusée sans motif recevable, ou laissée."""
    if Condition.NON in offre.conditions:
        return Verdict(Critere.NON, MANQUEE)
    return _a_verifier(offre) or Verdict(Critere.OUI, "si silence ou refus non recevable")


def droit_epuise(offres: Iterable[OffrePourLaPersonne], *, nb_offres: int) -> bool:
    """Vrai quand les offres comptées suffisent ; une seule, si le logement est conçu pour la personne."""
    comptees = [offre for offre in offres if compte(offre).valeur is Critere.OUI]
    return len(comptees) >= nb_offres or any(offre.specialement_concu for offre in comptees)


def _a_verifier(offre: OffreVue) -> Verdict | None:
    if offre.notifiee_le is None or not offre.preuve:
        return Verdict(Critere.NR, "notification sans date ou sans preuve")
    if Condition.A_VERIFIER in offre.conditions:
        return Verdict(Critere.NR, A_VERIFIER)
    if offre.reponse is Reponse.REFUS and offre.motif_recevable is not Recevable.NON:
        return Verdict(Critere.NR, "motif de refus à examiner")
    return None


def _pourquoi_elle_compte(offre: OffreVue) -> str:
    if offre.reponse is Reponse.SILENCE:
        return "laissée sans réponse"
    return "motif non recevable selon la charte"
