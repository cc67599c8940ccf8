"""Le volet : un petit panneau posé sous son bouton, que ferment Échap ou un clic ailleurs."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from ui.peinture import boite, soigne
from ui.theme import couleur, px

MARGE = 12


class Volet(QFrame):
    """Il reste dans la fenêtre et garde le clavier ; en se fermant il le rend à qui l'avait."""

    def __init__(self, parent: QWidget, *, nom: str, lu: str, largeur: int = 320) -> None:
        super().__init__(parent.window())
        self._de, self._avant = parent, QApplication.focusWidget()
        self._sous = QPoint()
        self.setObjectName(nom)
        self.setAccessibleName(lu)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(px(largeur))
        self.colonne = QVBoxLayout(self)
        self.colonne.setContentsMargins(px(MARGE), px(MARGE), px(MARGE), px(MARGE))
        self.colonne.setSpacing(px(8))
        self.hide()

    def show_under(self, widget: QWidget) -> None:
        self.show_at(widget.mapToGlobal(QPoint(0, widget.height() + px(4))))

    def show_at(self, ou: QPoint) -> None:
        """Sous ce point de l'écran ; trop à droite ou trop bas, il se décale."""
        self._sous = ou
        self.show()
        self.fit()
        self.raise_()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def fit(self) -> None:
        """Reprend sa taille et sa place : ce qu'il contient a changé."""
        self.adjustSize()
        dehors = self.window().rect()
        ou = self.window().mapFromGlobal(self._sous)
        x = max(0, min(ou.x(), dehors.right() - self.width()))
        self.move(x, max(0, min(ou.y(), dehors.bottom() - self.height())))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            dehors = isinstance(watched, QWidget) and watched is not self and not self.isAncestorOf(watched)
            if dehors and isinstance(watched, QWidget) and watched.window() is self.window():
                self.close()
        elif watched is self._de and event.type() == QEvent.Type.Hide:  # l'écran d'où il vient n'est plus là
            self.close()
        return super().eventFilter(watched, event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """La tabulation tourne dans le volet."""
        depart = self.focusWidget() or self
        widget: QWidget | None = depart
        while (widget := _voisin(widget, next)) not in (None, depart):
            assert widget is not None
            tabule = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if self.isAncestorOf(widget) and tabule and widget.isVisible() and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
                return True
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            event.accept()  # une touche sans effet ici n'en a pas non plus dessous

    @override
    def hideEvent(self, event: QEvent) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        if (
            self._avant is not None
            and isValid(self._avant)
            and self.isAncestorOf(QApplication.focusWidget() or self)
        ):
            self._avant.setFocus()

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            peintre.fillRect(self.rect(), couleur("surface"))
            boite(peintre, QRectF(self.rect()), rayon=0, bord="bord_fort")


def _voisin(widget: QWidget | None, suivant: bool) -> QWidget | None:
    if widget is None:
        return None
    return widget.nextInFocusChain() if suivant else widget.previousInFocusChain()
