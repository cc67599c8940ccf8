"""Le dessin d'une cellule : la ligne choisie, la vue ou le texte, l'anneau de la cellule courante."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)
from typing_extensions import override

from ui import fonts
from ui.composants.vue import Vue
from ui.peinture import DROITE, GAUCHE, anneau, ecrire, soigne
from ui.theme import couleur, px

ROLE_VUE = Qt.ItemDataRole.UserRole + 1  # une Vue à dessiner à la place du texte
ROLE_TOKEN = Qt.ItemDataRole.UserRole + 2  # le nom de la couleur du texte
ROLE_GRAISSE = Qt.ItemDataRole.UserRole + 3  # la graisse du texte : 400, 500, 600
BORD = 8
Index = QModelIndex | QPersistentModelIndex
Etat = QStyle.StateFlag


class Delegue(QStyledItemDelegate):
    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        self._fond(painter, rect, option, index)
        with soigne(painter):
            zone = rect.adjusted(px(BORD), 0, -px(BORD), -1)
            zone = self._case(painter, zone, option, index)
            self._contenu(painter, zone, index)
            if option.state & Etat.State_HasFocus:
                anneau(painter, rect.adjusted(1, 1, -1, -2), 4)

    def _fond(self, peintre: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        choisie = bool(option.state & Etat.State_Selected)
        fond = "accent_fond" if choisie else str(index.data(Qt.ItemDataRole.BackgroundRole) or "")
        if fond:
            peintre.fillRect(rect, couleur(fond))
        peintre.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), couleur("trait"))
        if choisie and self._premiere(option, index):
            peintre.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), couleur("accent"))

    def _premiere(self, option: QStyleOptionViewItem, index: Index) -> bool:
        table = option.widget
        if not isinstance(table, QTableView):
            return index.column() == 0
        entete = table.horizontalHeader()
        vus = (entete.logicalIndex(i) for i in range(entete.count()))
        return index.column() == next((c for c in vus if not entete.isSectionHidden(c)), 0)

    def _case(self, peintre: QPainter, zone: QRectF, option: QStyleOptionViewItem, index: Index) -> QRectF:
        cochee = index.data(Qt.ItemDataRole.CheckStateRole)
        if cochee is None:
            return zone
        bouton = QStyleOptionButton()
        bouton.rect = QRectF(zone.x(), zone.center().y() - 8, 16, 16).toRect()
        coche = Qt.CheckState(cochee) == Qt.CheckState.Checked
        bouton.state = Etat.State_Enabled | (Etat.State_On if coche else Etat.State_Off)
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, bouton, peintre)
        return zone.adjusted(24, 0, 0, 0)

    def _contenu(self, peintre: QPainter, zone: QRectF, index: Index) -> None:
        vue: Vue | None = index.data(ROLE_VUE)
        if vue is not None:
            with soigne(peintre):  # la coupe ne vaut que pour la vue : l'anneau l'entoure
                peintre.setClipRect(zone.adjusted(-4, 0, 4, 1))
                vue.dessiner(peintre, zone)
            return
        texte = index.data(Qt.ItemDataRole.DisplayRole)
        if texte is None:
            return
        cote = index.data(Qt.ItemDataRole.TextAlignmentRole)
        droite = cote is not None and bool(Qt.AlignmentFlag(cote) & Qt.AlignmentFlag.AlignRight)
        fonte = fonts.police(fonts.BASE, index.data(ROLE_GRAISSE) or fonts.NORMAL)
        token = index.data(ROLE_TOKEN) or "texte"
        ecrire(peintre, zone, str(texte), fonte, token, DROITE if droite else GAUCHE)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(round(self._largeur(index)) + 2 * px(BORD) + 2, px(30))

    def _largeur(self, index: Index) -> float:
        vue: Vue | None = index.data(ROLE_VUE)
        if vue is not None:
            return vue.largeur()
        texte = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        return fonts.largeur(texte, fonts.police(fonts.BASE, index.data(ROLE_GRAISSE) or fonts.NORMAL))

    @override
    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        coupe = self._largeur(index) + 2 * px(BORD) > view.visualRect(index).width()
        if event.type() == QEvent.Type.ToolTip and coupe and not index.data(Qt.ItemDataRole.ToolTipRole):
            vue: Vue | None = index.data(ROLE_VUE)
            dit = vue.lu() if vue is not None else str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            QToolTip.showText(event.globalPos(), dit, view)
            return True
        return super().helpEvent(event, view, option, index)
