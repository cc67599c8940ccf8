"""La zone où l'on dépose un fichier."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import fonts, icons
from ui.peinture import CENTRE, boite, ecrire, soigne
from ui.theme import px

PHRASE = "Déposez ici le classeur (xlsx, xls, ods) ou le fichier CSV du bailleur."


class Depot(QWidget):
    """Accepte un fichier à la fois ; au clavier, le champ et « Parcourir… » font la même chose."""

    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_depot")
        self.setAccessibleName(PHRASE)
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._survole = False

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(420), px(104))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()
            self._survoler(survole=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._survoler(survole=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._survoler(survole=False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData().urls()[0].toLocalFile())

    def _survoler(self, *, survole: bool) -> None:
        self._survole = survole
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            zone = QRectF(self.rect())
            fond, bord = ("accent_fond", "accent") if self._survole else ("creux", "bord_fort")
            boite(peintre, zone, rayon=8, fond=fond, bord=bord, tirets=True)
            cote = px(28)
            carre = QRectF(zone.center().x() - cote / 2, zone.y() + px(20), cote, cote)
            icons.draw(peintre, "file-up", carre, "accent" if self._survole else "texte3")
            mot = QRectF(zone.x() + px(12), carre.bottom() + px(8), zone.width() - px(24), px(22))
            ecrire(peintre, mot, PHRASE, fonts.police(), "texte2", CENTRE)
