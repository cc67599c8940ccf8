"""Montrer les pages d'un PDF telles qu'elles s'impriment."""

from collections.abc import Sequence
from threading import Lock

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from relogement.textes import pluriel
from ui.composants.texte import Texte
from ui.theme import px

FINESSE = 2.0  # points d'image par point typographique : net à 150 %
_VERROU = Lock()  # la bibliothèque ne sert qu'un fil à la fois


def lire_les_pages(pdf: bytes) -> list[QImage]:
    """Une image par page ; hors de l'écran, c'est le plus long."""
    import pypdfium2

    with _VERROU:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_image(page.render(scale=FINESSE, rev_byteorder=True)) for page in document]
        finally:
            document.close()


def _image(rendue: object) -> QImage:
    octets, pas = bytes(rendue.buffer), rendue.stride  # type: ignore[attr-defined]
    quatre = rendue.n_channels == 4  # type: ignore[attr-defined]
    forme = QImage.Format.Format_RGBX8888 if quatre else QImage.Format.Format_RGB888
    return QImage(octets, rendue.width, rendue.height, pas, forme).copy()  # type: ignore[attr-defined]


class PagesPdf(QScrollArea):
    """Les pages l'une sous l'autre, à la largeur de la vue ; ou la phrase qui dit pourquoi il n'y en a pas."""

    def __init__(self, *, nom: str) -> None:
        super().__init__()
        self.setObjectName(nom)
        self.setAccessibleName("Aperçu du document")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(px(320))
        self._images: list[QImage] = []
        self._vues: list[QLabel] = []
        self.phrase = Texte("", "texte2", lignes=True, nom=f"{nom}_phrase")
        interieur = QWidget()
        self._pile = QVBoxLayout(interieur)
        self._pile.setContentsMargins(*(px(12),) * 4)
        self._pile.setSpacing(px(12))
        self._pile.addWidget(self.phrase)
        self._pile.addStretch(1)
        self.setWidget(interieur)

    def show_pages(self, images: Sequence[QImage]) -> None:
        self._images = list(images)
        self.setAccessibleDescription(pluriel(len(images), "page"))
        self.phrase.hide()
        self._disposer()

    def show_phrase(self, phrase: str) -> None:
        """Rien à voir, et pourquoi."""
        self._images = []
        self._disposer()
        self.phrase.setText(phrase)
        self.setAccessibleDescription(phrase)
        self.phrase.setVisible(bool(phrase))

    @property
    def nombre(self) -> int:
        return len(self._images)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ajuster()

    def _disposer(self) -> None:
        for vue in self._vues:
            self._pile.removeWidget(vue)
            vue.deleteLater()
        self._vues = [QLabel() for _ in self._images]
        for rang, vue in enumerate(self._vues):
            vue.setObjectName(f"{self.objectName()}_{rang + 1}")
            vue.setAccessibleName(f"Page {rang + 1}")
            self._pile.insertWidget(rang, vue, 0, Qt.AlignmentFlag.AlignHCenter)
        self._ajuster()

    def _ajuster(self) -> None:
        large = max(px(200), self.viewport().width() - px(24))
        ratio = self.devicePixelRatioF()
        for vue, image in zip(self._vues, self._images, strict=True):
            lisse = Qt.TransformationMode.SmoothTransformation
            fond = QPixmap.fromImage(image.scaledToWidth(round(large * ratio), lisse))
            fond.setDevicePixelRatio(ratio)
            vue.setPixmap(fond)
