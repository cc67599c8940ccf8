"""« Contrôler un fichier… » : fouiller n'importe quel fichier avant de l'envoyer."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy

from db.fuites.a_part import controler_sans_gener
from relogement.fuites.rapport import Rapport
from relogement.travail import Avancement
from ui.composants.bouton import Bouton
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte
from ui.echanges.controle import PanneauControle
from ui.echanges.progression import Progression
from ui.ouvert import ProjetOuvert
from ui.reglages import Reglages
from ui.theme import px

UTILITE = (
    "Avant d’envoyer un classeur, un PDF, un courriel ou une archive : toutes ses parties sont fouillées, "
    "feuilles masquées et propriétés comprises, à la recherche de ce que la base sait des ménages."
)


class CarteVerification(Carte):
    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__("Contrôler un fichier", nom="controle_fichier")
        self._ouvert = ouvert
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.erreur = BandeauErreur(nom="controle_fichier_erreur")
        self.progression = Progression("controle_fichier_progression")
        self.panneau = PanneauControle("controle_fichier_panneau")
        self._choisir = Bouton("Choisir un fichier…", "file-search", petit=True, nom="controle_fichier_choisir")
        self._choisir.setAccessibleName("Choisir un fichier à contrôler")
        haut = QHBoxLayout()
        haut.setSpacing(px(16))
        haut.addWidget(Texte(UTILITE, lignes=True), 1)
        haut.addWidget(self._choisir, 0, Qt.AlignmentFlag.AlignTop)
        self.contenu.setSpacing(px(6))
        self.contenu.addLayout(haut)
        for morceau in (self.erreur, self.progression, self.panneau):
            self.contenu.addWidget(morceau)
        self._choisir.clicked.connect(self.choose)
        self.panneau.dossier_asked.connect(ouvert.dossier_asked)

    def choose(self) -> None:
        """Demande quel fichier."""
        dialogue = QFileDialog(self, "Contrôler un fichier", Reglages().lieu("exports"))
        dialogue.setObjectName("controle_fichier_dialogue")
        dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogue.fileSelected.connect(lambda chemin: self.check(Path(chemin)))
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def check(self, chemin: Path) -> None:
        """Fouille ce fichier hors de l'écran."""
        fichier = self._ouvert.fichier

        def travail(avancement: Avancement) -> Rapport:
            return controler_sans_gener(fichier, chemin, avancement)

        self.panneau.clear()
        self.erreur.dire("")
        self._choisir.setEnabled(False)
        tache = self._ouvert.atelier.run(f"Contrôle : {chemin.name}", travail)
        self.progression.follow(tache, f"Contrôle de « {chemin.name} »")
        tache.ended.connect(lambda: self._choisir.setEnabled(True))
        tache.failed.connect(self.erreur.dire)
        tache.succeeded.connect(lambda rapport: self.panneau.show_rapport(rapport, ecrit=False))
