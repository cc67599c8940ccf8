"""La liste des dossiers derrière un chiffre : le nom et le lieu à gauche, la référence et la raison à droite."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from db.tableaux import Derriere
from ui import fonts, icons
from ui.peinture import DROITE, anneau, ecrire, soigne
from ui.theme import couleur, px

HAUTEUR, BORD, ICONE = 48, 14, 16
ICONES = {
    "OUI": ("circle-check", "vert"),
    "NON": ("circle-x", "rouge"),
    "NR": ("circle-question-mark", "ambre"),
    "SO": ("circle-minus", "texte3"),
    "HORS": ("circle-dashed", "texte3"),
}
NEUTRE = ("user-round", "texte3")
A_VERIFIER = ("map-pin", "ambre")
ROLE_DERRIERE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
RACINE = QModelIndex()


class DerriereModel(QAbstractListModel):
    """La suite se demande quand on arrive au bas : ``more_asked`` donne le rang de la prochaine ligne."""

    more_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._lignes: list[Derriere] = []
        self._total, self._demande = 0, False

    def show_lignes(self, lignes: Sequence[Derriere], total: int) -> None:
        self.beginResetModel()
        self._lignes, self._total, self._demande = list(lignes), total, False
        self.endResetModel()

    def ajouter(self, lignes: Sequence[Derriere]) -> None:
        """La page suivante."""
        self._demande = False
        if lignes:
            debut = len(self._lignes)
            self.beginInsertRows(RACINE, debut, debut + len(lignes) - 1)
            self._lignes.extend(lignes)
            self.endInsertRows()

    @override
    def canFetchMore(self, parent: Index = RACINE) -> bool:
        return not parent.isValid() and not self._demande and len(self._lignes) < self._total

    @override
    def fetchMore(self, parent: Index = RACINE) -> None:
        self._demande = True
        self.more_asked.emit(len(self._lignes))

    @property
    def lignes(self) -> Sequence[Derriere]:
        return self._lignes

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self._lignes)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        ligne = self._lignes[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{ligne.nom}, {ligne.reference}, {ligne.motif}"
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (f"{ligne.nom} {ligne.reference}", ligne.lieu, ligne.motif)))
            case _ if role == ROLE_DERRIERE:
                return ligne
        return None


class DerriereDelegate(QStyledItemDelegate):
    """Deux lignes par dossier ; l'icône dit le verdict du groupe."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.icone = NEUTRE

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(HAUTEUR))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ligne: Derriere = index.data(ROLE_DERRIERE)
        rect = QRectF(option.rect)
        etat = option.state
        if etat & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, couleur("creux"))
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), couleur("trait"))
        icone, token = A_VERIFIER if ligne.a_verifier else self.icone
        with soigne(painter):
            icons.draw(painter, icone, QRectF(rect.x() + px(BORD), rect.y() + px(9), px(ICONE), px(ICONE)), token)
            _ecrire(painter, rect.adjusted(px(BORD + ICONE + 10), px(5), -px(BORD), -px(6)), ligne)
            if etat & QStyle.StateFlag.State_HasFocus:
                anneau(painter, rect.adjusted(2, 1, -2, -2), 4)


def _ecrire(peintre: QPainter, zone: QRectF, ligne: Derriere) -> None:
    demi = zone.height() / 2
    for rang, (gauche, droite) in enumerate(((ligne.nom, ligne.reference), (ligne.lieu, ligne.motif))):
        rangee = QRectF(zone.x(), zone.y() + rang * demi, zone.width(), demi)
        petite = fonts.police(fonts.LEGENDE)
        nom = petite if rang else fonts.police(fonts.BASE, fonts.MOYEN)
        # Le nom passe avant la référence ; la raison passe avant le lieu.
        if rang:
            pris = ecrire(peintre, rangee, droite, petite, "ambre" if ligne.a_verifier else "texte2", DROITE)
            ecrire(peintre, rangee.adjusted(0, 0, -pris - px(8), 0), gauche, nom, "texte3")
        else:
            pris = ecrire(peintre, rangee.adjusted(0, 0, -px(60), 0), gauche, nom)
            ecrire(peintre, rangee.adjusted(pris + px(8), 0, 0, 0), droite, petite, "texte3", DROITE)


class ListeDerriere(QListView):
    """Un clic ou Entrée ouvre le dossier."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("liste_derriere")
        self.setAccessibleName("Ménages derrière le chiffre")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.modele = DerriereModel()
        self.modele.setParent(self)
        self.setModel(self.modele)
        self.delegue = DerriereDelegate(self)
        self.setItemDelegate(self.delegue)
        self.clicked.connect(self._open)

    @property
    def current_id(self) -> int | None:
        """Le dossier de la ligne choisie, s'il y en a un."""
        index = self.currentIndex()
        ligne: Derriere | None = index.data(ROLE_DERRIERE) if index.isValid() else None
        return ligne.id if ligne is not None else None

    @property
    def current_champ(self) -> str:
        """Le champ que la ligne choisie demande de compléter ; vide si aucun."""
        index = self.currentIndex()
        ligne: Derriere | None = index.data(ROLE_DERRIERE) if index.isValid() else None
        return ligne.champ if ligne is not None else ""

    def show_lignes(self, lignes: Sequence[Derriere], icone: tuple[str, str], total: int) -> None:
        self.delegue.icone = icone
        self.modele.show_lignes(lignes, total)
        if lignes:
            self.setCurrentIndex(self.modele.index(0))
            self.scrollToTop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        ligne: Derriere | None = index.data(ROLE_DERRIERE) if index.isValid() else None
        if ligne is not None and ligne.id is not None:
            self.opened.emit(ligne.id)
