"""Le texte d'une page du guide, à la police et aux couleurs de la fenêtre."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QDesktopServices,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from ui import fonts, theme
from ui.aide import pages
from ui.theme import couleur, px

TITRES = {1: 20, 2: 16, 3: 14}
INTERLIGNE = 135


class TexteAide(QTextBrowser):
    """Suit les liens du guide ; un lien du dehors ne s'ouvre que si l'on y clique, dans le navigateur."""

    page_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chemin = ""
        self._passees: list[str] = []
        self.setObjectName("aide_texte")
        self.setAccessibleName("Page du guide")
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._suivre)
        theme.theme_changed.connect(self._redire)

    def show_page(self, chemin: str) -> None:
        """Montre une page ; `back` revient à la précédente."""
        if self.chemin and chemin != self.chemin:
            self._passees.append(self.chemin)
        self._montrer(chemin)

    def back(self) -> None:
        if self._passees:
            self._montrer(self._passees.pop())

    @property
    def can_go_back(self) -> bool:
        return bool(self._passees)

    def _montrer(self, chemin: str) -> None:
        self.chemin = chemin
        self._redire()
        self.verticalScrollBar().setValue(0)
        self.page_changed.emit(chemin)

    def _redire(self) -> None:
        document = self.document()
        document.setDefaultFont(fonts.police())
        document.setDocumentMargin(px(20))
        self.setMarkdown(pages.texte(self.chemin))
        bloc = document.begin()
        while bloc.isValid():
            _habiller(bloc)
            bloc = bloc.next()
        _habiller_les_tables(document.rootFrame())

    def _suivre(self, lien: QUrl) -> None:
        voisine = pages.voisine(self.chemin, lien.path() if lien.isRelative() else lien.toString())
        if voisine is not None:
            self.show_page(voisine)
        elif lien.scheme() in ("http", "https"):
            QDesktopServices.openUrl(lien)


def _habiller(bloc: QTextBlock) -> None:
    curseur = QTextCursor(bloc)
    forme = bloc.blockFormat()
    niveau = forme.headingLevel()
    forme.setLineHeight(INTERLIGNE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    forme.setBottomMargin(px(8))
    if niveau:
        forme.setTopMargin(px(6 if niveau == 1 else 18))
    curseur.setBlockFormat(forme)
    if niveau:
        curseur.select(QTextCursor.SelectionType.BlockUnderCursor)
        lettres = QTextCharFormat()
        lettres.setFont(fonts.police(TITRES.get(niveau, fonts.BASE), fonts.GRAS))
        curseur.mergeCharFormat(lettres)


def _habiller_les_tables(cadre: QTextFrame) -> None:
    for enfant in cadre.childFrames():
        if isinstance(enfant, QTextTable):
            forme = enfant.format().toTableFormat()
            forme.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            forme.setBorderBrush(QBrush(couleur("bord")))
            forme.setBorderCollapse(True)
            forme.setBorder(1)
            forme.setCellPadding(px(5))
            forme.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            enfant.setFormat(forme)
