"""Le cadre d'un projet ouvert : les barres autour, un écran au milieu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from db.fichier import Fichier
from db.horloge import maintenant
from db.moteur import est_serveur
from ui.annulation import Annulation
from ui.annulation.champ import GardienDesChamps
from ui.cadre import travaux
from ui.cadre.aller import Aller
from ui.cadre.barre_etat import BarreEtat
from ui.cadre.barre_haute import BarreHaute
from ui.cadre.barre_laterale import BarreLaterale
from ui.cadre.destination import destinations
from ui.cadre.menu import Choix
from ui.commandes import commande, du_cadre, toutes
from ui.dossier import EcranDossier
from ui.ecrans import SCREENS
from ui.ouvert import ProjetOuvert
from ui.screen import Screen
from ui.theme import px
from ui.touches import lisible, poser

if TYPE_CHECKING:
    from db.imports.sources import Source
    from ui.cellule import EcranCellule
    from ui.dossiers import EcranDossiers
    from ui.echanges import EcranEchanges
    from ui.indicateurs import EcranIndicateurs
    from ui.journee import EcranJournee
    from ui.main_window import MainWindow

PREMIER = SCREENS[0].cle
DOSSIER, DOSSIERS, JOURNEE = "dossier", "dossiers", "journee"
ETROITE = 1320
RELECTURE_MS = 400
AIDE_DU_DOSSIER, AIDE_DES_ONGLETS = "3-dossier.md", {"rac": "4-reste-a-charge.md"}


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
        self.annulation = Annulation(self.ouvert, self)
        self._gardien = GardienDesChamps(self)
        self._relecture = QTimer(self, singleShot=True, interval=RELECTURE_MS)
        self._disposer()
        self._brancher()
        self._raccourcis()

    def commencer(self) -> None:
        """Montre le projet et son premier écran."""
        self._dire_le_fichier()
        ecran, dossier = self.fenetre.reglages.place(self.ouvert.fichier.base)
        self.aller(ecran if ecran in {e.cle for e in SCREENS} else self._premier())
        if dossier and travaux.dossiers_nommes(self.ouvert.fichier, [dossier]):
            self.montrer_dossier(dossier)
        self.ouvert.read("Préparation", travaux.preparer)

    def _premier(self) -> str:
        """La journée si quelque chose y est dû, sinon la liste des dossiers."""
        return PREMIER if travaux.a_quelque_chose_a_faire(self.ouvert.fichier) else DOSSIERS

    def reprendre(self, ancien: Cadre) -> None:
        """Prend la suite d'un autre cadre du même projet : même place, mêmes brouillons, mêmes annulations."""
        self.ouvert.set_operation(ancien.ouvert.operation)
        self._dire_le_fichier()
        self.annulation.pile = ancien.annulation.pile
        self._montrer_annulation()
        if DOSSIER in ancien._ecrans:
            self.ecran_dossier.saisie.prendre_la_suite(ancien.ecran_dossier.saisie)
        self.aller(ancien._courant)
        ancien_ecran = ancien._ecrans[ancien._courant]
        self._ecrans[self._courant].reprendre(ancien_ecran)
        if ancien.visible == DOSSIER and ancien.ecran_dossier.menage_id is not None:
            self.montrer_dossier(ancien.ecran_dossier.menage_id)

    def projeter(self) -> None:
        """Le plein écran, ou la fenêtre : un écran fait pour être projeté y est seul."""
        self.fenetre.basculer_plein_ecran()
        self._montrer_les_barres()

    def _montrer_les_barres(self) -> None:
        seul = self.fenetre.isFullScreen() and hasattr(self.pile.currentWidget(), "project_asked")
        for barre in (self.haut, self.gauche, self.bas):
            barre.setVisible(not seul)
        self._suivre_les_noms()

    def _suivre_les_noms(self) -> None:
        """Un écran qui masque les noms les masque aussi dans les barres."""
        self.annulation.set_noms(bool(getattr(self.pile.currentWidget(), "noms", True)))

    def retenir_place(self) -> None:
        """L'écran et le dossier montrés : ils se rouvriront avec le projet."""
        lu = self.ecran_dossier.lu if self.visible == DOSSIER else None
        dossier = lu.menage.id if lu is not None else 0
        self.fenetre.reglages.retenir_place(self.ouvert.fichier.base, self._courant, dossier)

    def _dire_le_fichier(self) -> None:
        fichier = self.ouvert.fichier
        self.bas.show_fichier(fichier.nom, serveur=est_serveur(fichier.base))
        self.relire()

    def relire(self) -> None:
        """Relit ce que disent les barres : le nom du projet, ses opérations, l'agent."""
        nom, operations = travaux.nom_et_operations(self.ouvert.fichier)
        self.fenetre.setWindowTitle(f"{nom} — Relogement")
        self.haut.show_projet(nom, self._choix_projet())
        self.haut.show_operations(operations, self.ouvert.operation)
        self.haut.show_agent(self.ouvert.fichier.auteur)
        fichier = self.ouvert.fichier
        tache = self.fenetre.atelier.run("Lecture des barèmes", lambda _: travaux.baremes_a_revoir(fichier))
        tache.succeeded.connect(self.bas.say_stale)  # après l'image : vingt fichiers à relire
        self._compter_les_retards()

    def _compter_les_retards(self) -> None:
        """La pastille de la barre : les retards de l'agent, comptés hors de l'écran."""
        tache = self.ouvert.read(
            "Retards", partial(travaux.retards, self.ouvert.fichier.auteur, self.ouvert.operation)
        )
        tache.succeeded.connect(partial(self.gauche.set_compte, JOURNEE))

    def aller(self, cle: str) -> None:
        """Montre un écran."""
        ecran = self._ecran(cle)
        self._courant = cle
        self.gauche.set_current(cle)
        self.pile.setCurrentWidget(ecran)
        self._montrer_les_barres()
        ecran.on_enter()

    def _ecran(self, cle: str) -> Screen:
        if cle not in self._ecrans:
            self._ajouter(cle, next(e for e in SCREENS if e.cle == cle).construire(self.ouvert))
        return self._ecrans[cle]

    @property
    def visible(self) -> str:
        """La clé de l'écran montré ; « dossier » quand un dossier est ouvert par-dessus."""
        montre = self.pile.currentWidget()
        return next((cle for cle, ecran in self._ecrans.items() if ecran is montre), "")

    @property
    def ecran_dossier(self) -> EcranDossier:
        """L'écran d'un dossier, construit une fois pour tous."""
        ecran = self._ecrans.get(DOSSIER)
        if not isinstance(ecran, EcranDossier):
            ecran = EcranDossier(self.ouvert)
            ecran.back_asked.connect(self.revenir)
            ecran.acts_asked.connect(self.montrer_actes)
            self._ajouter(DOSSIER, ecran)
        return ecran

    @property
    def ecran_dossiers(self) -> EcranDossiers:
        from ui.dossiers import EcranDossiers

        ecran = self._ecran("dossiers")
        assert isinstance(ecran, EcranDossiers)
        return ecran

    def liste(self) -> EcranDossiers:
        """Va à la liste des dossiers."""
        self.aller("dossiers")
        return self.ecran_dossiers

    def journee(self) -> EcranJournee:
        """Va à la journée de l'agent."""
        from ui.journee import EcranJournee

        self.aller(JOURNEE)
        ecran = self._ecrans[JOURNEE]
        assert isinstance(ecran, EcranJournee)
        return ecran

    def cellule(self) -> EcranCellule:
        from ui.cellule import EcranCellule

        self.aller("cellule")
        ecran = self._ecrans["cellule"]
        assert isinstance(ecran, EcranCellule)
        return ecran

    def indicateurs(self) -> EcranIndicateurs:
        from ui.indicateurs import EcranIndicateurs

        self.aller("indicateurs")
        ecran = self._ecrans["indicateurs"]
        assert isinstance(ecran, EcranIndicateurs)
        return ecran

    def echanges(self) -> EcranEchanges:
        from ui.echanges import EcranEchanges

        self.aller("echanges")
        ecran = self._ecrans["echanges"]
        assert isinstance(ecran, EcranEchanges)
        return ecran

    def importer(self) -> None:
        """Montre l'import, prêt à recevoir un fichier."""
        self.echanges().ouvrir_import(None)

    def coller_des_logements(self, colle: Source) -> None:
        """L'import lit ce qui a été collé comme une liste de logements vacants."""
        from relogement.imports.nature import NatureImport

        self.echanges().ouvrir_import(colle, NatureImport.OFFRES)

    def parametres(self, section: str) -> None:
        """Va à une page des paramètres."""
        from ui.parametres import EcranParametres

        self.aller("parametres")
        ecran = self._ecrans["parametres"]
        assert isinstance(ecran, EcranParametres)
        ecran.montrer(section)

    def montrer_dossier(self, menage: int) -> None:
        """Ouvre un dossier par-dessus l'écran d'où l'on vient."""
        self.fenetre.reglages.retenir_dossier(self.ouvert.fichier.base, menage)
        self.pile.setCurrentWidget(self.ecran_dossier)
        self._montrer_les_barres()
        self.ecran_dossier.open_dossier(menage)

    def montrer_champ(self, menage: int, chemin: str) -> None:
        """Ouvre un dossier au champ qu'il faut compléter."""
        self.montrer_dossier(menage)
        self.ecran_dossier.aller_au_chemin(chemin)

    def revenir(self) -> None:
        """Referme le dossier : l'écran d'où l'on venait."""
        self.aller(self._courant)

    def sauvegarder(self, vers: str) -> None:
        """Copie le fichier, rouvre la copie, et le dit."""
        tache = self.fenetre.atelier.run(
            "Sauvegarde", partial(travaux.sauvegarder, self.ouvert.fichier, Path(vers))
        )
        tache.succeeded.connect(lambda _: self.bas.say_backed_up(maintenant()))
        tache.failed.connect(self.bas.say_failed)

    def montrer_actes(self, dossier: int | None = None) -> None:
        """Les actes du projet ou d'un dossier, pour en annuler un plus ancien."""
        from ui.annulation.actes import FenetreActes

        FenetreActes(self.annulation, self, dossier=dossier).open()

    def montrer_corbeille(self) -> None:
        from ui.corbeille.fenetre import FenetreCorbeille

        FenetreCorbeille(self.ouvert, self).open()

    def montrer_raccourcis(self) -> None:
        from ui.cadre.raccourcis import FenetreRaccourcis

        fenetre = FenetreRaccourcis(toutes(self), self)
        fenetre.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fenetre.open()

    def montrer_aide(self, chemin: str = "") -> None:
        """La page du guide de l'écran montré, ou celle que l'on demande, dans une fenêtre qui reste."""
        from ui.aide import FenetreAide

        fenetre = self.findChild(FenetreAide) or FenetreAide(self)
        fenetre.show_page(chemin or self._page_d_aide())
        fenetre.show()
        fenetre.activateWindow()

    def _page_d_aide(self) -> str:
        if self.visible == DOSSIER:
            return AIDE_DES_ONGLETS.get(self.ecran_dossier.barre.current, AIDE_DU_DOSSIER)
        montree = self._ecrans[self.visible].page_d_aide()
        return montree or next(e.aide for e in SCREENS if e.cle == self.visible)

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
        self.haut.help_asked.connect(self.montrer_aide)
        self.fenetre.atelier.started.connect(self.bas.watch)
        self.bas.baremes_asked.connect(partial(self.parametres, "baremes"))
        self.ouvert.saved.connect(self._enregistre)
        self._relecture.timeout.connect(self.relire)
        self.ouvert.closing.connect(self._relecture.stop)
        self.haut.undo_asked.connect(self.annulation.annuler)
        self.haut.redo_asked.connect(self.annulation.retablir)
        self.annulation.changed.connect(self._montrer_annulation)
        self.annulation.said.connect(self.bas.say_undone)
        self.annulation.failed.connect(self.bas.say_failed)
        self.ouvert.operation_changed.connect(self.relire)
        self.ouvert.dossier_asked.connect(self.montrer_dossier)
        self.ouvert.field_asked.connect(self.montrer_champ)
        self.ouvert.dossiers_asked.connect(self._montrer_dossiers)
        self.recherche = Aller(self.haut.recherche, partial(destinations, self))

    def _raccourcis(self) -> None:
        for une in du_cadre(self):
            assert une.faire is not None
            poser(self, une.touches, partial(une.faire, self))

    def _choix_projet(self) -> list[Choix]:
        nommees = ("nouveau_projet", "ouvrir", "fictif", "", "sauvegarder", "", "actes_faits", "corbeille")
        choix = [self._choix(cle) if cle else Choix() for cle in nommees]
        recents = self.fenetre.reglages.recents
        ouvrir = [Choix(Path(c).stem, partial(self.fenetre.ouvrir, c), "clock") for c in recents]
        return choix + ([Choix(), *ouvrir] if ouvrir else [])

    def _choix(self, cle: str) -> Choix:
        """Une commande, en ligne de menu."""
        une = commande(cle)
        assert une.faire is not None
        texte = f"{une.texte}\t{lisible(une.touches)}" if une.touches else une.texte
        return Choix(texte, partial(une.faire, self), une.icone)

    def _montrer_dossiers(self, ids: Sequence[int], libelle: str) -> None:
        self.liste().show_selection(ids, libelle)

    def _ajouter(self, cle: str, ecran: Screen) -> None:
        self._ecrans[cle] = ecran
        self.pile.addWidget(ecran)
        if (demande := getattr(ecran, "import_asked", None)) is not None:
            demande.connect(self.importer)
        if (collage := getattr(ecran, "paste_asked", None)) is not None:
            collage.connect(self.coller_des_logements)
        if (onglet := getattr(ecran, "tab_asked", None)) is not None:
            onglet.connect(lambda cle: self.ecran_dossier.barre.set_current(cle))

        if (projection := getattr(ecran, "project_asked", None)) is not None:
            projection.connect(self.projeter)
        if (noms := getattr(ecran, "names_toggled", None)) is not None:
            noms.connect(self._suivre_les_noms)

    def _enregistre(self) -> None:
        """Les barres se relisent une fois l'écran peint, et une seule si plusieurs actes se suivent."""
        self.bas.say_saved(maintenant())
        self._relecture.start()

    def _montrer_annulation(self) -> None:
        geste = self.annulation
        self.haut.show_undo(
            geste.libelle, geste.libelle_retablir,
            annulable=geste.pile.a_annuler is not None, retablissable=geste.pile.a_retablir is not None,
        )  # fmt: skip

    def _retenir_repli(self, reduite: bool) -> None:
        self.fenetre.reglages.barre_reduite = reduite

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Une fenêtre étroite réduit la barre ; une large rend celle que l'on a choisie."""
        super().resizeEvent(event)
        self.gauche.set_reduite(self.fenetre.reglages.barre_reduite or self.width() < px(ETROITE))
