"""Annuler un import : dire d'abord ce qui sera défait, et ce qui restera parce que c'est plus récent."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.annulation import Annulee
from db.imports.lots import ApercuAnnulation, Lot, acte_d_annulation, annuler_lot, apercu_annulation, lots
from relogement.textes import INSECABLE, heure, jour, pluriel
from ui.annulation.confirmation import Question
from ui.composants.texte import legende
from ui.ouvert import ProjetOuvert


class DialogueLot(Question):
    def __init__(self, lot: Lot, apercu: ApercuAnnulation, parent: QWidget) -> None:
        titre = f"Annuler l’import de «{INSECABLE}{lot.fichier}{INSECABLE}»{INSECABLE}?"
        super().__init__(parent, nom="lot", titre=titre, verbe="Annuler l’import")
        self.contenu.addWidget(legende(f"Fait par {lot.auteur}, le {jour(lot.le)} à {heure(lot.le)}"))
        if apercu.defaits:
            self.liste(apercu.defaits, "lot_defaits")
        if apercu.laisses:
            n = pluriel(
                len(apercu.laisses), "chose a changé depuis et restera", "choses ont changé depuis et resteront"
            )
            self.phrase(f"{n}{INSECABLE}:", "ambre")
            self.liste([o.phrase for o in apercu.laisses], "lot_laisses")
        self.phrase("Vous pourrez rétablir le tout par Ctrl+Maj+Z : rien n’est perdu.", "texte2")


class AnnulationDeLot(QObject):
    """``undone`` porte ce qui a été défait ; ``failed`` une phrase."""

    undone = Signal(object)
    failed = Signal(str)

    def __init__(self, ouvert: ProjetOuvert, fenetre: QWidget) -> None:
        super().__init__(fenetre)
        self._ouvert, self._fenetre = ouvert, fenetre

    def demander_le_dernier(self) -> None:
        """Le lot que l'on vient d'importer."""
        self._lire("Dernier import", lambda session: _examen(session, next(iter(lots(session)), None)))

    def demander(self, lot: Lot) -> None:
        self._lire("Annulation d’import", partial(_examen, lot=lot))

    def _lire(self, libelle: str, lire: Callable[[Session], tuple[Lot, ApercuAnnulation] | None]) -> None:
        tache = self._ouvert.read(libelle, lire)
        tache.succeeded.connect(self._confirmer)
        tache.failed.connect(self.failed)

    def _confirmer(self, examen: tuple[Lot, ApercuAnnulation] | None) -> None:
        if examen is None:
            self.failed.emit("Aucun import à annuler.")
            return
        lot, apercu = examen
        dialogue = DialogueLot(lot, apercu, self._fenetre)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.accepted.connect(lambda: self._defaire(lot))
        dialogue.open()

    def _defaire(self, lot: Lot) -> None:
        tache = self._ouvert.write(acte_d_annulation(lot), partial(_annuler, lot=lot))
        tache.succeeded.connect(self.undone)
        tache.failed.connect(self.failed)


def _examen(session: Session, lot: Lot | None) -> tuple[Lot, ApercuAnnulation] | None:
    return None if lot is None else (lot, apercu_annulation(session, lot.id))


def _annuler(session: Session, lot: Lot) -> Annulee:
    return annuler_lot(session, lot.id)
