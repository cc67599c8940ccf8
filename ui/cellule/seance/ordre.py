"""À gauche : l'ordre du jour, où l'on en est, et de quoi l'arranger à la main."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QListView, QSizePolicy, QWidget
from typing_extensions import override

from db.cellule.lecture import PointLu
from relogement.cellule.codes import EtatPoint
from ui.cellule.seance.lignes import DelegueOrdre, OrdreModel
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.pages import empiler
from ui.composants.texte import legende, section
from ui.peinture import boite, soigne
from ui.theme import couleur, px

LARGEUR = 222


class ListeDesPoints(QListView):
    """Haut et Bas choisissent ; Alt et Haut ou Bas, ou la souris, déplacent ; Suppr retire, Entrée décide."""

    moved = Signal(int, int)  # le point, et sa nouvelle place
    removed = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.modele = OrdreModel()
        self.modele.setParent(self)
        self.modifiable = True
        self._tire: int | None = None
        self._depart, self._vers = QPoint(), -1
        self.setObjectName("seance_points")
        self.setAccessibleName("Ordre du jour")
        self.setModel(self.modele)
        self.setItemDelegate(DelegueOrdre(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    @property
    def point(self) -> PointLu | None:
        """Le dossier où l'on est."""
        index = self.currentIndex()
        return self.modele.ligne(index).point if index.isValid() else None

    def choisir(self, point_id: int | None) -> None:
        rang = self.modele.rang_du_point(point_id)
        if rang >= 0:
            self.setCurrentIndex(self.modele.index(rang))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pas = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and pas is not None:
            self.decaler(pas)
        elif event.key() == Qt.Key.Key_Delete:
            self.retirer()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def decaler(self, pas: int) -> None:
        """Monte ou descend d'une place le dossier où l'on est."""
        index = self.currentIndex()
        if self.point is None or not self.modifiable:
            return
        place = self.modele.ligne(index).place + pas
        if 1 <= place <= self.modele.nombre:
            self.moved.emit(self.point.id, place)

    def retirer(self) -> None:
        if self.point is not None and self.modifiable:
            self.removed.emit(self.point.id)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        point = self._point_sous(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self.modifiable and point is not None:
            self._tire, self._depart = point.id, event.position().toPoint()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        ici = event.position().toPoint()
        if self._tire is None or (ici - self._depart).manhattanLength() < QApplication.startDragDistance():
            return
        self._vers = self._place_sous(ici)
        self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        tire, vers, self._tire, self._vers = self._tire, self._vers, None, -1
        self.viewport().update()
        if tire is None or vers < 0:
            return
        avant = self.modele.place_du_point(tire)
        place = vers - 1 if vers > avant else vers
        if place != avant:
            self.moved.emit(tire, place)

    def _point_sous(self, ou: QPoint) -> PointLu | None:
        index = self.indexAt(ou)
        return self.modele.ligne(index).point if index.isValid() else None

    def _place_sous(self, ou: QPoint) -> int:
        """La place que prendrait le dossier lâché ici : avant ou après la ligne visée."""
        index = self.indexAt(ou)
        if not index.isValid():
            return self.modele.nombre + 1 if ou.y() > 0 else 1
        ligne = self.modele.ligne(index)
        if ligne.point is None:
            return self.modele.place_apres(index.row())
        return ligne.place + (ou.y() > self.visualRect(index).center().y())

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        if self._vers < 0:
            return
        y = self._trait_de(self._vers)
        peintre = QPainter(self.viewport())
        peintre.fillRect(QRectF(px(8), y - 1, self.viewport().width() - px(16), 2), couleur("accent"))
        peintre.end()

    def _trait_de(self, place: int) -> int:
        """Où se trace le trait : au-dessus du dossier qui suivrait, sinon sous le dernier."""
        rang = self.modele.rang_de_la_place(min(place, self.modele.nombre))
        rect = self.visualRect(self.modele.index(rang))
        return rect.bottom() if place > self.modele.nombre else rect.top()


class Avancee(QWidget):
    """Une barre fine : la part de l'ordre du jour qui est traitée."""

    def __init__(self) -> None:
        super().__init__()
        self._fait = self._total = 0
        self.setFixedHeight(px(4))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_part(self, fait: int, total: int) -> None:
        self._fait, self._total = fait, total
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            zone = QRectF(self.rect())
            boite(peintre, zone, rayon=2, fond="trait")
            if self._fait and self._total:
                zone.setWidth(zone.width() * self._fait / self._total)
                boite(peintre, zone, rayon=2, fond="vert")


class OrdreDuJour(Bande):
    """`chosen` porte le dossier où l'on vient d'aller."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(None, nom="seance_ordre")
        self.setFixedWidth(px(LARGEUR))
        self._muet = False
        self.liste, self._avancee = ListeDesPoints(), Avancee()
        self._compte = legende("", nom="seance_compte")
        self.ajouter = Bouton("Ajouter…", genre=Genre.DISCRET, petit=True, nom="seance_ajouter")
        self.ajouter.setToolTip("Mettre un dossier à l’ordre du jour (Inser)")
        self.completer = Bouton("Compléter", genre=Genre.DISCRET, petit=True, nom="seance_completer")
        self.completer.setToolTip("Proposer les dossiers que les critères retiennent depuis la préparation")
        self.retirer = Bouton("", "x", genre=Genre.DISCRET, petit=True, nom="seance_retirer")
        self.retirer.setAccessibleName("Retirer de l’ordre du jour")
        self.retirer.setToolTip("Retirer le dossier choisi de l’ordre du jour (Suppr)")
        self._disposer()
        self.liste.selectionModel().currentChanged.connect(self._changer)
        self.retirer.clicked.connect(self.liste.retirer)

    def _disposer(self) -> None:
        tete = QWidget()
        titre = QHBoxLayout()
        titre.addWidget(section("Ordre du jour"))
        titre.addStretch(1)
        titre.addWidget(self._compte)
        haut = empiler(tete, titre, self._avancee)
        haut.setContentsMargins(px(14), px(12), px(14), px(4))
        haut.setSpacing(px(6))
        self._outils = QWidget()
        rangee = QHBoxLayout(self._outils)
        rangee.setContentsMargins(px(8), px(4), px(8), px(6))
        rangee.setSpacing(px(2))
        for widget in (self.ajouter, self.completer):
            rangee.addWidget(widget)
        rangee.addStretch(1)
        rangee.addWidget(self.retirer)
        empiler(self, tete, self.liste, self._outils, etire=self.liste)

    def show_points(self, points: Sequence[PointLu], *, modifiable: bool, courant: int | None) -> None:
        """Remplace l'ordre du jour ; le dossier où l'on était le reste, sans qu'on l'annonce de nouveau."""
        faits = sum(p.etat is not EtatPoint.A_VOIR for p in points)
        self._compte.setText(f"{faits} sur {len(points)} traité{'s' if len(points) > 1 else ''}")
        self._avancee.set_part(faits, len(points))
        self.liste.modifiable = modifiable
        self._outils.setVisible(modifiable)
        self._muet = True
        self.liste.modele.show_points(points)
        self.liste.choisir(courant)
        self._muet = False

    def _changer(self, index: QModelIndex) -> None:
        if not self._muet and index.isValid() and (point := self.liste.modele.ligne(index).point) is not None:
            self.chosen.emit(point.id)
