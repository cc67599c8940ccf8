"""La page des dossiers du poste : où proposer de ranger les projets, les exports et les sauvegardes."""

from functools import partial

from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.texte import Texte, legende
from ui.reglages import Reglages
from ui.theme import px

LIEUX = (
    ("projets", "Projets", "Documents"),
    ("exports", "Exports et documents", "Documents"),
    ("sauvegardes", "Sauvegardes", "à côté du projet"),
)
NOTE = "Ce qui est proposé quand on enregistre ; on peut toujours choisir ailleurs. Rien n’est déplacé."


class PageRangements(QWidget):
    def __init__(self, reglages: Reglages) -> None:
        super().__init__()
        self.setObjectName("page_rangements")
        self._reglages = reglages
        self._dits: dict[str, Texte] = {}
        self._oublis: dict[str, Bouton] = {}
        carte = Carte("Dossiers", "sur ce poste seulement", nom="parametres_rangements")
        carte.contenu.addWidget(legende(NOTE, lignes=True))
        carte.contenu.addLayout(self._lignes())
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(16), px(12), px(16), px(16))
        colonne.addWidget(carte)
        colonne.addStretch(1)
        self._montrer()

    def _lignes(self) -> QGridLayout:
        grille = QGridLayout()
        grille.setHorizontalSpacing(px(16))
        grille.setVerticalSpacing(px(10))
        grille.setColumnStretch(1, 1)
        for rang, (usage, mot, _) in enumerate(LIEUX):
            dit = self._dits[usage] = Texte("", lignes=True, nom=f"lieu_{usage}")
            choisir = Bouton("Choisir…", "folder-open", petit=True, nom=f"lieu_{usage}_choisir")
            choisir.setAccessibleName(f"Choisir le dossier : {mot}")
            choisir.clicked.connect(partial(self._choisir, usage, mot))
            oublier = self._oublis[usage] = Bouton(
                "", "x", genre=Genre.DISCRET, petit=True, aide=f"Ne plus proposer ce dossier : {mot}",
                nom=f"lieu_{usage}_oublier",
            )  # fmt: skip
            oublier.clicked.connect(partial(self._garder, usage, ""))
            for colonne, partie in enumerate((Texte(mot, "texte2"), dit, choisir, oublier)):
                grille.addWidget(partie, rang, colonne)
        return grille

    def _choisir(self, usage: str, mot: str) -> None:
        dialogue = QFileDialog(self, f"Dossier proposé : {mot}", self._reglages.lieu(usage))
        dialogue.setObjectName(f"lieu_{usage}_dialogue")
        dialogue.setFileMode(QFileDialog.FileMode.Directory)
        dialogue.setOption(QFileDialog.Option.ShowDirsOnly)
        dialogue.fileSelected.connect(partial(self._garder, usage))
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def _garder(self, usage: str, chemin: str) -> None:
        self._reglages.retenir_lieu(usage, chemin)
        self._montrer()

    def _montrer(self) -> None:
        for usage, _, defaut in LIEUX:
            chemin = self._reglages.lieu(usage)
            self._dits[usage].setText(chemin or f"{defaut[0].upper()}{defaut[1:]}")
            self._oublis[usage].setVisible(bool(chemin))
