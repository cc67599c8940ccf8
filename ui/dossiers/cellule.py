"""La cellule de la liste : le même dessin que partout, demandé au modèle d'un seul appel."""

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from typing_extensions import override

from ui.composants.delegue import Delegue, Index
from ui.dossiers.modele import ModeleDossiers
from ui.theme import couleur


class DelegueDossiers(Delegue):
    """Ni case à cocher ni fond propre : cent quatre-vingts cellules se repeignent à chaque lettre tapée."""

    def __init__(self, modele: ModeleDossiers, parent: QObject) -> None:
        super().__init__(parent)
        self._modele = modele

    @override
    def _fond(self, peintre: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            super()._fond(peintre, rect, option, index)
        else:
            peintre.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), couleur("trait"))

    @override
    def _case(self, peintre: QPainter, zone: QRectF, option: QStyleOptionViewItem, index: Index) -> QRectF:
        return zone

    @override
    def _contenu(self, peintre: QPainter, zone: QRectF, index: Index) -> None:
        vue = self._modele.dessin(index.row(), index.column())
        if vue is None:
            return
        peintre.save()
        peintre.setClipRect(zone.adjusted(-4, 0, 4, 1))
        vue.dessiner(peintre, zone)
        peintre.restore()  # l'anneau de focus, lui, fait le tour de la cellule
