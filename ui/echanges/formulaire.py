"""Le choix du fichier à importer, de ce qu'il contient et de l'opération où vont ses lignes."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from db.imports import Cible
from relogement.operation import Operation
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.echanges.demande import AUTO, NOMS, Demande
from ui.echanges.depot import Depot
from ui.echanges.progression import Progression
from ui.editeurs import ChampChoix, Option
from ui.theme import px

NOUVELLE = "\x00nouvelle"
FILTRE = (
    "Classeurs, CSV et contours (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.txt *.xml *.geojson *.json *.gpkg *.shp "
    "*.zip);;Tous les fichiers (*)"
)
RIEN_D_ECRIT = "Rien n’est écrit : vous verrez d’abord ce que l’import changerait."


class FormulaireImport(Carte):
    simulation_asked = Signal(object)  # une Demande

    def __init__(self) -> None:
        super().__init__("Importer un fichier", nom="carte_import")
        self.erreur = BandeauErreur(nom="import_erreur")
        self.progression = Progression("import_progression")
        self._construire()
        self._ranger()
        self._brancher()
        self._suivre()

    def _construire(self) -> None:
        self._depot = Depot()
        self.chemin = _champ("import_chemin", "Fichier à importer")
        self._parcourir = Bouton("Parcourir…", "folder-open", nom="import_parcourir")
        options = [Option(nom, code) for code, nom in NOMS.items()]
        self.nature = ChampChoix(options, vide=Option("Reconnaître d’après les titres de colonnes", AUTO))
        self.nature.setObjectName("import_nature")
        self.nature.setAccessibleName("Contenu du fichier")
        self.operation = ChampChoix([])
        self.operation.setObjectName("import_operation")
        self.operation.setAccessibleName("Opération")
        self.code = _champ("import_code_operation", "Code de la nouvelle opération")
        self.code.setPlaceholderText("Code, par exemple AC")
        self.bailleur = _champ("import_bailleur", "Bailleur")
        self.bailleur.setPlaceholderText("S’il n’est pas dans le fichier")
        self._simuler = Bouton("Simuler", "search-check", genre=Genre.PRINCIPAL, nom="import_simuler")

    def _ranger(self) -> None:
        self.contenu.setSpacing(px(12))
        self.contenu.addWidget(self.erreur)
        self.contenu.addWidget(self._depot)
        grille = QGridLayout()
        grille.setHorizontalSpacing(px(12))
        grille.setVerticalSpacing(px(8))
        grille.setColumnStretch(1, 1)
        lignes: tuple[tuple[str, QWidget, QWidget | None], ...] = (
            ("Fichier", self.chemin, self._parcourir),
            ("Contenu", self.nature, None),
            ("Opération", self.operation, self.code),
            ("Bailleur", self.bailleur, None),
        )
        for rang, (mot, champ, a_cote) in enumerate(lignes):
            etiquette = Texte(mot, "texte2")
            etiquette.setBuddy(champ)
            grille.addWidget(etiquette, rang, 0)
            grille.addWidget(champ, rang, 1)
            if a_cote is not None:
                grille.addWidget(a_cote, rang, 2)
        self.contenu.addLayout(grille)
        self._actions = QWidget()
        rangee = QHBoxLayout(self._actions)
        rangee.setContentsMargins(0, px(4), 0, 0)
        rangee.setSpacing(px(12))
        rangee.addWidget(self._simuler)
        rangee.addWidget(legende(RIEN_D_ECRIT))
        rangee.addStretch(1)
        self.contenu.addWidget(self._actions)
        self.contenu.addWidget(self.progression)

    def _brancher(self) -> None:
        self._depot.dropped.connect(self.set_chemin)
        self._parcourir.clicked.connect(self._browse)
        self.chemin.textChanged.connect(lambda _: self._suivre())
        self.chemin.returnPressed.connect(self._simuler.click)
        self.operation.currentIndexChanged.connect(lambda _: self._suivre())
        self.nature.currentIndexChanged.connect(lambda _: self._suivre())
        self._simuler.clicked.connect(self._ask)

    def set_chemin(self, chemin: str) -> None:
        self.chemin.setText(chemin)
        self.erreur.dire("")

    def set_operations(self, operations: Sequence[Operation], choisie: str | None) -> None:
        """Les opérations du projet ; celle que l'on regarde est proposée."""
        garde = self.operation.value()
        options = [Option(f"{o.code} · {o.libelle}", o.code) for o in operations]
        seule = "La seule du projet" if len(options) == 1 else "Dite par le fichier"
        options.append(Option("Nouvelle opération…", NOUVELLE))
        self.operation.set_options(options, vide=Option(seule if len(options) > 1 else "À créer", None))
        self.operation.set_value(garde if garde in [o.valeur for o in options] else choisie)

    def set_busy(self, *, busy: bool) -> None:
        for champ in (self._depot, self.chemin, self._parcourir, self.nature, self.operation, self.code):
            champ.setEnabled(not busy)
        self.bailleur.setEnabled(not busy)
        self._actions.setVisible(not busy)

    def _suivre(self) -> None:
        self.code.setVisible(self.operation.value() == NOUVELLE)
        self._simuler.setEnabled(bool(self.chemin.text().strip()))

    def _ask(self) -> None:
        code = self.operation.value()
        if code == NOUVELLE:
            code = self.code.text().strip()
            if not code:
                self.erreur.dire("Donnez un code à la nouvelle opération, par exemple AC.")
                self.code.setFocus()
                return
        self.erreur.dire("")
        cible = Cible(code, self.bailleur.text().strip() or None)
        source = Path(self.chemin.text().strip().strip('"')).expanduser()
        self.simulation_asked.emit(Demande(source, self.nature.value(), cible))

    def _browse(self) -> None:
        dialogue = QFileDialog(self, "Choisir le fichier à importer", str(Path(self.chemin.text()).parent), FILTRE)
        dialogue.setObjectName("import_dialogue")
        dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogue.fileSelected.connect(self.set_chemin)
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()


def _champ(nom: str, lu: str) -> QLineEdit:
    champ = QLineEdit()
    champ.setObjectName(nom)
    champ.setAccessibleName(lu)
    return champ
