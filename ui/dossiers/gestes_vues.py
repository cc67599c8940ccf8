"""Garder une vue, la mettre à jour, la renommer, la déplacer, la supprimer : pour tous ceux du fichier."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget
from sqlalchemy.orm import Session

from db import vues
from db.vues import TITRE_MAX, Vue
from ui.background import Tache
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import legende, section
from ui.composants.volet import Volet
from ui.ouvert import ProjetOuvert

PARTAGEE = "Elle garde les filtres, le tri et les colonnes, pour tous ceux qui ouvrent ce fichier."


class VoletNom(Volet):
    """`named` porte le nom ; l'erreur se dit dessous et le nom tapé reste."""

    named = Signal(str)

    def __init__(self, titre: str, verbe: str, nom: str, parent: QWidget, *, aide: str = "") -> None:
        super().__init__(parent, nom="volet_nom_vue", lu=titre, largeur=300)
        self.champ = QLineEdit(nom)
        self.champ.setObjectName("vue_nom")
        self.champ.setAccessibleName("Nom de la vue")
        self.champ.setPlaceholderText("Nom de la vue")
        self.champ.setMaxLength(TITRE_MAX)
        self.erreur = BandeauErreur(nom="vue_erreur", fermable=False)
        valider = Bouton(verbe, genre=Genre.PRINCIPAL, touche="Entrée", nom="vue_valider")
        valider.clicked.connect(self._dire)
        self.champ.returnPressed.connect(self._dire)
        rangee = QHBoxLayout()
        rangee.addStretch(1)
        rangee.addWidget(valider)
        for widget in (section(titre), self.champ, self.erreur, *([legende(aide, lignes=True)] if aide else [])):
            self.colonne.addWidget(widget)
        self.colonne.addLayout(rangee)
        self.champ.selectAll()
        QTimer.singleShot(0, self, self.champ.setFocus)

    def show_erreur(self, phrase: str) -> None:
        self.erreur.dire(phrase)
        self.fit()

    def _dire(self) -> None:
        self.named.emit(self.champ.text())


class GestesVues(QObject):
    """`made` porte la clé d'une vue neuve, à montrer ; `failed` une phrase."""

    made = Signal(str)
    failed = Signal(str)

    def __init__(self, ouvert: ProjetOuvert, du_moment: Callable[[], Vue], ecran: QWidget) -> None:
        super().__init__(ecran)
        self._ouvert, self._du_moment, self._ecran = ouvert, du_moment, ecran

    def create(self, sous: QWidget) -> None:
        """Demande un nom, et garde ce que la liste montre."""
        self._neuve().show_under(sous)

    def menu(self, vue: Vue, ou: QPoint) -> QMenu:
        """Ce que l'on peut faire d'une vue ; celles d'origine ne se changent pas."""
        menu = QMenu(self._ecran)
        menu.setObjectName("menu_vue")
        gestes: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("remplacer", "Mettre à jour avec ce qui est affiché", partial(self.replace, vue)),
            ("renommer", "Renommer…", partial(self._renommer, vue, ou)),
            ("avant", "Déplacer vers la gauche", partial(self._ecrire, vues.deplacer, vue, -1)),
            ("apres", "Déplacer vers la droite", partial(self._ecrire, vues.deplacer, vue, 1)),
            ("supprimer", "Supprimer cette vue", partial(self._ecrire, vues.supprimer, vue)),
        )
        for cle, texte, faire in gestes:
            action = menu.addAction(texte, faire)
            action.setObjectName(f"vue_{cle}")
            action.setEnabled(vue.est_gardee)
        menu.addSeparator()
        menu.addAction("Garder en une nouvelle vue…", lambda: self._neuve().show_at(ou))
        return menu

    def popup_menu(self, vue: Vue, ou: QPoint) -> None:
        menu = self.menu(vue, ou)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(ou)

    def replace(self, vue: Vue) -> None:
        etat = self._du_moment()
        gardee = replace(
            vue, conditions=etat.conditions, tri=etat.tri, descendant=etat.descendant, colonnes=etat.colonnes
        )
        self._ecrire(vues.remplacer, gardee)

    def _neuve(self) -> VoletNom:
        volet = VoletNom("Garder cette vue", "Garder", "", self._ecran, aide=PARTAGEE)
        volet.named.connect(lambda nom: self._creer(volet, nom))
        return volet

    def _renommer(self, vue: Vue, ou: QPoint) -> None:
        volet = VoletNom("Renommer la vue", "Renommer", vue.titre, self._ecran)
        volet.named.connect(lambda nom: self._fermer(volet, self._tache(vues.renommer, vue, nom)))
        volet.show_at(ou)

    def _creer(self, volet: VoletNom, nom: str) -> None:
        tache = self._tache(vues.creer, replace(self._du_moment(), titre=nom))
        tache.succeeded.connect(lambda cle: self.made.emit(cle))
        self._fermer(volet, tache)

    def _fermer(self, volet: VoletNom, tache: Tache) -> None:
        tache.succeeded.connect(volet.close)
        tache.failed.connect(volet.show_erreur)

    def _ecrire(self, faire: Callable[..., object], *quoi: object) -> None:
        self._tache(faire, *quoi).failed.connect(self.failed)

    def _tache(self, faire: Callable[..., object], *quoi: object) -> Tache:
        def ecrire(session: Session) -> object:
            return faire(session, *quoi)

        return self._ouvert.write("Vue de la liste", ecrire)
