"""Les étiquettes de texte : une taille, une graisse et une couleur de la charte."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui import fonts


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
        self.setFont(fonts.police(taille, graisse))
        self.setProperty("token", token)
        self.setWordWrap(lignes)
        self.setObjectName(nom)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_token(self, token: str) -> None:
        self.setProperty("token", token)
        self.style().unpolish(self)
        self.style().polish(self)


def titre(texte: str, *, nom: str = "") -> Texte:
    return Texte(texte, taille=fonts.TITRE, graisse=fonts.GRAS, nom=nom)


def section(texte: str, *, nom: str = "") -> Texte:
    return Texte(texte, taille=fonts.BASE, graisse=fonts.GRAS, nom=nom)


def legende(texte: str, token: str = "texte2", *, nom: str = "", lignes: bool = False) -> Texte:
    return Texte(texte, token, fonts.LEGENDE, lignes=lignes, nom=nom)
