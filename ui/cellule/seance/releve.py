"""Remettre le relevé : demander où, clore s'il le faut, écrire le PDF, l'ouvrir ou montrer son dossier."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from sqlalchemy.orm import Session

from db.cellule.releve import ecrire_releve
from ui.cellule.seance.cloture import ClotureDialog, phrases
from ui.composants.avis import Avis
from ui.ouvert import ProjetOuvert
from ui.reglages import Reglages

if TYPE_CHECKING:
    from ui.cellule.seance.page import PageSeance


class RemiseDuReleve(QObject):
    """La clôture d'abord, le fichier ensuite : un disque plein ne rouvre pas la séance."""

    def __init__(self, ouvert: ProjetOuvert, page: PageSeance) -> None:
        super().__init__(page)
        self._ouvert, self._page = ouvert, page
        self.avis = Avis("file-text", "vert", nom="seance_remis")

    def demander(self, *, clot: bool) -> None:
        seance = self._page.seance
        if seance is None:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        nom = f"releve-{seance.le:%Y-%m-%d}-{seance.heure:%Hh%M}.pdf"
        vers = Path(Reglages().lieu("exports") or documents) / nom
        tapes = [p for p in seance.points if p.id in self._page.brouillons.restants()]
        dites = phrases(seance, tapes, noms=self._page.noms) if clot else ()
        dialogue = ClotureDialog(self._ouvert, self._page, vers, dites, clot=clot)
        dialogue.asked.connect(lambda: self._valider(dialogue, seance.id))
        dialogue.open()

    def _valider(self, dialogue: ClotureDialog, seance: int) -> None:
        chemin = dialogue.chemin
        if chemin is None:
            dialogue.erreur.dire("Dites où écrire le relevé.")
            return
        dialogue.valider.setEnabled(False)
        if not dialogue.clot:
            self._ecrire(dialogue, seance, chemin)
            return
        tache = self._page.gestes.clore(seance, dialogue.erreur.dire)
        tache.succeeded.connect(lambda _: self._clos(dialogue, seance, chemin))
        tache.failed.connect(lambda _: dialogue.valider.setEnabled(True))

    def _clos(self, dialogue: ClotureDialog, seance: int, chemin: Path) -> None:
        dialogue.clot = False  # si le fichier ne s'écrit pas, il ne reste qu'à le récrire
        self._page.choisie = seance
        self._ecrire(dialogue, seance, chemin)

    def _ecrire(self, dialogue: ClotureDialog, seance: int, chemin: Path) -> None:
        tache = self._ouvert.read("Relevé de la séance", partial(_ecrire, seance, chemin, dialogue.masque))
        tache.succeeded.connect(lambda _: self._remis(dialogue, chemin))
        tache.failed.connect(dialogue.erreur.dire)
        tache.failed.connect(lambda _: dialogue.valider.setEnabled(True))

    def _remis(self, dialogue: ClotureDialog, chemin: Path) -> None:
        dits = [f"« {chemin.name} »", *([f"« {pour_les_partenaires(chemin).name} »"] if dialogue.masque else [])]
        dialogue.accept()
        ouvrir, montrer = partial(_ouvrir, chemin), partial(_ouvrir, chemin.parent)
        self.avis.dire(
            f"Relevé écrit dans {' et '.join(dits)}.",
            (("ouvrir", "Ouvrir", ouvrir), ("montrer", "Ouvrir le dossier", montrer)),
        )


def _ouvrir(chemin: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(chemin)))


def pour_les_partenaires(chemin: Path) -> Path:
    """Le même nom, à côté : « releve-2026-11-20-14h00-partenaires.pdf »."""
    return chemin.with_stem(f"{chemin.stem}-partenaires")


def _ecrire(seance: int, chemin: Path, masque: bool, session: Session) -> None:
    ecrire_releve(session, seance, chemin)
    if masque:
        ecrire_releve(session, seance, pour_les_partenaires(chemin), masque=True)
