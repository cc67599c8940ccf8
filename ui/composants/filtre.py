"""Le filtre posé : « Situation : à reloger » ; un clic le change, sa croix l'enlève."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from relogement.textes import INSECABLE
from ui import fonts, icons
from ui.peinture import boite, ecrire, soigne
from ui.theme import px

BORD, CROIX, ECART = 10, 14, 6
LARGEUR_MAX = 300


class ChipFiltre(QAbstractButton):
    """Un clic, Entrée ou Espace le change (`clicked`) ; sa croix, Suppr ou Retour arrière l'enlève (`removed`)."""

    removed = Signal()

    def __init__(
        self, champ: str, valeur: str, *, change: bool = True, nom: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._champ, self._valeur = f"{champ}{INSECABLE}:", valeur
        self._change = change
        self.setObjectName(nom)
        self.setToolTip(f"{champ}{INSECABLE}: {valeur}")
        geste = "Entrée pour changer, Suppr pour enlever" if change else "Suppr pour enlever"
        self.setAccessibleName(f"Filtre {champ}{INSECABLE}: {valeur}")
        self.setAccessibleDescription(geste)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if not change:
            self.clicked.connect(self.removed)

    def cross(self) -> QRect:
        """Où est la croix."""
        return QRect(self.width() - px(BORD + CROIX + ECART), 0, px(BORD + CROIX + ECART), self.height())

    @override
    def sizeHint(self) -> QSize:
        mots = fonts.largeur(self._champ, _champ()) + fonts.largeur(self._valeur, _valeur())
        autour = 2 * px(BORD) + px(CROIX) + 2 * px(ECART)
        return QSize(min(round(mots) + 1 + autour, px(LARGEUR_MAX)), px(26))

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(e)

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        if (
            e.button() == Qt.MouseButton.LeftButton
            and self.isDown()
            and self.cross().contains(e.position().toPoint())
        ):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(e)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            zone = QRectF(self.rect())
            boite(peintre, zone, rayon=6, fond="accent_fond", bord="accent_bord")
            mots = zone.adjusted(px(BORD), 0, -px(BORD + CROIX + ECART), 0)
            ecrit = ecrire(peintre, mots, self._champ, _champ(), "texte")
            mots.setLeft(mots.left() + ecrit + px(ECART))
            ecrire(peintre, mots, self._valeur, _valeur(), "texte")
            croix = QRectF(zone.right() - px(BORD) - px(CROIX), 0, px(CROIX), px(CROIX))
            croix.moveTop(zone.center().y() - px(CROIX) / 2)
            icons.draw(peintre, "x", croix, "texte2")


def _champ() -> QFont:
    return fonts.police(fonts.LEGENDE)


def _valeur() -> QFont:
    return fonts.police(fonts.LEGENDE, fonts.GRAS)
