"""La pile du reste à charge, à l'écran ou sur tout support que Qt sait peindre."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from ui import fonts
from ui.composants.pile_rac import reperes
from ui.composants.pile_rac.colonnes import Colonne
from ui.composants.pile_rac.geometrie import Bloc, Echelle, Mesures, blocs, dit, echelle
from ui.composants.pile_rac.peintre import dessiner_absence, dessiner_bloc, dessiner_moustache
from ui.peinture import soigne
from ui.theme import couleur, px

PIED = 8


def dessiner_pile(
    peintre: QPainter,
    rect: QRectF,
    colonnes: Sequence[Colonne],
    mesures: Mesures | None = None,
    *,
    legende: bool = True,
) -> None:
    """Tout le dessin : titres, axe, colonnes, seuils ; le même à l'écran et sur papier."""
    mesures = mesures or Mesures()
    droite = mesures.gauche + len(colonnes) * mesures.colonne
    with soigne(peintre), _agrandi(peintre, rect) as rect:
        vers = _echelle(rect, colonnes, mesures)
        if mesures.entete:
            reperes.dessiner_titres(peintre, colonnes, mesures)
        if legende:
            reperes.dessiner_legende(peintre, 16, vers.haut + 10, colonnes)
        reperes.dessiner_axe(peintre, mesures.gauche, droite, vers)
        for rang, colonne in enumerate(colonnes):
            _colonne(peintre, colonne, mesures.gauche + rang * mesures.colonne, mesures, vers)
        reperes.dessiner_seuils(peintre, colonnes, mesures, droite, vers)
        for rang, colonne in enumerate(colonnes):
            x = mesures.gauche + rang * mesures.colonne
            if not colonne.connue:  # après les seuils : aucun ne barre la phrase
                dessiner_absence(peintre, colonne, x, mesures, vers)
            dessiner_moustache(peintre, colonne, x, mesures, vers)


@contextmanager
def _agrandi(peintre: QPainter, rect: QRectF) -> Iterator[QRectF]:
    """Les mesures restent celles de la charte ; le peintre les agrandit d'un bloc."""
    echelle = fonts.echelle()
    peintre.translate(rect.topLeft())
    peintre.scale(echelle, echelle)
    with fonts.sans_echelle():
        yield QRectF(0, 0, rect.width() / echelle, rect.height() / echelle)


def _echelle(rect: QRectF, colonnes: Sequence[Colonne], mesures: Mesures) -> Echelle:
    return echelle(colonnes, mesures.entete + 8, rect.height() - PIED)


def _colonne(peintre: QPainter, colonne: Colonne, x: float, mesures: Mesures, vers: Echelle) -> None:
    for bloc in blocs(colonne, x, mesures, vers):
        dessiner_bloc(peintre, bloc)


class PileRac(QWidget):
    """Survoler un bloc dit son montant ; le lecteur d'écran entend chaque colonne."""

    def __init__(
        self,
        colonnes: Sequence[Colonne] = (),
        mesures: Mesures | None = None,
        *,
        legende: bool = True,
        nom: str = "pile_rac",
    ) -> None:
        super().__init__()
        self.mesures, self._legende = mesures or Mesures(), legende
        self.setObjectName(nom)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Expanding)
        self.set_colonnes(colonnes)

    def set_colonnes(self, colonnes: Sequence[Colonne]) -> None:
        self._colonnes = tuple(colonnes)
        self.setAccessibleName(" ; ".join(c.lu() for c in self._colonnes))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        largeur = self.mesures.gauche + len(self._colonnes) * self.mesures.colonne + self.mesures.droite
        return QSize(px(largeur), px(self.mesures.entete + 270))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), px(self.mesures.entete + 180))

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            echelle = fonts.echelle()
            bloc = self._bloc_sous(event.pos().x() / echelle, event.pos().y() / echelle)
            QToolTip.showText(event.globalPos(), dit(bloc) if bloc else "", self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(self.rect(), couleur("surface"))
        dessiner_pile(peintre, QRectF(self.rect()), self._colonnes, self.mesures, legende=self._legende)
        peintre.end()

    def _bloc_sous(self, x: float, y: float) -> Bloc | None:
        hauteur = QRectF(0, 0, 0, self.height() / fonts.echelle())
        vers = _echelle(hauteur, self._colonnes, self.mesures)
        for rang, colonne in enumerate(self._colonnes):
            gauche = self.mesures.gauche + rang * self.mesures.colonne
            for bloc in blocs(colonne, gauche, self.mesures, vers):
                if bloc.x <= x <= bloc.x + bloc.largeur and bloc.y <= y <= bloc.y + bloc.hauteur:
                    return bloc
        return None
