"""La table sous la pile : les mêmes colonnes, un montant par ligne avec l'icône de sa source, et le verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from ui import fonts
from ui.composants.delegue import ROLE_VUE, Delegue
from ui.composants.ligne import Ligne, Morceau
from ui.composants.vue import Vue
from ui.peinture import boite
from ui.theme import couleur, px

Index = QModelIndex | QPersistentModelIndex
RANGEE = 26


@dataclass(frozen=True)
class Cellule:
    """Ce qui se dessine, et ce qui se dit au survol."""

    vue: Vue
    bulle: str = ""


@dataclass(frozen=True)
class Rangee:
    titre: Vue
    cellules: Sequence[Cellule]
    hauteur: int = RANGEE
    creux: bool = False


@dataclass(frozen=True)
class Pave:
    """Un titre ou une pastille, puis une phrase sur plusieurs lignes."""

    phrase: str
    tete: Vue | None = None
    token: str = "texte2"

    def lu(self) -> str:
        return ". ".join(filter(None, (self.tete.lu() if self.tete else "", self.phrase)))

    def largeur(self) -> float:
        return px(120)

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        haut = rect.adjusted(px(8), px(6), 0, 0)
        if self.tete is not None:
            self.tete.dessiner(peintre, QRectF(haut.x(), haut.y(), haut.width(), px(20)))
            haut.setTop(haut.top() + px(24))
        peintre.setFont(fonts.police(fonts.LEGENDE))
        peintre.setPen(couleur(self.token))
        peintre.drawText(haut, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), self.phrase)


@dataclass(frozen=True)
class Etages:
    """Deux lignes l'une sous l'autre : un montant, puis ses bornes."""

    haut: Vue
    bas: Vue

    def lu(self) -> str:
        return f"{self.haut.lu()}, {self.bas.lu()}"

    def largeur(self) -> float:
        return max(self.haut.largeur(), self.bas.largeur())

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        milieu = rect.center().y() + px(3)
        self.haut.dessiner(peintre, QRectF(rect.x(), milieu - px(20), rect.width(), px(20)))
        self.bas.dessiner(peintre, QRectF(rect.x(), milieu, rect.width(), px(16)))


@dataclass(frozen=True)
class Cote:
    """Des pastilles côte à côte."""

    vues: Sequence[Vue]

    def lu(self) -> str:
        return ", ".join(vue.lu() for vue in self.vues)

    def largeur(self) -> float:
        return sum(vue.largeur() + px(6) for vue in self.vues)

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        reste = QRectF(rect)
        for vue in self.vues:
            vue.dessiner(peintre, reste)
            reste.setLeft(reste.left() + vue.largeur() + px(6))


@dataclass(frozen=True)
class Intitule:
    """Le nom d'une ligne, avec l'échantillon de sa couleur dans la pile."""

    texte: str
    token: str = ""
    gras: bool = False

    def lu(self) -> str:
        return self.texte

    def largeur(self) -> float:
        return fonts.largeur(self.texte, fonts.police()) + px(22)

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        zone = rect.adjusted(px(8), 0, 0, 0)
        if self.token:
            carre = QRectF(zone.x(), round(zone.center().y()) - px(5), px(11), px(11))
            boite(peintre, carre, rayon=2, fond=self.token, bord="bord_fort" if self.token == "rac_rls" else None)
            zone.setLeft(zone.left() + px(20))
        Ligne((Morceau(self.texte, graisse=fonts.GRAS if self.gras else fonts.NORMAL),)).dessiner(peintre, zone)


class DelegueRac(Delegue):
    """Un trait entre les colonnes, comme dans la pile."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.column():
            zone = option.rect
            painter.fillRect(zone.x(), zone.y(), 1, zone.height(), couleur("trait"))


class RacModel(QAbstractTableModel):
    """La première colonne porte les intitulés ; une cellule sans colonne « après » montre « — »."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rangees: list[Rangee] = []
        self._titres: list[str] = []

    def show_rangees(self, rangees: list[Rangee], titres: list[str]) -> None:
        self.beginResetModel()
        self._rangees, self._titres = rangees, titres
        self.endResetModel()

    def hauteurs(self) -> list[int]:
        return [r.hauteur for r in self._rangees]

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rangees)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 1 + len(self._titres)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        rangee = self._rangees[index.row()]
        if role == Qt.ItemDataRole.BackgroundRole:
            return "creux" if rangee.creux else None
        if index.column() == 0:
            return {ROLE_VUE: rangee.titre, Qt.ItemDataRole.AccessibleTextRole: rangee.titre.lu()}.get(role)
        cellule = rangee.cellules[index.column() - 1]
        dit = f"{self._titres[index.column() - 1]}, {rangee.titre.lu()} {cellule.vue.lu()}"
        return {
            ROLE_VUE: cellule.vue,
            Qt.ItemDataRole.ToolTipRole: cellule.bulle or None,
            Qt.ItemDataRole.AccessibleTextRole: dit,
            Qt.ItemDataRole.DisplayRole: cellule.vue.lu(),
        }.get(role)
