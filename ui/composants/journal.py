"""Une ligne du journal : un disque, le fait, le détail, l'heure à droite."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui import fonts, icons
from ui.composants.texte import Texte, legende
from ui.peinture import disque, soigne
from ui.theme import couleur, px

COTE = 24


class _Disque(QWidget):
    """Le disque de 24 px, et le fil qui descend vers la ligne suivante."""

    def __init__(self, icone: str, famille: str, suivie: bool) -> None:
        super().__init__()
        self._icone, self._famille, self._suivie = icone, famille, suivie
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(COTE), px(COTE))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            rayon = px(COTE) / 2
            disque(peintre, QPointF(rayon, rayon), rayon, fond=f"{self._famille}_fond")
            cote = px(13)
            carre = QRectF(rayon - cote / 2, rayon - cote / 2, cote, cote)
            icons.draw(peintre, self._icone, carre, self._famille)
            if self._suivie:
                fil = QRectF(rayon - 0.5, px(COTE), 1, self.height() - px(COTE))
                peintre.fillRect(fil, couleur("bord"))


class LigneJournal(QWidget):
    """`famille` : « vert » un contact, « accent » un acte, « neutre » un changement, « ambre » un brouillon."""

    def __init__(
        self,
        icone: str,
        famille: str,
        fait: str,
        detail: str = "",
        quand: str = "",
        *,
        gras: bool = False,
        suivie: bool = True,
        nom: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(nom)
        self.setAccessibleName(f"{quand} {fait} {detail}".strip())
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(px(8))
        disposition.addWidget(_Disque(icone, famille, suivie))
        disposition.addLayout(self._textes(fait, detail, gras), 1)
        disposition.addWidget(legende(quand), 0, Qt.AlignmentFlag.AlignTop)

    def _textes(self, fait: str, detail: str, gras: bool) -> QVBoxLayout:
        colonne = QVBoxLayout()
        colonne.setContentsMargins(0, px(2), 0, px(10))
        colonne.setSpacing(0)
        colonne.addWidget(Texte(fait, graisse=fonts.GRAS if gras else fonts.NORMAL, lignes=True))
        if detail:
            colonne.addWidget(legende(detail, lignes=True))
        colonne.addStretch(1)
        return colonne
