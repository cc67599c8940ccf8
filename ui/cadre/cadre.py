"""Le cadre d'un projet ouvert : les barres autour, un écran au milieu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from db.fichier import Fichier
from db.horloge import maintenant
from db.moteur import est_serveur
from ui.cadre import travaux
from ui.cadre.aller import Aller, Destination
from ui.cadre.barre_etat import BarreEtat
from ui.cadre.barre_haute import BarreHaute
from ui.cadre.barre_laterale import BarreLaterale
from ui.cadre.menu import Choix
from ui.dossier import EcranDossier
from ui.ecrans import SCREENS
from ui.ouvert import ProjetOuvert
from ui.screen import Screen
from ui.theme import px

if TYPE_CHECKING:
    from ui.main_window import MainWindow

PREMIER = SCREENS[0].cle
DOSSIER = "dossier"
ETROITE = 1320


class Cadre(QWidget):
    """Chaque écran n'est construit que la première fois qu'on y va."""

    def __init__(self, fichier: Fichier, fenetre: MainWindow) -> None:
        super().__init__(fenetre)
        self.fenetre = fenetre
        self.ouvert = ProjetOuvert(fichier, fenetre.atelier, self)
        self._ecrans: dict[str, Screen] = {}
        self._courant = ""
        self.haut, self.bas, self.pile = BarreHaute(), BarreEtat(), QStackedWidget()
        self.gauche = BarreLaterale([e.entree for e in SCREENS], reduite=fenetre.reglages.barre_reduite)
        self._disposer()
        self._brancher()
        self._raccourcis()

    def commencer(self) -> None:
        """Montre le projet et son premier écran."""
        fichier = self.ouvert.fichier
        self.bas.show_fichier(fichier.nom, serveur=est_serveur(fichier.base))
        self.relire()
        self.aller(PREMIER)

    def relire(self) -> None:
        """Relit ce que disent les barres : le nom du projet, ses opérations, l'agent."""
        nom, operations = travaux.nom_et_operations(self.ouvert.fichier)
        self.fenetre.setWindowTitle(f"{nom} — Relogement")
        self.haut.show_projet(nom, self._choix_projet())
        self.haut.show_operations(operations, self.ouvert.operation)
        self.haut.show_agent(self.ouvert.fichier.auteur)
        self.bas.say_stale(travaux.baremes_a_revoir(self.ouvert.fichier))

    def aller(self, cle: str) -> None:
        """Montre un écran."""
        if cle not in self._ecrans:
            self._ajouter(cle, next(e for e in SCREENS if e.cle == cle).construire(self.ouvert))
        self._courant = cle
        self.gauche.set_current(cle)
        self.pile.setCurrentWidget(self._ecrans[cle])
        self._ecrans[cle].on_enter()

    def montrer_les_baremes(self) -> None:
        """Va aux paramètres, onglet des barèmes."""
        from ui.parametres import EcranParametres

        self.aller("parametres")
        ecran = self._ecrans["parametres"]
        assert isinstance(ecran, EcranParametres)
        ecran.montrer("baremes")

    def montrer_dossier(self, menage: int) -> None:
        """Ouvre un dossier par-dessus l'écran d'où l'on vient."""
        ecran = self._ecrans.get(DOSSIER)
        if not isinstance(ecran, EcranDossier):
            ecran = EcranDossier(self.ouvert)
            ecran.back_asked.connect(lambda: self.aller(self._courant))
            self._ajouter(DOSSIER, ecran)
        self.pile.setCurrentWidget(ecran)
        ecran.open_dossier(menage)

    def sauvegarder(self, vers: str) -> None:
        """Copie le fichier, rouvre la copie, et le dit."""
        tache = self.fenetre.atelier.run(
            "Sauvegarde", partial(travaux.sauvegarder, self.ouvert.fichier, Path(vers))
        )
        tache.succeeded.connect(lambda _: self.bas.say_backed_up(maintenant()))
        tache.failed.connect(self.bas.say_failed)

    def montrer_raccourcis(self) -> None:
        from ui.cadre.raccourcis import FenetreRaccourcis

        fenetre = FenetreRaccourcis(self)
        fenetre.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fenetre.open()

    def _disposer(self) -> None:
        milieu = QHBoxLayout()
        milieu.setSpacing(0)
        milieu.addWidget(self.gauche)
        milieu.addWidget(self.pile, 1)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(0)
        disposition.addWidget(self.haut)
        disposition.addLayout(milieu, 1)
        disposition.addWidget(self.bas)

    def _brancher(self) -> None:
        self.gauche.chosen.connect(self.aller)
        self.gauche.collapsed.connect(self._retenir_repli)
        self.haut.operation_chosen.connect(self.ouvert.set_operation)
        self.haut.shortcuts_asked.connect(self.montrer_raccourcis)
        self.haut.theme_asked.connect(self.fenetre.changer_theme)
        self.fenetre.atelier.started.connect(self.bas.watch)
        self.bas.baremes_asked.connect(self.montrer_les_baremes)
        self.ouvert.saved.connect(self._enregistre)
        self.ouvert.operation_changed.connect(self.relire)
        self.ouvert.dossier_asked.connect(self.montrer_dossier)
        self.ouvert.dossiers_asked.connect(self._montrer_dossiers)
        self.recherche = Aller(self.haut.recherche, self._destinations, self._dossiers)

    def _raccourcis(self) -> None:
        gestes: dict[str, Callable[[], None]] = {
            "Ctrl+/": self.montrer_raccourcis,
            "Ctrl+,": partial(self.aller, "parametres"),
            "Ctrl+O": self.fenetre.choisir,
        }
        gestes |= {f"Ctrl+{rang}": partial(self.aller, e.cle) for rang, e in enumerate(SCREENS, start=1)}
        for touches, geste in gestes.items():
            QShortcut(QKeySequence(touches), self, geste)

    def _choix_projet(self) -> list[Choix]:
        fenetre = self.fenetre
        choix = [
            Choix("Nouveau projet…", fenetre.nouveau, "plus"),
            Choix("Ouvrir…\tCtrl+O", fenetre.choisir, "folder-open"),
            Choix("Projet fictif", fenetre.essayer, "flask-conical"),
            Choix(),
            Choix("Sauvegarder une copie…", fenetre.sauvegarder, "shield-check"),
        ]
        recents = [Choix(Path(c).stem, partial(fenetre.ouvrir, c), "clock") for c in fenetre.reglages.recents]
        return choix + ([Choix(), *recents] if recents else [])

    def _montrer_dossiers(self, ids: Sequence[int], libelle: str) -> None:
        from ui.dossiers import EcranDossiers

        self.aller(PREMIER)
        ecran = self._ecrans[PREMIER]
        assert isinstance(ecran, EcranDossiers)
        ecran.show_selection(ids, libelle)

    def _ajouter(self, cle: str, ecran: Screen) -> None:
        self._ecrans[cle] = ecran
        self.pile.addWidget(ecran)
        if (demande := getattr(ecran, "import_asked", None)) is not None:
            demande.connect(self._importer)

    def _importer(self) -> None:
        from ui.echanges import EcranEchanges

        self.aller("echanges")
        ecran = self._ecrans["echanges"]
        assert isinstance(ecran, EcranEchanges)
        ecran.ouvrir_import(None)

    def _destinations(self) -> list[Destination]:
        ecrans = [Destination(e.titre, partial(self.aller, e.cle), e.icone) for e in SCREENS]
        return [
            *ecrans,
            Destination("Sauvegarder une copie", self.fenetre.sauvegarder, "shield-check"),
            Destination("Thème clair ou sombre", self.fenetre.changer_theme, "moon"),
            Destination("Raccourcis clavier", self.montrer_raccourcis, "keyboard"),
        ]

    def _dossiers(self, demande: str) -> list[Destination]:
        lignes = travaux.dossiers_trouves(self.ouvert.fichier, demande)
        return [
            Destination(f"{li.nom}  ·  {li.reference}", partial(self.montrer_dossier, li.id), "user")
            for li in lignes
        ]

    def _enregistre(self) -> None:
        self.bas.say_saved(maintenant())
        self.relire()

    def _retenir_repli(self, reduite: bool) -> None:
        self.fenetre.reglages.barre_reduite = reduite

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Une fenêtre étroite réduit la barre ; une large rend celle que l'on a choisie."""
        super().resizeEvent(event)
        self.gauche.set_reduite(self.fenetre.reglages.barre_reduite or self.width() < px(ETROITE))
