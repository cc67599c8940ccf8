"""La page visible, peinte d'un trait : colonne par colonne, sans passer cellule par cellule par le délégué de Qt.

Cent quatre-vingts cellules se repeignent à chaque lettre tapée ; demander à Qt une option de style pour chacune
coûtait plus que de les dessiner.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QTableView

from ui.composants.delegue import BORD
from ui.composants.vue import Vue
from ui.peinture import anneau
from ui.theme import couleur, palette, px

GARDEES = 600


class ModelePeint(Protocol):
    """Ce que le dessin demande à un modèle, sans passer par les rôles de Qt."""

    def rowCount(self) -> int: ...

    def dessin(self, rang: int, colonne: int) -> Vue | None: ...


@dataclass(frozen=True)
class Bande:
    """Une ligne visible : son rang, sa place, et si elle est choisie."""

    rang: int
    y: int
    haut: int
    choisie: bool


class Dessin:
    """Peint les cellules d'une table.

    ``revenantes`` : les vues qui reviennent d'une ligne à l'autre et coûtent à tracer ; ``fond`` : le nom de la
    couleur d'une ligne, s'il y en a une.
    """

    def __init__(
        self,
        table: QTableView,
        modele: ModelePeint,
        revenantes: tuple[type, ...] = (),
        *,
        fond: Callable[[int], str] | None = None,
    ) -> None:
        self._table, self._modele, self._revenantes, self._fond = table, modele, revenantes, fond
        self._images: dict[tuple[Vue, int, int], QPixmap] = {}
        self._pour: object = None

    def peindre(self, peintre: QPainter, sale: QRect) -> None:
        """Repeint ce qui recouvre ce rectangle."""
        self._oublier_si_le_theme_change()
        bandes = list(self._bandes(sale))
        self._fonds(peintre, bandes)
        peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colonne, x, large in self._colonnes(sale):
            peintre.setClipRect(x + px(BORD) - 4, sale.y(), large - 2 * px(BORD) + 8, sale.height())
            for bande in bandes:
                self._cellule(peintre, bande, colonne, x, large)
        peintre.setClipping(False)
        self._courante(peintre)

    def _bandes(self, sale: QRect) -> Iterator[Bande]:
        table, choix = self._table, self._table.selectionModel().selection()
        rang, dernier = table.rowAt(sale.top()), table.rowAt(sale.bottom())
        plages = [range(choix.at(i).top(), choix.at(i).bottom() + 1) for i in range(choix.count())]
        if rang < 0:
            return
        dernier = dernier if dernier >= 0 else self._modele.rowCount() - 1
        haut = table.rowHeight(rang)
        y = table.rowViewportPosition(rang)
        for numero in range(rang, dernier + 1):
            yield Bande(numero, y, haut, any(numero in plage for plage in plages))
            y += haut

    def _colonnes(self, sale: QRect) -> Iterator[tuple[int, int, int]]:
        """Le numéro, la place et la largeur des colonnes visibles."""
        entete = self._table.horizontalHeader()
        for place in range(entete.visualIndexAt(max(sale.left(), 0)), entete.count()):
            if place < 0:
                return
            colonne = entete.logicalIndex(place)
            if entete.isSectionHidden(colonne):
                continue
            x = entete.sectionViewportPosition(colonne)
            if x > sale.right():
                return
            yield colonne, x, entete.sectionSize(colonne)

    def _fonds(self, peintre: QPainter, bandes: list[Bande]) -> None:
        large = min(self._table.horizontalHeader().length(), self._table.viewport().width())
        gauche = -self._table.horizontalHeader().offset()
        fond, trait, accent = couleur("accent_fond"), couleur("trait"), couleur("accent")
        for bande in bandes:
            if bande.choisie:
                peintre.fillRect(0, bande.y, large, bande.haut, fond)
            elif self._fond is not None and (nom := self._fond(bande.rang)):
                peintre.fillRect(0, bande.y, large, bande.haut, couleur(nom))
            peintre.fillRect(0, bande.y + bande.haut - 1, large, 1, trait)
            if bande.choisie:
                peintre.fillRect(gauche, bande.y, 3, bande.haut, accent)

    def _cellule(self, peintre: QPainter, bande: Bande, colonne: int, x: int, large: int) -> None:
        vue = self._modele.dessin(bande.rang, colonne)
        if vue is None:
            return
        marge = px(BORD)
        if isinstance(vue, self._revenantes):
            image = self._image(vue, large - 2 * marge + 1, bande.haut - 1)
            peintre.drawPixmap(x + marge, bande.y, image)
        else:
            vue.dessiner(peintre, QRectF(x + marge, bande.y, large - 2 * marge, bande.haut - 1))

    def _image(self, vue: Vue, large: int, haut: int) -> QPixmap:
        cle = (vue, large, haut)
        if (gardee := self._images.get(cle)) is not None:
            return gardee
        if len(self._images) >= GARDEES:
            self._images.clear()
        self._images[cle] = image = self._tracer(vue, large, haut)
        return image

    def _tracer(self, vue: Vue, large: int, haut: int) -> QPixmap:
        densite = self._table.devicePixelRatioF()
        image = QPixmap(round(max(large, 1) * densite), round(haut * densite))
        image.setDevicePixelRatio(densite)
        image.fill(Qt.GlobalColor.transparent)
        peintre = QPainter(image)
        peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
        vue.dessiner(peintre, QRectF(0, 0, large, haut))
        peintre.end()
        return image

    def _courante(self, peintre: QPainter) -> None:
        courante = self._table.currentIndex()
        if self._table.hasFocus() and courante.isValid():
            anneau(peintre, QRectF(self._table.visualRect(courante)).adjusted(1, 1, -1, -2), 4)

    def _oublier_si_le_theme_change(self) -> None:
        pour = (palette(), px(100), self._table.devicePixelRatioF())
        if pour != self._pour:
            self._images.clear()
            self._pour = pour
