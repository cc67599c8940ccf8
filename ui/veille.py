"""La veille : sans geste pendant le temps choisi, un voile couvre la fenêtre et ses dialogues."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from ui import fonts
from ui.peinture import CENTRE, ecrire
from ui.reglages import Reglages
from ui.theme import couleur

MINUTE = 60_000
TOUCHER = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}
GESTES = TOUCHER | {QEvent.Type.MouseMove, QEvent.Type.Wheel}


class _Annonce(QObject):
    changed = Signal()


_annonce = _Annonce()
veille_changed = _annonce.changed


class Voile(QWidget):
    """Couvre une fenêtre entière ; rien de ce qui est dessous ne se lit."""

    def __init__(self, fenetre: QWidget) -> None:
        super().__init__(fenetre)
        self.setObjectName("voile")
        self.setAccessibleName("Fenêtre masquée : une touche ou un clic la rend")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(fenetre.rect())
        self.show()
        self.raise_()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(self.rect(), couleur("fond"))
        ecrire(
            peintre, self.rect().toRectF(), self.accessibleName(), fonts.police(fonts.SECTION), "texte2", CENTRE
        )
        peintre.end()


class Veille(QObject):
    """Ne regarde les gestes que si l'agent a demandé une veille."""

    def __init__(self, reglages: Reglages, parent: QObject) -> None:
        super().__init__(parent)
        self._reglages = reglages
        self._voiles: list[Voile] = []
        self._avant: QWidget | None = None
        self._minuteur = QTimer(self, singleShot=True)
        self._minuteur.timeout.connect(self.masquer)
        veille_changed.connect(self.regler)
        self.regler()

    def regler(self) -> None:
        """Prend le temps choisi dans les réglages ; « jamais » ne coûte rien."""
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self._minuteur.stop()
        if self._reglages.veille:
            application.installEventFilter(self)
            self._minuteur.start(self._reglages.veille * MINUTE)

    def masquer(self) -> None:
        """Couvre tout ce qui est ouvert ; le clavier attend avec."""
        if self._voiles:
            return
        self._avant = QApplication.focusWidget()
        fenetres = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        for fenetre in fenetres:
            if fenetre.windowType() == Qt.WindowType.Popup:
                fenetre.close()
            else:
                self._voiles.append(Voile(fenetre))
        if self._voiles:
            self._voiles[-1].setFocus()

    def rendre(self) -> None:
        """Ôte les voiles et rend le clavier à qui l'avait."""
        for voile in self._voiles:
            if isValid(voile):
                voile.hide()
                voile.deleteLater()
        self._voiles = []
        if self._avant is not None and isValid(self._avant):
            self._avant.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        genre = event.type()
        if genre not in GESTES:
            return False
        self._minuteur.start(self._reglages.veille * MINUTE)
        if self._voiles and genre in TOUCHER:
            self.rendre()
            return True
        return False
