"""« 3 en retard » : un compte que l'on lit, et sur lequel on clique pour ne voir que ces dossiers."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from ui import fonts
from ui.composants.ligne import Ligne, Morceau
from ui.peinture import boite, soigne
from ui.theme import px

BORD = 7


class Mention(QAbstractButton):
    """Cachée quand il n'y a rien à dire."""

    def __init__(
        self, icone: str, token: str, *, gras: bool = False, nom: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icone, self._token, self._gras = icone, token, gras
        self.vue = Ligne(())
        self.setObjectName(nom)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def show_compte(self, texte: str, combien: int) -> None:
        graisse = fonts.GRAS if self._gras else fonts.NORMAL
        self.vue = Ligne(
            (
                Morceau("", self._token, icone=self._icone),
                Morceau(texte, self._token, graisse, fonts.LEGENDE),
            )
        )
        self.setAccessibleName(f"{texte}, ne montrer qu’eux")
        self.setToolTip("Ne montrer que ces dossiers")
        self.setVisible(bool(combien))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self.vue.largeur()) + 2 * px(BORD), px(26))

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(e)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            if self.underMouse() or self.isDown():
                boite(peintre, QRectF(self.rect()), rayon=6, fond="creux")
            self.vue.dessiner(peintre, QRectF(self.rect()).adjusted(px(BORD), 0, 0, 0))
