"""La fenêtre : les barres, la page de départ, puis les écrans du projet ouvert."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.background import Atelier, Tache
from ui.cadre import travaux
from ui.cadre.aller import Aller, Destination
from ui.cadre.barre_etat import BarreEtat
from ui.cadre.barre_haute import BarreHaute
from ui.cadre.barre_laterale import BarreLaterale
from ui.cadre.depart import PageDepart
from ui.cadre.menu import Choix
from ui.cadre.pannes import FenetrePanne
from ui.ecrans import SCREENS
from ui.ouvert import ProjetOuvert
from ui.reglages import Reglages
from ui.screen import Screen

if TYPE_CHECKING:
    from db.fichier import Fichier

FILTRE = "Projet Relogement (*.relogement)"
PREMIER = SCREENS[0].cle


class MainWindow(QMainWindow):
    """Une fenêtre, un projet ; chaque écran n'est construit que la première fois qu'on y va."""

    def __init__(self, reglages: Reglages) -> None:
        super().__init__()
        self.reglages = reglages
        self.atelier = Atelier(self)
        self.ouvert: ProjetOuvert | None = None
        self._ecrans: dict[str, Screen] = {}
        self._courant = ""
        self.setObjectName("fenetre")
        self.setWindowTitle("Relogement")
        self.setMinimumSize(1024, 640)
        self.haut, self.bas, self.depart = BarreHaute(), BarreEtat(), PageDepart()
        self.gauche = BarreLaterale([e.entree for e in SCREENS], reduite=reglages.barre_reduite)
        self.pile = QStackedWidget()
        self.pile.addWidget(self.depart)
        self._disposer()
        self._brancher()
        self._montrer_depart()

    def _disposer(self) -> None:
        milieu = QHBoxLayout()
        milieu.setSpacing(0)
        milieu.addWidget(self.gauche)
        milieu.addWidget(self.pile, 1)
        centre = QWidget()
        disposition = QVBoxLayout(centre)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(0)
        disposition.addWidget(self.haut)
        disposition.addLayout(milieu, 1)
        disposition.addWidget(self.bas)
        self.setCentralWidget(centre)
        self.resize(1440, 900)
        if self.reglages.geometrie is not None:
            self.restoreGeometry(self.reglages.geometrie)

    def _brancher(self) -> None:
        self.depart.new_asked.connect(self.nouveau)
        self.depart.open_asked.connect(self.choisir)
        self.depart.demo_asked.connect(self.essayer)
        self.depart.recent_asked.connect(self.ouvrir)
        self.gauche.chosen.connect(self.aller)
        self.gauche.collapsed.connect(self._retenir_repli)
        self.haut.operation_chosen.connect(self._choisir_operation)
        self.haut.shortcuts_asked.connect(self.montrer_raccourcis)
        self.haut.theme_asked.connect(self.changer_theme)
        self.atelier.started.connect(self.bas.watch)
        self.atelier.crashed.connect(self.montrer_panne)
        self.recherche = Aller(self.haut.recherche, self._destinations, self._dossiers)
        raccourcis: dict[str, Callable[[], None]] = {
            "Ctrl+/": self.montrer_raccourcis,
            "Ctrl+,": partial(self.aller, "parametres"),
        }
        raccourcis |= {f"Ctrl+{rang}": partial(self.aller, e.cle) for rang, e in enumerate(SCREENS, start=1)}
        for touches, geste in raccourcis.items():
            QShortcut(QKeySequence(touches), self, geste)

    # — ouvrir un projet —

    def ouvrir(self, base: str) -> None:
        """Ouvre un projet hors de l'écran, puis montre ses dossiers."""
        agent = self.reglages.agent
        self._ouvrir("Ouverture", partial(travaux.ouvrir, base, agent))

    def choisir(self) -> None:
        """Demande un fichier à ouvrir."""
        dialogue = QFileDialog(self, "Ouvrir un projet", str(_documents()), FILTRE)
        dialogue.setObjectName("ouvrir_fichier")
        dialogue.fileSelected.connect(self.ouvrir)
        dialogue.open()

    def nouveau(self) -> None:
        """Demande les renseignements d'un projet, et le crée."""
        from ui.cadre.nouveau import DialogueNouveau

        dialogue = DialogueNouveau(_documents(), self)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.created.connect(lambda projet, base: self._creer(dialogue, projet, base))
        dialogue.open()

    def essayer(self) -> None:
        """Fait le projet fictif dans le dossier des données du poste, et l'ouvre."""
        dossier = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
        self._ouvrir("Projet fictif", partial(travaux.faire_le_projet_fictif, dossier, self.reglages.agent))

    def _creer(self, dialogue: Any, projet: Any, base: str) -> None:
        tache = self._ouvrir("Création du projet", partial(travaux.creer, projet, base, self.reglages.agent))
        tache.failed.connect(dialogue.erreur.dire)
        tache.succeeded.connect(lambda _: dialogue.accept())

    def _ouvrir(self, libelle: str, travail: Any) -> Tache:
        self.depart.erreur.dire("")
        tache = self.atelier.run(libelle, travail)
        tache.failed.connect(self.depart.erreur.dire)
        tache.succeeded.connect(self.montrer)
        return tache

    def montrer(self, fichier: Fichier) -> None:
        """Installe un projet ouvert à la place du précédent."""
        self._fermer_projet()
        self.ouvert = ProjetOuvert(fichier, self.atelier, self)
        self.ouvert.saved.connect(self._enregistre)
        self.ouvert.operation_changed.connect(self._lire_projet)
        self.ouvert.dossier_asked.connect(self.montrer_dossier)
        self.ouvert.dossiers_asked.connect(self._montrer_dossiers)
        from db.moteur import est_serveur

        serveur = est_serveur(fichier.base)
        self.bas.show_fichier(fichier.nom, serveur=serveur)
        self.haut.show_agent(fichier.auteur)
        if not serveur:
            self.reglages.retenir(fichier.base)
        self.gauche.show()
        self._lire_projet()
        self.aller(PREMIER)

    def _montrer_depart(self) -> None:
        self.gauche.hide()
        self.depart.show_recents(self.reglages.recents)
        self.haut.show_projet("", self._choix_projet())
        self.pile.setCurrentWidget(self.depart)
        self.depart.setFocus()

    def _lire_projet(self) -> None:
        assert self.ouvert is not None
        nom, operations = travaux.nom_et_operations(self.ouvert.fichier)
        self.setWindowTitle(f"{nom} — Relogement")
        self.haut.show_projet(nom, self._choix_projet())
        self.haut.show_operations(operations, self.ouvert.operation)

    def _choix_projet(self) -> list[Choix]:
        choix = [
            Choix("Nouveau projet…", self.nouveau, "plus"),
            Choix("Ouvrir…", self.choisir, "folder-open", "" if self.ouvert is None else "Ctrl+O"),
            Choix("Projet fictif", self.essayer, "flask-conical"),
        ]
        if self.ouvert is not None:
            choix += [Choix(), Choix("Sauvegarder une copie…", self.sauvegarder, "shield-check")]
        recents = [Choix(Path(c).stem, partial(self.ouvrir, c), "clock") for c in self.reglages.recents]
        return choix + ([Choix(), *recents] if recents else [])

    # — aller d'un écran à l'autre —

    def aller(self, cle: str) -> None:
        """Montre un écran, construit à la première visite."""
        if self.ouvert is None:
            return
        if cle not in self._ecrans:
            ecran = next(e for e in SCREENS if e.cle == cle).construire(self.ouvert)
            self._ajouter(cle, ecran)
        self._courant = cle
        self.gauche.set_current(cle)
        self.pile.setCurrentWidget(self._ecrans[cle])
        self._ecrans[cle].on_enter()

    def montrer_dossier(self, menage: int) -> None:
        """Ouvre un dossier par-dessus l'écran d'où l'on vient."""
        assert self.ouvert is not None
        if "dossier" not in self._ecrans:
            from ui.dossier import EcranDossier

            dossier = EcranDossier(self.ouvert)
            dossier.back_asked.connect(lambda: self.aller(self._courant))
            self._ajouter("dossier", dossier)
        ecran = self._ecrans["dossier"]
        self.pile.setCurrentWidget(ecran)
        ecran.show_dossier(menage)  # type: ignore[attr-defined]

    def _montrer_dossiers(self, ids: Sequence[int], libelle: str) -> None:
        self.aller("dossiers")
        self._ecrans["dossiers"].show_selection(ids, libelle)  # type: ignore[attr-defined]

    def _ajouter(self, cle: str, ecran: Screen) -> None:
        self._ecrans[cle] = ecran
        self.pile.addWidget(ecran)
        if (demande := getattr(ecran, "import_asked", None)) is not None:
            demande.connect(partial(self.aller, "echanges"))

    def _destinations(self) -> list[Destination]:
        ecrans = [Destination(e.titre, partial(self.aller, e.cle), e.icone) for e in SCREENS]
        return [
            *ecrans,
            Destination("Sauvegarder une copie", self.sauvegarder, "shield-check"),
            Destination("Thème clair ou sombre", self.changer_theme, "moon"),
            Destination("Raccourcis clavier", self.montrer_raccourcis, "keyboard"),
        ]

    def _dossiers(self, demande: str) -> list[Destination]:
        if self.ouvert is None:
            return []
        lignes = travaux.dossiers_trouves(self.ouvert.fichier, demande)
        return [
            Destination(f"{li.nom}  ·  {li.reference}", partial(self.montrer_dossier, li.id), "user")
            for li in lignes
        ]

    # — le reste —

    def sauvegarder(self) -> None:
        """Demande où copier, copie, et prouve la copie en la rouvrant."""
        assert self.ouvert is not None
        fichier = self.ouvert.fichier
        propose = Path(fichier.base).with_name(f"{Path(fichier.base).stem}-{date.today():%Y-%m-%d}.relogement")  # noqa: DTZ011
        dialogue = QFileDialog(self, "Sauvegarder une copie", str(propose), FILTRE)
        dialogue.setObjectName("sauvegarder_fichier")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.fileSelected.connect(self._sauvegarder)
        dialogue.open()

    def _sauvegarder(self, vers: str) -> None:
        from db.horloge import maintenant

        assert self.ouvert is not None
        tache = self.atelier.run("Sauvegarde", partial(travaux.sauvegarder, self.ouvert.fichier, Path(vers)))
        tache.succeeded.connect(lambda _: self.bas.say_backed_up(maintenant()))
        tache.failed.connect(self.bas.say_failed)

    def changer_theme(self) -> None:
        """Passe du clair au sombre, et s'en souvient."""
        self.reglages.sombre = not self.reglages.sombre
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, sombre=self.reglages.sombre)

    def montrer_raccourcis(self) -> None:
        from ui.cadre.raccourcis import FenetreRaccourcis

        fenetre = FenetreRaccourcis(self)
        fenetre.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fenetre.open()

    def montrer_panne(self, erreur: BaseException) -> None:
        """La fenêtre des pannes ; une seule à la fois."""
        if self.findChild(FenetrePanne) is None:
            fenetre = FenetrePanne(erreur, self)
            fenetre.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            fenetre.open()

    def precharger(self) -> None:
        """La fenêtre est peinte : charge la base et les écrans pendant que l'on regarde."""
        QTimer.singleShot(0, lambda: self.atelier.run("Chargement", travaux.precharger))

    def _enregistre(self) -> None:
        from db.horloge import maintenant

        self.bas.say_saved(maintenant())
        self._lire_projet()

    def _choisir_operation(self, code: str | None) -> None:
        if self.ouvert is not None:
            self.ouvert.set_operation(code)

    def _retenir_repli(self, reduite: bool) -> None:
        self.reglages.barre_reduite = reduite

    def _fermer_projet(self) -> None:
        self.pile.setCurrentWidget(self.depart)
        for ecran in self._ecrans.values():
            self.pile.removeWidget(ecran)
            ecran.deleteLater()
        self._ecrans.clear()
        if self.ouvert is not None:
            self.ouvert.fichier.fermer()
            self.ouvert.deleteLater()
            self.ouvert = None

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.reglages.geometrie = self.saveGeometry()
        self.atelier.wait()
        if self.ouvert is not None:
            self.ouvert.fichier.fermer()
        super().closeEvent(event)


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
