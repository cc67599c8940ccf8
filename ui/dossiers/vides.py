"""La liste vide dit pourquoi elle l'est et ce qu'il faut faire."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from relogement.textes import nombre
from ui.composants.bouton import Bouton, Genre
from ui.composants.vide import Vide
from ui.dossiers.liste import Liste
from ui.dossiers.table import TableDossiers


class Vides(QWidget):
    """Rien encore : importer ou créer ; rien après les filtres : les effacer."""

    def __init__(self, table: TableDossiers) -> None:
        super().__init__()
        self.importer = Bouton("Importer une liste", "upload", genre=Genre.PRINCIPAL, nom="vide_importer")
        self.nouveau = Bouton("Nouveau dossier", "plus", nom="vide_nouveau")
        self.effacer = Bouton("Effacer les filtres", "x", nom="effacer_filtres")
        self._projet = Vide("users", "Aucun dossier.", self.importer, self.nouveau, nom="vide_projet")
        self._filtre = Vide("search-x", "0 dossier", self.effacer, nom="vide_filtre")
        self._pile = QStackedLayout(self)
        for vide in (self._projet, self._filtre):
            self._pile.addWidget(vide)
        self.setObjectName("vides")
        table.set_vide(self)

    def show_pour(self, liste: Liste, operation: str | None) -> None:
        if liste.total:
            self._filtre.phrase.setText(f"0 dossier sur {nombre(liste.total, 0)}")
            self._pile.setCurrentWidget(self._filtre)
            return
        ou = "dans ce projet" if operation is None else "dans cette opération"
        self._projet.phrase.setText(f"Aucun dossier {ou}.")
        self._pile.setCurrentWidget(self._projet)
