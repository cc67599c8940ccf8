"""Le pied de la séance : les touches, et combien de décisions sont notées."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from relogement.textes import pluriel
from ui import fonts
from ui.composants.bande import Bande
from ui.composants.texte import legende
from ui.composants.touche import Touche
from ui.peinture import ecrire, soigne
from ui.theme import px

TOUCHES = (
    (("←", "→"), "dossier"),
    (("1", "2", "3"), "proposer ce logement"),
    (("D",), "décision"),
    (("R",), "reporter"),
    (("V",), "avis"),
    (("O",), "offres et RAC"),
    (("N",), "masquer les noms"),
    (("F11",), "projeter"),
)


class AideTouches(QWidget):
    """Les touches et ce qu'elles font ; à l'étroit, les dernières ne se montrent pas."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("seance_touches")
        self.setAccessibleName(" ; ".join(f"{' '.join(touches)} : {quoi}" for touches, quoi in TOUCHES))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(200), px(24))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        fonte, x = fonts.police(fonts.LEGENDE), 0.0
        with soigne(QPainter(self)) as peintre:
            for touches, quoi in TOUCHES:
                vues = [Touche(t) for t in touches]
                large = sum(t.largeur() + px(3) for t in vues) + px(3) + fonts.largeur(quoi, fonte)
                if x + large > self.width():
                    return
                for touche in vues:
                    touche.dessiner(peintre, QRectF(x, 0, touche.largeur(), self.height()))
                    x += touche.largeur() + px(3)
                x += px(3)
                x += ecrire(peintre, QRectF(x, 0, self.width() - x, self.height()), quoi, fonte, "texte2") + px(20)


class PiedSeance(Bande):
    """À droite, ce que le relevé contient déjà."""

    def __init__(self) -> None:
        super().__init__(Qt.Edge.TopEdge, fond="creux", nom="seance_pied")
        self.releve = legende("", nom="seance_releve")
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(px(16), px(6), px(16), px(6))
        rangee.setSpacing(px(12))
        rangee.addWidget(AideTouches(), 1)
        rangee.addWidget(self.releve)

    def show_decisions(self, nombre: int) -> None:
        self.releve.setText(f"Relevé : {pluriel(nombre, 'décision notée', 'décisions notées')}")
