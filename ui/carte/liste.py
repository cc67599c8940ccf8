"""La liste des destinations : ce que la carte montre, à lire et à parcourir au clavier."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from db.carte import Lieu
from relogement.textes import nombre
from ui import fonts
from ui.carte.phrases import MOTS, lieu_dit
from ui.carte.symboles import dessiner
from ui.peinture import DROITE, anneau, ecrire, soigne
from ui.theme import couleur, px

HAUTEUR, BORD = 44, 14
ROLE_LIEU = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
RACINE = QModelIndex()


class LieuxModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lieux: Sequence[Lieu] = ()

    def show_lieux(self, lieux: Sequence[Lieu]) -> None:
        self.beginResetModel()
        self.lieux = lieux
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self.lieux)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        lieu = self.lieux[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return lieu_dit(lieu)
            case _ if role == ROLE_LIEU:
                return lieu
        return None


class LieuxDelegate(QStyledItemDelegate):
    """Le signe, le lieu et le compte ; dessous, la situation et ce qui est à vérifier."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(HAUTEUR))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        lieu: Lieu = index.data(ROLE_LIEU)
        rect, etat = QRectF(option.rect), option.state
        if etat & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, couleur("accent_fond"))
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), couleur("accent"))
        elif etat & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, couleur("creux"))
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), couleur("trait"))
        with soigne(painter):
            dessiner(painter, lieu.situation, QPointF(rect.x() + px(BORD + 7), rect.y() + px(14)), px(5.5))
            _ecrire(painter, rect.adjusted(px(BORD + 24), px(4), -px(BORD), -px(5)), lieu)
            if etat & QStyle.StateFlag.State_HasFocus:
                anneau(painter, rect.adjusted(2, 1, -2, -2), 4)


def _ecrire(peintre: QPainter, zone: QRectF, lieu: Lieu) -> None:
    demi = zone.height() / 2
    haut, bas = (
        QRectF(zone.x(), zone.y(), zone.width(), demi),
        QRectF(zone.x(), zone.y() + demi, zone.width(), demi),
    )
    compte = nombre(lieu.effectif, 0)
    pris = ecrire(peintre, haut, compte, fonts.police(fonts.BASE, fonts.GRAS), "texte", DROITE)
    ecrire(peintre, haut.adjusted(0, 0, -pris - px(8), 0), lieu.libelle, fonts.police(fonts.BASE, fonts.MOYEN))
    petite = fonts.police(fonts.LEGENDE)
    droite = f"{lieu.a_verifier} à vérifier" if lieu.a_verifier else "" if lieu.place else "non placé"
    pris = ecrire(peintre, bas, droite, petite, "ambre" if lieu.a_verifier else "texte3", DROITE)
    ecrire(peintre, bas.adjusted(0, 0, -pris - px(8), 0), MOTS[lieu.situation][0], petite, "texte2")


class ListeLieux(QListView):
    """Une ligne choisie se montre sur la carte (`pointed`) ; Entrée ou un clic ouvre ses ménages (`opened`)."""

    pointed = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("carte_lieux")
        self.setAccessibleName("Destinations")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.modele = LieuxModel()
        self.modele.setParent(self)
        self.setModel(self.modele)
        self.setItemDelegate(LieuxDelegate(self))
        self.clicked.connect(self._ouvrir)

    def show_lieux(self, lieux: Sequence[Lieu]) -> None:
        garde = self.currentIndex().row()
        self.modele.show_lieux(lieux)
        if lieux and garde >= 0:
            self.setCurrentIndex(self.modele.index(min(garde, len(lieux) - 1)))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.pointed.emit(current.data(ROLE_LIEU))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ouvrir(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _ouvrir(self, index: QModelIndex) -> None:
        if index.isValid():
            self.pointed.emit(index.data(ROLE_LIEU))
            self.opened.emit(index.data(ROLE_LIEU))
