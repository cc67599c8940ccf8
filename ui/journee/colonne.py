"""Une colonne de la journée : son titre, son compte, ses lignes, que le clavier parcourt et accomplit."""

from datetime import date

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from db.journee import Liste
from relogement.journee import Colonne, LigneDuJour
from relogement.textes import nombre
from ui import fonts
from ui.composants.bouton import Bouton, Genre
from ui.composants.icone import Icone
from ui.composants.texte import Texte
from ui.journee.modele import FAMILLES, ROLE_LIGNE, DelegueDuJour, ModeleDuJour
from ui.peinture import boite, soigne
from ui.theme import couleur, px

TITRES = {
    Colonne.RETARD: ("En retard", "triangle-alert", "Rien n’est en retard."),
    Colonne.JOUR: ("Aujourd’hui", "bell", "Rien de plus pour aujourd’hui."),
    Colonne.ATTENTE: ("En attente de quelqu’un", "hourglass", "Vous n’attendez personne."),
}
RAYON = 8


class ListeDuJour(QListView):
    """Entrée fait l'acte, O ouvre, R reporte, A note un accord, gauche et droite changent de colonne."""

    acted = Signal(object)
    opened = Signal(object)
    snoozed = Signal(object)
    agreed = Signal(object)
    left = Signal(int)

    def __init__(self, colonne: Colonne) -> None:
        super().__init__()
        titre = TITRES[colonne][0]
        self.modele = ModeleDuJour(self)
        self._delegue = DelegueDuJour(colonne, self.modele)
        self.setModel(self.modele)
        self.setItemDelegate(self._delegue)
        self.setObjectName(f"journee_{colonne.value}")
        self.setAccessibleName(titre)
        self.setAccessibleDescription("Entrée fait l’acte, O ouvre le dossier, R reporte")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    @property
    def current(self) -> LigneDuJour | None:
        """La ligne où est le clavier."""
        index = self.currentIndex()
        return index.data(ROLE_LIGNE) if index.isValid() else None

    def show_liste(self, liste: Liste, au: date) -> None:
        """Montre ces lignes ; le clavier reste au même rang."""
        rang = max(self.currentIndex().row(), 0)
        self.modele.show(liste.lignes, au)
        if liste.lignes:
            self.setCurrentIndex(self.modele.index(min(rang, len(liste.lignes) - 1)))

    def _faire(self, signal: SignalInstance) -> None:
        if (ligne := self.current) is not None:
            signal.emit(ligne)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._faire(self.acted)
            case Qt.Key.Key_O:
                self._faire(self.opened)
            case Qt.Key.Key_R:
                self._faire(self.snoozed)
            case Qt.Key.Key_A:
                self._faire(self.agreed)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self.left.emit(1 if event.key() == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_N:
                event.ignore()  # l'écran ajoute un rappel ; une liste y chercherait une ligne
            case _:
                super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        super().mouseReleaseEvent(e)
        index = self.indexAt(e.position().toPoint())
        if e.button() is Qt.MouseButton.LeftButton and self._sur_le_bouton(index, e):
            self._faire(self.acted)

    @override
    def mouseDoubleClickEvent(self, e: QMouseEvent) -> None:
        index = self.indexAt(e.position().toPoint())
        if index.isValid() and not self._sur_le_bouton(index, e):
            self._faire(self.opened)

    @override
    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        super().mouseMoveEvent(e)
        sur = self._sur_le_bouton(self.indexAt(e.position().toPoint()), e)
        forme = Qt.CursorShape.PointingHandCursor if sur else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(forme)

    def _sur_le_bouton(self, index: QModelIndex, e: QMouseEvent) -> bool:
        if not index.isValid():
            return False
        zone = self._delegue.zone_du_bouton(QRectF(self.visualRect(index)), index.data(ROLE_LIGNE))
        return zone.contains(e.position())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.modele.lignes:
            self.setCurrentIndex(self.modele.index(0))
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


class ColonneJournee(QWidget):
    """La carte d'une colonne ; `more_asked` demande les dossiers de toutes ses lignes."""

    more_asked = Signal(str)

    def __init__(self, colonne: Colonne) -> None:
        super().__init__()
        self.colonne = colonne
        titre, icone, vide = TITRES[colonne]
        self._famille = FAMILLES[colonne]
        self.liste = ListeDuJour(colonne)
        token = self._famille if colonne is not Colonne.ATTENTE else "texte2"
        self.compte = Texte("", token, fonts.SECTION, fonts.GRAS, nom=f"journee_{colonne.value}_compte")
        self._titre = Texte(titre, token, fonts.BASE + 1, fonts.GRAS)
        self._vide = Texte(vide, "texte3", nom=f"journee_{colonne.value}_vide")
        self._vide.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._suite = Bouton("", genre=Genre.LIEN, nom=f"journee_{colonne.value}_suite")
        self._suite.clicked.connect(lambda: self.more_asked.emit(colonne.value))
        self._disposer(icone, token)

    def _disposer(self, icone: str, token: str) -> None:
        tete = QHBoxLayout()
        tete.setContentsMargins(px(14), px(12), px(14), px(10))
        tete.setSpacing(px(8))
        tete.addWidget(Icone(icone, token, 16))
        tete.addWidget(self._titre)
        tete.addStretch(1)
        tete.addWidget(self.compte)
        pied = QHBoxLayout()
        pied.setContentsMargins(px(14), px(6), px(14), px(8))
        pied.addWidget(self._suite)
        pied.addStretch(1)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(1, px(4), 1, px(2))
        pile.setSpacing(0)
        pile.addLayout(tete)
        pile.addWidget(self._vide)
        pile.addWidget(self.liste, 1)
        pile.addLayout(pied)
        self._pied = pied

    def show_liste(self, liste: Liste, au: date) -> None:
        self.liste.show_liste(liste, au)
        self.compte.setText(nombre(liste.total, 0))
        self.liste.setAccessibleName(f"{TITRES[self.colonne][0]}, {liste.total}")
        autres = liste.total - len(liste.lignes)
        self._suite.setText(f"Voir les dossiers des {nombre(autres, 0)} autres")
        self._suite.setAccessibleName(self._suite.text())
        self._suite.setVisible(autres > 0)
        self._suite.updateGeometry()
        self._vide.setVisible(not liste.lignes)
        self.liste.setFocusPolicy(Qt.FocusPolicy.StrongFocus if liste.lignes else Qt.FocusPolicy.NoFocus)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            boite(peintre, QRectF(self.rect()), rayon=RAYON, fond="surface", bord="bord")
            token = self._famille if self.colonne is not Colonne.ATTENTE else "bord_fort"
            peintre.fillRect(QRectF(1, 0, self.width() - 2, 3), couleur(token))
            bas = self.liste.y() if self.liste.isVisible() else 0
            peintre.fillRect(QRectF(1, bas - 1, self.width() - 2, 1), couleur("trait"))
