"""Le départ d'un import : déposer, parcourir, coller, ou taper un chemin."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from ui import fonts
from ui.composants.bande import defilante
from ui.composants.bouton import Bouton
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.echanges.assistant.source import collage
from ui.echanges.depot import Depot
from ui.echanges.progression import Progression
from ui.theme import px

FILTRE = (
    "Classeurs, CSV et contours (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.txt *.gz *.xml *.geojson *.json *.gpkg "
    "*.shp *.zip);;Tous les fichiers (*)"
)
RIEN_A_COLLER = "Le presse-papiers ne contient pas de tableau. Copiez les cellules, puis collez-les ici."


class Depart(QWidget):
    """``source_asked`` porte un chemin ou ce qui a été collé."""

    source_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_depart")
        self.erreur = BandeauErreur(nom="import_erreur")
        self.progression = Progression("import_lecture")
        self._depot = Depot()
        self.chemin = QLineEdit()
        self.chemin.setObjectName("import_chemin")
        self.chemin.setAccessibleName("Chemin du fichier à importer")
        self.chemin.setPlaceholderText("ou le chemin du fichier, puis Entrée")
        self._lire = Bouton("Lire", nom="import_lire")
        self._parcourir = Bouton("Parcourir…", "folder-open", touche="Ctrl+Maj+O", nom="import_parcourir")
        self._coller = Bouton("Coller un tableau", "clipboard-paste", touche="Ctrl+V", nom="import_coller")
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        carte = Carte("Importer un fichier", nom="carte_import")
        carte.contenu.setSpacing(px(12))
        boutons = QHBoxLayout()
        boutons.setSpacing(px(8))
        for morceau in (self._parcourir, self._coller):
            boutons.addWidget(morceau)
        boutons.addWidget(self.chemin, 1)
        boutons.addWidget(self._lire)
        carte.contenu.addWidget(self.erreur)
        carte.contenu.addWidget(self._depot)
        carte.contenu.addLayout(boutons)
        carte.contenu.addWidget(self.progression)
        page = QWidget()
        rangee = QHBoxLayout(page)
        rangee.setContentsMargins(px(16), px(14), px(16), px(16))
        rangee.setSpacing(px(12))
        rangee.addWidget(carte, 3, Qt.AlignmentFlag.AlignTop)
        rangee.addWidget(_ce_que_l_on_importe(), 2, Qt.AlignmentFlag.AlignTop)
        dehors = QHBoxLayout(self)
        dehors.setContentsMargins(0, 0, 0, 0)
        dehors.addWidget(defilante(page))

    def _brancher(self) -> None:
        self._depot.dropped.connect(lambda chemin: self.source_asked.emit(Path(chemin)))
        self._parcourir.clicked.connect(self._browse)
        self._coller.clicked.connect(self.paste)
        self.chemin.returnPressed.connect(self._lire.click)
        self.chemin.textChanged.connect(lambda texte: self._lire.setEnabled(bool(texte.strip())))
        self._lire.setEnabled(False)
        self._lire.clicked.connect(self._ask)
        for touche, geste in (("Ctrl+Shift+O", self._browse), ("Ctrl+V", self.paste)):
            QShortcut(QKeySequence(touche), self, geste, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def set_busy(self, *, busy: bool) -> None:
        for champ in (self._depot, self.chemin, self._parcourir, self._coller, self._lire):
            champ.setEnabled(not busy)
        if not busy:
            self._lire.setEnabled(bool(self.chemin.text().strip()))

    def reprendre(self) -> None:
        """Prêt pour un autre fichier."""
        self.chemin.clear()
        self.chemin.setFocus()

    def paste(self) -> None:
        """Le tableau copié d'un tableur, d'un courriel, d'une page ; un fichier copié s'ouvre."""
        colle = collage(QGuiApplication.clipboard().mimeData())
        if colle is None:
            self.erreur.dire(RIEN_A_COLLER)
        else:
            self.source_asked.emit(colle)

    def _ask(self) -> None:
        self.source_asked.emit(Path(self.chemin.text().strip().strip('"')).expanduser())

    def _browse(self) -> None:
        dialogue = QFileDialog(self, "Choisir le fichier à importer", str(Path(self.chemin.text()).parent), FILTRE)
        dialogue.setObjectName("import_dialogue")
        dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogue.fileSelected.connect(lambda chemin: self.source_asked.emit(Path(chemin)))
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()


def _ce_que_l_on_importe() -> Carte:
    from relogement.imports.nature import NatureImport
    from ui.echanges.assistant.natures import APPORTS, natures

    carte = Carte("Ce que l’on peut importer", nom="carte_natures")
    carte.contenu.setSpacing(px(2))
    for nature in natures():
        if nature is NatureImport.LISTE:  # elle vient d'ici, et se reconnaît seule
            continue
        carte.contenu.addWidget(Texte(nature.libelle, graisse=fonts.MOYEN))
        carte.contenu.addWidget(legende(APPORTS.get(str(nature.value), ""), lignes=True))
        carte.contenu.addSpacing(px(8))
    fin = "Les colonnes sont reconnues à leur titre. Rien n’est perdu en silence : chaque ligne écartée est dite."
    carte.contenu.addWidget(legende(fin, "texte3", lignes=True))
    return carte
