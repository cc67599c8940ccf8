"""Les étiquettes de texte : une taille, une graisse et une couleur de la charte."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from ui import fonts
from ui.peinture import ecrire


class Texte(QLabel):
    """Sa couleur suit le thème par la feuille de style ; `lignes` permet le retour à la ligne."""

    def __init__(
        self,
        texte: str = "",
        token: str = "texte",
        taille: int = fonts.BASE,
        graisse: int = fonts.NORMAL,
        *,
        lignes: bool = False,
        nom: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(texte, parent)
        self._taille, self._graisse = taille, graisse
        self.setFont(fonts.police(taille, graisse))
        self.setProperty("token", token)
        self.setWordWrap(lignes)
        self.setObjectName(nom)
        self.setTextFormat(Qt.TextFormat.PlainText)

    @override
    def changeEvent(self, arg__1: QEvent) -> None:
        super().changeEvent(arg__1)
        if arg__1.type() == QEvent.Type.StyleChange:  # le thème ou l'échelle a changé
            self.setFont(fonts.police(self._taille, self._graisse))

    def set_graisse(self, graisse: int) -> None:
        self._graisse = graisse
        self.setFont(fonts.police(self._taille, graisse))

    def set_token(self, token: str) -> None:
        self.setProperty("token", token)
        self.style().unpolish(self)
        self.style().polish(self)


class TexteAbrege(Texte):
    """Le même sur une ligne : faute de place il finit par « … », et se lit entier au survol."""

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        self.setToolTip(self.text() if self.sizeHint().width() > self.width() else "")
        with QPainter(self) as peintre:
            ecrire(peintre, QRectF(self.rect()), self.text(), self.font(), str(self.property("token")))


def titre(texte: str, *, nom: str = "") -> Texte:
    return Texte(texte, taille=fonts.TITRE, graisse=fonts.GRAS, nom=nom)


def section(texte: str, *, nom: str = "") -> Texte:
    return Texte(texte, taille=fonts.BASE, graisse=fonts.GRAS, nom=nom)


def legende(texte: str, token: str = "texte2", *, nom: str = "", lignes: bool = False) -> Texte:
    return Texte(texte, token, fonts.LEGENDE, lignes=lignes, nom=nom)
