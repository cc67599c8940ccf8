"""L'en-tête des tables : 12/600 sur fond creux, la flèche du tri après le mot."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from ui import fonts, icons
from ui.peinture import DROITE, GAUCHE, ecrire, soigne
from ui.theme import couleur, px

BORD, FLECHE, ECART = 8, 14, 4
HAUTEUR = 30


class EnTete(QHeaderView):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setMinimumSectionSize(px(28))
        self.setFixedHeight(px(HAUTEUR))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    @override
    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        mot = fonts.largeur(self._mot(logicalIndex), fonts.police(fonts.LEGENDE, fonts.GRAS))
        return QSize(round(mot) + 2 * px(BORD) + px(FLECHE) + px(ECART), px(HAUTEUR))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        zone = QRectF(rect)
        painter.fillRect(zone, couleur("creux"))
        painter.fillRect(QRectF(zone.x(), zone.bottom() - 1, zone.width(), 1), couleur("bord"))
        with soigne(painter):
            self._ecrire(painter, zone.adjusted(px(BORD), 0, -px(BORD), 0), logicalIndex)

    def _mot(self, colonne: int) -> str:
        modele = self.model()
        texte = modele.headerData(colonne, self.orientation()) if modele is not None else None
        return "" if texte is None else str(texte)

    def _triee(self, colonne: int) -> bool:
        return self.isSortIndicatorShown() and self.sortIndicatorSection() == colonne

    def _ecrire(self, peintre: QPainter, zone: QRectF, colonne: int) -> None:
        triee = self._triee(colonne)
        cote = self.model().headerData(colonne, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        droite = cote is not None and bool(Qt.AlignmentFlag(cote) & Qt.AlignmentFlag.AlignRight)
        fonte = fonts.police(fonts.LEGENDE, fonts.GRAS)
        if droite:
            zone.setLeft(zone.left() - px(BORD) + 2)
        if triee:
            zone.setRight(zone.right() - px(FLECHE) - px(ECART))
        token = "texte" if triee else "texte2"
        ecrit = ecrire(peintre, zone, self._mot(colonne), fonte, token, DROITE if droite else GAUCHE)
        if triee:
            x = zone.right() + px(ECART) if droite else zone.left() + ecrit + px(ECART)
            carre = QRectF(x, zone.center().y() - px(FLECHE) / 2, px(FLECHE), px(FLECHE))
            monte = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            icons.draw(peintre, "arrow-up" if monte else "arrow-down", carre, "texte")
