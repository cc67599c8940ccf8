"""Ctrl+Z et Ctrl+Maj+Z : annuler le dernier acte de cette session, le rétablir, et le dire."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget
from sqlalchemy.orm import Session

from db.annulation import RETABLISSEMENT, Annulee, JamaisAnnulable, annuler, ce_qui_empeche, mots
from db.annulation_phrases import Obstacle
from db.ecritures import ActeFait, acte_fait, ce_qui_sera_defait, demande_confirmation
from relogement.textes import INSECABLE, pluriel
from ui.annulation.champ import rendre_le_champ
from ui.annulation.confirmation import DialogueConfirmation, DialogueEmpeche
from ui.annulation.pile import Pile
from ui.ouvert import ProjetOuvert

RIEN = "Rien à annuler depuis l’ouverture du projet."
RIEN_A_RETABLIR = "Rien à rétablir."


@dataclass(frozen=True)
class _Examen:
    """Ce qu'il faut savoir avant d'annuler : ce qui s'y oppose, les comptes à confirmer, le chemin à prendre."""

    obstacles: tuple[Obstacle, ...] = ()
    comptes: tuple[str, ...] = ()
    jamais: str = ""


class Annulation(QObject):
    """`changed` : les libellés ont changé ; `said` : une phrase pour la barre du bas ; `failed` : un refus."""

    changed = Signal()
    said = Signal(str)
    failed = Signal(str)

    def __init__(self, ouvert: ProjetOuvert, fenetre: QWidget) -> None:
        super().__init__(fenetre)
        self.ouvert, self.fenetre = ouvert, fenetre
        self.pile = Pile()
        self._vues = len(ouvert.fichier.ecritures)
        self._occupe = False
        self._noms = True
        self._suite: list[Callable[[], None]] = []
        ouvert.saved.connect(self._ranger)
        ouvert.settled.connect(self._suivre)

    @property
    def libelle(self) -> str:
        """« Annuler : offre 2 refusée, TRAORÉ (AC-026) »."""
        acte = self.pile.a_annuler
        return f"Annuler{INSECABLE}: {self._mots(acte)}" if acte else "Rien à annuler"

    @property
    def libelle_retablir(self) -> str:
        acte = self.pile.a_retablir
        return f"Rétablir{INSECABLE}: {self._mots(acte)}" if acte else "Rien à rétablir"

    def set_noms(self, noms: bool) -> None:
        """Devant une salle, l'acte se dit sans le ménage ; ce qui a été dit avant s'efface."""
        if noms != self._noms:
            self._noms = noms
            self.said.emit("")
            self.changed.emit()

    def _mots(self, acte: ActeFait) -> str:
        return acte.mots if self._noms else f"{acte.nom[:1].lower()}{acte.nom[1:]}"

    def annuler(self) -> None:
        """Rend d'abord sa valeur au champ modifié où l'on est ; sinon annule le dernier acte enregistré."""
        if not rendre_le_champ():
            self._ensuite(lambda: self._examiner(self.pile.a_annuler, RIEN))

    def retablir(self) -> None:
        self._ensuite(lambda: self._examiner(self.pile.a_retablir, RIEN_A_RETABLIR))

    def demander(self, acte: ActeFait) -> None:
        """Annule cet acte-ci, choisi dans une liste."""
        self._ensuite(lambda: self._examiner(acte, ""))

    def _ensuite(self, geste: Callable[[], None]) -> None:
        """Les demandes se suivent : trois Ctrl+Z pressés vite annulent trois actes, l'acte qui s'écrit compris."""
        self._suite.append(geste)
        self._suivre()

    def _suivre(self) -> None:
        if self._suite and not self._occupe and not self.ouvert.is_writing:
            self._suite.pop(0)()

    def _liberer(self) -> None:
        self._occupe = False
        self._suivre()

    def _examiner(self, acte: ActeFait | None, rien: str) -> None:
        if acte is None:
            self.said.emit(rien)
            self._liberer()
            return
        self._occupe = True
        tache = self.ouvert.read("Annulation", partial(_examen, ecriture=acte.ecriture))
        tache.succeeded.connect(lambda examen: self._decider(acte, examen))
        tache.failed.connect(self._refuser)
        tache.crashed.connect(lambda _: self._liberer())

    def _decider(self, acte: ActeFait, examen: _Examen) -> None:
        if examen.jamais:
            self._laisser(acte, examen.jamais)
        elif examen.obstacles:
            self._demander(DialogueEmpeche(acte, examen.obstacles, self.fenetre), acte, tolerant=True)
        elif examen.comptes:
            self._demander(DialogueConfirmation(acte, examen.comptes, self.fenetre), acte)
        else:
            self._ecrire(acte)

    def _laisser(self, acte: ActeFait, phrase: str) -> None:
        """Cela se défait ailleurs ; le prochain Ctrl+Z prend l'acte d'avant."""
        self.pile.oublier(acte)
        self.changed.emit()
        self._refuser(phrase)

    def _demander(self, dialogue: QDialog, acte: ActeFait, *, tolerant: bool = False) -> None:
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.accepted.connect(lambda: self._ecrire(acte, tolerant=tolerant))
        dialogue.rejected.connect(self._liberer)
        dialogue.open()

    def _ecrire(self, acte: ActeFait, *, tolerant: bool = False) -> None:
        tache = self.ouvert.write(mots(acte.acte), partial(_defaire, ecriture=acte.ecriture, tolerant=tolerant))
        tache.succeeded.connect(lambda fait: self._reussi(acte, fait))
        tache.failed.connect(self.failed)
        tache.ended.connect(self._liberer)

    def _reussi(self, acte: ActeFait, fait: Annulee) -> None:
        retabli = mots(acte.acte).startswith(RETABLISSEMENT)
        verbe, touche = ("Rétabli", "Ctrl+Z l’annule") if retabli else ("Annulé", "Ctrl+Maj+Z le rétablit")
        laisses = len(fait.laisses)
        reste = f" {pluriel(laisses, 'changement plus récent laissé', 'changements plus récents laissés')}."
        self.said.emit(f"{verbe}{INSECABLE}: {self._mots(acte)}.{reste if laisses else ''} {touche}.")

    def _refuser(self, phrase: str) -> None:
        self.failed.emit(phrase)
        self._liberer()

    def _ranger(self) -> None:
        """Ce que cette session vient d'écrire, import et charte compris."""
        neuves = self.ouvert.fichier.ecritures[self._vues :]
        self._vues += len(neuves)
        if not neuves:
            return
        with self.ouvert.fichier.lire() as session:
            actes = [acte_fait(session, e) for e in neuves]
        for acte in actes:
            if acte is not None:
                self.pile.ranger(acte)
        self.said.emit("")
        self.failed.emit("")
        self.changed.emit()


def _examen(session: Session, *, ecriture: int) -> _Examen:
    comptes = ce_qui_sera_defait(session, ecriture) if demande_confirmation(session, ecriture) else ()
    try:
        return _Examen(ce_qui_empeche(session, ecriture), comptes)
    except JamaisAnnulable as refus:
        return _Examen(jamais=str(refus))


def _defaire(session: Session, *, ecriture: int, tolerant: bool) -> Annulee:
    return annuler(session, ecriture, tolerant=tolerant)
