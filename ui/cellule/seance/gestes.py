"""Ce que la séance écrit : chaque geste est un acte à lui seul, écrit tout de suite, que Ctrl+Z annule."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject
from sqlalchemy.orm import Session

from db.brouillons import Place, effacer
from db.cellule import decisions, seances
from db.horloge import aujourdhui, maintenant
from relogement.cellule.codes import SensAvis, SuiteDecision
from ui.background import Tache
from ui.cellule.seance.minuteur import Minuteur
from ui.cellule.seance.saisie import Decidee
from ui.ouvert import ProjetOuvert

Geste = Callable[[Session], Any]


class GestesDeSeance(QObject):
    """Le temps compté depuis le dernier geste s'écrit avec lui ; un geste refusé le rend."""

    def __init__(
        self, ouvert: ProjetOuvert, minuteur: Minuteur, refuser: Callable[[str], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._ouvert, self._minuteur, self._refuser = ouvert, minuteur, refuser

    def ecrire(self, acte: str, geste: Geste, *, refuser: Callable[[str], object] | None = None) -> Tache:
        tache = self._ouvert.write(acte, geste)
        tache.failed.connect(refuser or self._refuser)
        return tache

    def _avec_le_temps(self, acte: str, geste: Geste, *, refuser: Callable[[str], object] | None = None) -> Tache:
        passe = self._minuteur.rendre()

        def tout(session: Session) -> Any:
            ecrire_le_temps(session, passe)
            return geste(session)

        tache = self.ecrire(acte, tout, refuser=refuser)
        tache.failed.connect(lambda _: self._minuteur.reprendre(passe))
        return tache

    def noter(self, point: int, decidee: Decidee, brouillon: Place, refuser: Callable[[str], object]) -> Tache:
        """La décision et la fin de son brouillon, ensemble ou pas du tout."""

        def geste(session: Session) -> None:
            if decidee.corrige is not None:
                decisions.corriger(
                    session, decidee.corrige, texte=decidee.texte, responsable=decidee.responsable,
                    partenaire_id=decidee.partenaire_id, echeance_le=decidee.echeance_le,
                    logement_id=decidee.logement_id,
                )  # fmt: skip
            else:
                decisions.noter(
                    session, point, texte=decidee.texte, responsable=decidee.responsable,
                    partenaire_id=decidee.partenaire_id, echeance_le=decidee.echeance_le,
                    logement_id=decidee.logement_id, maintenant=maintenant(),
                )  # fmt: skip
            effacer(session, brouillon)

        acte = "Décision notée" if decidee.corrige is None else "Décision corrigée"
        return self._avec_le_temps(acte, geste, refuser=refuser)

    def reporter(self, point: int) -> Tache:
        return self._avec_le_temps("Dossier reporté", lambda s: decisions.reporter(s, point, maintenant()))

    def retirer_decision(self, decision: int) -> Tache:
        return self.ecrire("Décision retirée", lambda s: decisions.retirer(s, decision))

    def donner_suite(self, decision: int, suite: SuiteDecision | None) -> Tache:
        le = aujourdhui() if suite is not None else None
        return self.ecrire("Suite d’une décision", lambda s: decisions.donner_suite(s, decision, suite, le))

    def donner_avis(
        self, point: int, partenaire: int, sens: SensAvis | None, texte: str, refuser: Callable[[str], object]
    ) -> Tache:
        acte = "Avis noté" if sens is not None else "Avis retiré"
        return self.ecrire(
            acte,
            lambda s: decisions.donner_avis(s, point, partenaire, sens, texte or None, maintenant()),
            refuser=refuser,
        )

    def commencer(self, seance: int) -> Tache:
        return self.ecrire("Séance ouverte", lambda s: seances.ouvrir(s, seance, maintenant()))

    def clore(self, seance: int, refuser: Callable[[str], object]) -> Tache:
        return self._avec_le_temps(
            "Séance close", lambda s: seances.clore(s, seance, maintenant()), refuser=refuser
        )

    def rouvrir(self, seance: int) -> Tache:
        return self.ecrire("Séance rouverte", lambda s: seances.rouvrir(s, seance))

    def annuler(self, seance: int) -> Tache:
        return self.ecrire("Séance annulée", lambda s: seances.annuler_seance(s, seance))

    def completer(self, seance: int) -> Tache:
        return self.ecrire("Ordre du jour complété", lambda s: seances.completer(s, seance))

    def ajouter(self, seance: int, menage: int, motif: str, refuser: Callable[[str], object]) -> Tache:
        geste = "Dossier mis à l’ordre du jour"
        return self.ecrire(geste, lambda s: seances.ajouter(s, seance, menage, motif), refuser=refuser)

    def retirer(self, point: int) -> Tache:
        return self.ecrire("Dossier retiré de l’ordre du jour", lambda s: seances.retirer(s, point))

    def deplacer(self, point: int, place: int) -> Tache:
        return self.ecrire("Ordre du jour rangé", lambda s: seances.deplacer(s, point, place))

    def cocher(self, presence: int, *, present: bool) -> Tache:
        return self.ecrire("Présence notée", lambda s: seances.presence(s, presence, present=present))

    def convier(self, seance: int, nom: str, partenaire: int | None, refuser: Callable[[str], object]) -> Tache:
        acte = "Présence ajoutée"
        return self.ecrire(acte, lambda s: seances.ajouter_presence(s, seance, nom, partenaire), refuser=refuser)


def ecrire_le_temps(session: Session, passe: Mapping[int, int]) -> None:
    """Ajoute à chaque point les secondes que l'on y a passées."""
    for point, secondes in passe.items():
        decisions.temps(session, point, secondes)
