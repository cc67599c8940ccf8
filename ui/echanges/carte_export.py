"""Un export à proposer : à quoi il sert, qui peut le recevoir, sous quel format, et ce qui en est sorti."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QWidget

from relogement.exports.export import Export
from relogement.textes import INSECABLE, pluriel
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.chip import Chip
from ui.composants.choix import Choix
from ui.composants.erreur import BandeauErreur
from ui.composants.icone import Icone
from ui.composants.segment import Segment
from ui.composants.texte import Texte, legende
from ui.composants.vue import Vignette
from ui.echanges.controle import PanneauControle
from ui.echanges.progression import Progression
from ui.reglages import Reglages
from ui.theme import px

NOMINATIF = Chip("Données personnelles", "lock-keyhole", "ambre")
SANS_NOM = Chip("Sans nom ni adresse", "shield-check", "vert")
FORMATS = {
    ".xlsx": "Excel",
    ".csv": "CSV",
    ".db": "SQLite",
    ".sqlite": "SQLite",
    ".sqlite3": "SQLite",
    ".pdf": "PDF",
}


class CarteExport(Carte):
    export_asked = Signal(object)  # le chemin où écrire

    def __init__(self, export: Export) -> None:
        super().__init__(export.libelle, nom=f"export_{export.code}")
        self.export = export
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        nom = f"export_{export.code}"
        self.erreur, self.progression = BandeauErreur(nom=f"{nom}_erreur"), Progression(f"{nom}_progression")
        self.panneau = PanneauControle(f"{nom}_controle")
        self._ecrit: Path | None = None
        self.tete.insertWidget(1, Vignette(NOMINATIF if export.nominatif else SANS_NOM))
        self._formats = Segment(_formats(export), nom=f"{nom}_format")
        self._formats.set_titre("Format")
        self._enregistrer = Bouton("Enregistrer sous…", "download", petit=True, nom=f"{nom}_enregistrer")
        self._enregistrer.setAccessibleName(f"Enregistrer sous : {export.libelle}")
        self._fait, self._icone = Texte("", "vert", nom=f"{nom}_fait"), Icone("circle-check", "vert", 16)
        self._montrer = Bouton(
            "Ouvrir le dossier", "folder-open", genre=Genre.NU, petit=True, nom=f"{nom}_montrer"
        )
        self._ranger()
        self._enregistrer.clicked.connect(self.choose)
        self._montrer.clicked.connect(self._reveal)
        self.show_fait(None, 0)

    def _ranger(self) -> None:
        self.contenu.setSpacing(px(6))
        haut = QHBoxLayout()
        haut.setSpacing(px(8))
        textes = Texte(self.export.utilite, lignes=True)
        haut.addWidget(textes, 1)
        haut.addSpacing(px(16))
        haut.addWidget(self._formats, 0, Qt.AlignmentFlag.AlignTop)
        haut.addWidget(self._enregistrer, 0, Qt.AlignmentFlag.AlignTop)
        self.contenu.addLayout(haut)
        self.contenu.addWidget(legende(f"Pour qui{INSECABLE}: {self.export.destinataires}", lignes=True))
        self.contenu.addWidget(self.erreur)
        self.contenu.addWidget(self.progression)
        bas = QHBoxLayout()
        bas.setSpacing(px(8))
        bas.addWidget(self._icone)
        bas.addWidget(self._fait)
        bas.addWidget(self._montrer)
        bas.addStretch(1)
        self.contenu.addLayout(bas)
        self.contenu.addWidget(self.panneau)

    def add_reglages(self, *widgets: QWidget) -> None:
        """Une rangée de plus, avant ce qui se dit de l'écriture."""
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        for widget in widgets:
            rangee.addWidget(widget)
        rangee.addStretch(1)
        self.contenu.insertLayout(1, rangee)

    def show_fait(self, chemin: Path | None, lignes: int) -> None:
        """Dit ce qui vient d'être écrit, et où ; rien tant que rien ne l'est."""
        self._ecrit = chemin
        for morceau in (self._icone, self._fait, self._montrer):
            morceau.setVisible(chemin is not None)
        if chemin is not None:
            self._fait.setText(f"{pluriel(lignes, 'ligne')} dans « {chemin.name} »")

    def set_busy(self, *, busy: bool) -> None:
        self._enregistrer.setEnabled(not busy)
        self._formats.setEnabled(not busy)

    def choose(self) -> None:
        """Demande où écrire."""
        extension = self._formats.current
        propose = Path(Reglages().lieu("exports")) / f"{self.export.code}{extension}"
        dialogue = QFileDialog(self, f"Enregistrer : {self.export.libelle}", str(propose))
        dialogue.setObjectName(f"export_{self.export.code}_dialogue")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setNameFilter(f"{FORMATS[extension]} (*{extension})")
        dialogue.setDefaultSuffix(extension.lstrip("."))
        dialogue.fileSelected.connect(lambda chemin: self.export_asked.emit(Path(chemin)))
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def _reveal(self) -> None:
        if self._ecrit is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._ecrit.parent)))


def _formats(export: Export) -> list[Choix]:
    """Un choix par format ; plusieurs extensions du même format n'en font qu'un."""
    vus: dict[str, str] = {}
    for extension in export.extensions:
        vus.setdefault(FORMATS.get(extension, extension), extension)
    return [Choix(extension, mot) for mot, extension in vus.items()]
