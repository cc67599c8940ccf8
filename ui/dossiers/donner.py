"""« Modifier dans Excel… » : la liste telle qu'on la voit, dans un classeur que l'import saura relire."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db.exports.liste import champs_des_colonnes, donner_la_liste
from relogement.textes import pluriel
from relogement.travail import Avancement
from ui.dossiers.modele import ModeleDossiers
from ui.dossiers.table import TableDossiers
from ui.ouvert import ProjetOuvert
from ui.reglages import Reglages

NOM = "dossiers-a-modifier.xlsx"


class Donneur(QObject):
    """Écrit hors de l'écran, puis le dit par ``given``."""

    failed = Signal(str)
    given = Signal(str)

    def __init__(self, ouvert: ProjetOuvert, table: TableDossiers, modele: ModeleDossiers, ecran: QWidget) -> None:
        super().__init__(ecran)
        self._ouvert, self._table, self._modele, self._ecran = ouvert, table, modele, ecran

    def choose(self) -> None:
        """Plusieurs lignes choisies, sinon toute la liste affichée ; demande où l'écrire."""
        plusieurs = self._table.selected_count() > 1
        ids = self._table.selected_ids() if plusieurs else list(self._modele.ids)
        dialogue = QFileDialog(
            self._ecran, "Modifier dans Excel : enregistrer la liste", str(Path(Reglages().lieu("exports")) / NOM)
        )
        dialogue.setObjectName("donner_dialogue")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setNameFilter("Excel (*.xlsx)")
        dialogue.setDefaultSuffix("xlsx")
        dialogue.fileSelected.connect(lambda chemin: self.give(ids, Path(chemin)))
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def give(self, ids: Sequence[int], vers: Path) -> None:
        """Ces dossiers, avec les colonnes montrées."""
        fichier, champs = self._ouvert.fichier, champs_des_colonnes([c.cle for c in self._table.visibles])

        def travail(avancement: Avancement) -> int:
            return donner_la_liste(fichier, ids, champs, vers, avancement)

        tache = self._ouvert.atelier.run("Liste à modifier dans Excel", travail)
        tache.failed.connect(self.failed)
        tache.succeeded.connect(lambda combien: self.given.emit(_phrase(combien, vers)))


def _phrase(combien: int, vers: Path) -> str:
    return f"{pluriel(combien, 'dossier')} dans « {vers.name} », pour l’équipe seulement"
