"""Une ligne de Ctrl+K : l'icône, les mots, le détail et la touche ; ou un titre de groupe."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui import fonts, icons
from ui.cadre.destination import Destination
from ui.composants.touche import Touche
from ui.peinture import boite, ecrire, soigne
from ui.theme import couleur, px
from ui.touches import lisible

ROLE = Qt.ItemDataRole.UserRole + 1
RANGEE, TITRE, BORD = 30, 28, 10
Index = QModelIndex | QPersistentModelIndex


class LigneAller(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(TITRE if index.data(ROLE) is None else RANGEE))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        zone = rect.adjusted(px(BORD), 0, -px(BORD), 0)
        destination = index.data(ROLE)
        with soigne(painter):
            if not isinstance(destination, Destination):
                fonte = fonts.police(fonts.LEGENDE, fonts.GRAS)
                ecrire(painter, zone, str(index.data()), fonte, "texte2")
                return
            if option.state & QStyle.StateFlag.State_Selected:
                boite(painter, rect, rayon=4, fond="accent_fond")
                painter.fillRect(QRectF(rect.x(), rect.y() + 4, 3, rect.height() - 8), couleur("accent"))
            self._ecrire(painter, zone, destination)

    def _ecrire(self, peintre: QPainter, zone: QRectF, destination: Destination) -> None:
        carre = QRectF(zone.x(), zone.center().y() - px(8), px(16), px(16))
        icons.draw(peintre, destination.icone, carre, "texte2")
        zone.setLeft(zone.left() + px(26))
        if destination.touches:
            touche = Touche(lisible(destination.touches))
            zone.setRight(zone.right() - touche.largeur() - px(8))
            touche.dessiner(peintre, QRectF(zone.right() + px(8), zone.y(), touche.largeur(), zone.height()))
        ecrit = ecrire(peintre, zone, destination.texte, fonts.police(fonts.BASE, fonts.MOYEN))
        zone.setLeft(zone.left() + ecrit + px(10))
        if destination.detail and zone.width() > px(30):
            ecrire(peintre, zone, destination.detail, fonts.police(fonts.LEGENDE), "texte2")
