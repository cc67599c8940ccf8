"""La fenêtre : la page de départ d'abord, puis le projet ouvert dans son cadre."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget
from typing_extensions import override

from ui import apparence, fonts, icons, theme
from ui.background import Atelier, Tache
from ui.cadre import travaux
from ui.cadre.depart import PageDepart
from ui.reglages import TAILLES, Reglages

if TYPE_CHECKING:  # rien de lourd avant que la fenêtre ne soit peinte
    from db.fichier import Fichier
    from ui.cadre.cadre import Cadre

FILTRE = "Projet Relogement (*.relogement)"
ATTENTE = 100


class MainWindow(QMainWindow):
    """Une fenêtre, un projet à la fois."""

    def __init__(self, reglages: Reglages) -> None:
        super().__init__()
        self.reglages = reglages
        self.atelier = Atelier(self)
        self.cadre: Cadre | None = None
        self._a_finir = False
        self._echelle = fonts.echelle()
        self.depart = PageDepart()
        self.pile = QStackedWidget()
        self.pile.addWidget(self.depart)
        self.setObjectName("fenetre")
        self.setWindowTitle("Relogement")
        self.setMinimumSize(1024, 640)
        self.setCentralWidget(self.pile)
        self.resize(1440, 900)
        if reglages.geometrie is not None:
            self.restoreGeometry(reglages.geometrie)
        self._brancher()
        self.depart.setFocus()

    def _brancher(self) -> None:
        self._brancher_le_depart()
        self.atelier.crashed.connect(self.montrer_panne)
        theme.echelle_changed.connect(self._refaire, Qt.ConnectionType.QueuedConnection)

    def _brancher_le_depart(self) -> None:
        self.depart.new_asked.connect(self.nouveau)
        self.depart.open_asked.connect(self.choisir)
        self.depart.demo_asked.connect(self.essayer)
        self.depart.recent_asked.connect(self.ouvrir)
        self.depart.show_recents(self.reglages.recents)

    def ouvrir(self, base: str) -> None:
        """Ouvre un projet hors de l'écran, puis montre ses dossiers."""
        self._ouvrir("Ouverture", partial(travaux.ouvrir, base, self.reglages.agent))

    def choisir(self) -> None:
        """Demande un fichier à ouvrir."""
        from PySide6.QtWidgets import QFileDialog

        dialogue = QFileDialog(self, "Ouvrir un projet", str(self._lieu_des_projets()), FILTRE)
        dialogue.setObjectName("ouvrir_fichier")
        dialogue.fileSelected.connect(self.ouvrir)
        dialogue.open()

    def nouveau(self) -> None:
        """Demande les renseignements d'un projet, et le crée."""
        from ui.cadre.nouveau import DialogueNouveau

        dialogue = DialogueNouveau(self._lieu_des_projets(), self)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.created.connect(lambda projet, base: self._creer(dialogue, projet, base))
        dialogue.open()

    def essayer(self) -> None:
        """Fait le projet fictif dans le dossier des données du poste, et l'ouvre."""
        dossier = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
        self._ouvrir("Projet fictif", partial(travaux.faire_le_projet_fictif, dossier))

    def sauvegarder(self) -> None:
        """Demande où copier, copie, et prouve la copie en la rouvrant."""
        from PySide6.QtWidgets import QFileDialog

        if self.cadre is None:
            return
        base = Path(self.cadre.ouvert.fichier.base)
        copie = travaux.nom_de_sauvegarde(base, self.reglages.lieu("sauvegardes"))
        dialogue = QFileDialog(self, "Sauvegarder une copie", str(copie), FILTRE)
        dialogue.setObjectName("sauvegarder_fichier")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.fileSelected.connect(self.cadre.sauvegarder)
        dialogue.open()

    def montrer(self, fichier: Fichier) -> None:
        """Installe un projet ouvert à la place du précédent."""
        from db.moteur import est_serveur
        from ui.cadre.cadre import Cadre

        self._fermer_projet()
        if not est_serveur(fichier.base):
            self.reglages.retenir(fichier.base)
        self.cadre = Cadre(fichier, self)
        self.pile.addWidget(self.cadre)
        self.pile.setCurrentWidget(self.cadre)
        self.cadre.commencer()

    def changer_theme(self) -> None:
        """Passe du clair au sombre, et s'en souvient."""
        self.choisir_theme("clair" if apparence.est_sombre(self.reglages) else "sombre")

    def choisir_theme(self, nom: str) -> None:
        self.reglages.theme = nom
        apparence.appliquer(self.reglages)

    def agrandir(self, pas: int) -> None:
        """Le texte plus grand ou plus petit d'un cran ; 0 revient à la taille ordinaire."""
        tailles = [int(taille) for taille in TAILLES]
        rang = tailles.index(self.reglages.taille_du_texte) + pas if pas else tailles.index(100)
        self.reglages.taille_du_texte = tailles[max(0, min(rang, len(tailles) - 1))]
        apparence.appliquer(self.reglages)

    def basculer_plein_ecran(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _refaire(self) -> None:
        """La taille du texte a changé : tout est mesuré de nouveau ; ce qui est tapé reste."""
        if fonts.echelle() == self._echelle or not self.isVisible():
            return
        if self.atelier.is_busy:
            QTimer.singleShot(ATTENTE, self, self._refaire)
            return
        self._echelle = fonts.echelle()
        self._refaire_le_depart()
        ancien = self.cadre
        if ancien is None:
            return
        self.cadre = nouveau = type(ancien)(ancien.ouvert.fichier, self)
        self.pile.addWidget(nouveau)
        self.pile.setCurrentWidget(nouveau)
        nouveau.reprendre(ancien)
        self.pile.removeWidget(ancien)
        ancien.deleteLater()

    def _refaire_le_depart(self) -> None:
        self.pile.removeWidget(self.depart)
        self.depart.deleteLater()
        self.depart = PageDepart()
        self.pile.insertWidget(0, self.depart)
        if self.cadre is None:
            self.pile.setCurrentWidget(self.depart)
        self._brancher_le_depart()

    def montrer_panne(self, erreur: BaseException) -> None:
        """La fenêtre des pannes ; une seule à la fois."""
        from ui.cadre.pannes import FenetrePanne

        if self.findChild(FenetrePanne) is None:
            fenetre = FenetrePanne(erreur, self)
            fenetre.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            fenetre.open()

    def precharger(self) -> None:
        """Une fois la fenêtre peinte : finit de l'habiller, puis charge la base et les écrans."""
        self._a_finir = True

    def _finir(self) -> None:
        from ui.veille import Veille

        self.veille = Veille(self.reglages, self)
        icons.montrer()
        apparence.appliquer(self.reglages)
        self.atelier.run("Chargement", travaux.precharger)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._a_finir:
            self._a_finir = False
            QTimer.singleShot(0, self._finir)

    def _creer(self, dialogue: Any, projet: Any, base: str) -> None:
        tache = self._ouvrir("Création du projet", partial(travaux.creer, projet, base, self.reglages.agent))
        tache.failed.connect(dialogue.erreur.dire)
        tache.succeeded.connect(dialogue.accept)

    def _ouvrir(self, libelle: str, travail: Callable[..., Fichier]) -> Tache:
        dire = self.depart.erreur.dire if self.cadre is None else self.cadre.bas.say_failed
        dire("")
        tache = self.atelier.run(libelle, travail)
        tache.failed.connect(dire)
        tache.succeeded.connect(self.montrer)
        return tache

    def _fermer_projet(self) -> None:
        if self.cadre is not None:
            self.cadre.retenir_place()
            self.cadre.ouvert.closing.emit()
            self.atelier.wait()
            self.pile.removeWidget(self.cadre)
            self.cadre.ouvert.fichier.fermer()
            self.cadre.deleteLater()
            self.cadre = None

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.reglages.geometrie = self.saveGeometry()
        if self.cadre is not None:
            self.cadre.ouvert.closing.emit()
        self.atelier.close()
        if self.cadre is not None:
            self.cadre.retenir_place()
            self.cadre.ouvert.fichier.fermer()
        super().closeEvent(event)

    def _lieu_des_projets(self) -> Path:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(self.reglages.lieu("projets") or documents)
