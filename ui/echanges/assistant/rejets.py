"""Écrire les lignes écartées ou à vérifier dans un classeur, à rendre au bailleur ou à corriger soi-même."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db.imports.rejets import EXTENSION, ecrire_les_rejets
from db.imports.sources import Source
from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.choix import Choix
from relogement.textes import pluriel
from relogement.travail import Avancement
from ui.ouvert import ProjetOuvert
from ui.reglages import Reglages

A_CORRIGER = (Gravite.ERREUR, Gravite.AVERTISSEMENT)


def a_corriger(anomalies: Sequence[Anomalie]) -> bool:
    """Au moins une ligne est écartée ou à vérifier."""
    return any(anomalie.ligne is not None and anomalie.gravite in A_CORRIGER for anomalie in anomalies)


class Rejets(QObject):
    """``written`` : ce qui a été écrit, en une phrase ; ``failed`` : pourquoi pas."""

    written = Signal(str)
    failed = Signal(str)

    def __init__(self, ouvert: ProjetOuvert, fenetre: QWidget) -> None:
        super().__init__(fenetre)
        self._ouvert, self._fenetre = ouvert, fenetre

    def choose(self, source: Source, choix: Choix, anomalies: Sequence[Anomalie]) -> None:
        """Demande où écrire."""
        nom = f"{Path(source.name).stem} - lignes à corriger{EXTENSION}"
        lieu = Path(Reglages().lieu("exports")) / nom
        dialogue = QFileDialog(
            self._fenetre, "Enregistrer les lignes à corriger", str(lieu), f"Excel (*{EXTENSION})"
        )
        dialogue.setObjectName("rejets_dialogue")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setDefaultSuffix(EXTENSION.lstrip("."))
        dialogue.selectFile(nom)
        dialogue.fileSelected.connect(lambda vers: self.write(source, choix, anomalies, Path(vers)))
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def write(self, source: Source, choix: Choix, anomalies: Sequence[Anomalie], vers: Path) -> None:
        fichier = self._ouvert.fichier

        def travail(avancement: Avancement) -> int:
            return ecrire_les_rejets(fichier, source, anomalies, vers, choix, avancement)

        tache = self._ouvert.atelier.run(f"Lignes à corriger : {vers.name}", travail)
        tache.succeeded.connect(lambda n: self.written.emit(f"{pluriel(n, 'ligne')} dans « {vers.name} »."))
        tache.failed.connect(self.failed)
