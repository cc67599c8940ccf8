"""Le filtre posé : « Situation : à reloger », et la croix qui l'enlève."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from relogement.textes import INSECABLE
from ui import fonts, icons
from ui.peinture import boite, ecrire, soigne
from ui.theme import px

BORD, CROIX, ECART = 10, 14, 6


class ChipFiltre(QAbstractButton):
    """Un clic, Entrée, Espace ou Suppr l'enlève : le signal `clicked` le dit."""

    def __init__(self, champ: str, valeur: str, *, nom: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._champ, self._valeur = f"{champ}{INSECABLE}:", valeur
        self.setObjectName(nom)
        self.setToolTip("Enlever ce filtre")
        self.setAccessibleName(f"Filtre {champ}{INSECABLE}: {valeur}, enlever")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def sizeHint(self) -> QSize:
        mots = fonts.largeur(self._champ, _champ()) + fonts.largeur(self._valeur, _valeur())
        return QSize(round(mots) + 1 + 2 * px(BORD) + px(CROIX) + 2 * px(ECART), px(26))

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(e)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            zone = QRectF(self.rect())
            boite(peintre, zone, rayon=6, fond="accent_fond", bord="accent_bord")
            mots = zone.adjusted(px(BORD), 0, 0, 0)
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
