"""Une barre par bailleur : sa part, et un trait à ce qu'il a promis."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from relogement.indicateurs.indicateur import CENT
from relogement.indicateurs.parts_dites import fraction, part
from relogement.partage.dits import promesse_dite
from relogement.partage.partage import LigneDePart
from relogement.textes import INSECABLE
from ui import fonts
from ui.peinture import DROITE, anneau, boite, ecrire, soigne
from ui.theme import couleur, px

RANGEE, EPAISSEUR, ECART, TRAIT, RETRAIT = 25, 12, 8, 2, 5
PART_DU_NOM = 0.46
MARGE = Decimal("1.15")  # le plus long ne touche pas le bord, et son trait se voit


class BarresDePart(QWidget):
    """Les flèches vont d'un bailleur à l'autre ; un clic ou Entrée ouvre le sien."""

    opened = Signal(str)

    def __init__(self, *, nom: str = "partage_barres") -> None:
        super().__init__()
        self._lignes: tuple[LigneDePart, ...] = ()
        self._courante = 0
        self.setObjectName(nom)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def lignes(self) -> tuple[LigneDePart, ...]:
        return self._lignes

    def show_lignes(self, lignes: Sequence[LigneDePart]) -> None:
        self._lignes = tuple(lignes)
        self._courante = min(self._courante, max(0, len(self._lignes) - 1))
        self.setAccessibleName(" ; ".join(["Part de chaque bailleur", *map(phrase, self._lignes)]))
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(260), px(RANGEE) * len(self._lignes))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), self.sizeHint().height())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._ouvrir(int(event.position().y() // px(RANGEE)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pas = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if pas is not None and 0 <= self._courante + pas < len(self._lignes):
            self._courante += pas
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ouvrir(self._courante)
        else:
            super().keyPressEvent(event)

    def _ouvrir(self, rang: int) -> None:
        if 0 <= rang < len(self._lignes):
            self._courante = rang
            self.opened.emit(self._lignes[rang].qui)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            rang = int(event.pos().y() // px(RANGEE))
            dit = phrase(self._lignes[rang]) if 0 <= rang < len(self._lignes) else ""
            QToolTip.showText(event.globalPos(), dit, self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        gauche, droite = self._colonnes()
        pleine = echelle(self._lignes)
        with soigne(QPainter(self)) as peintre:
            for rang, (ligne, zone) in enumerate(self._zones()):
                vu = self.hasFocus() and rang == self._courante
                if vu:
                    anneau(peintre, zone, 4)
                retrait = px(RETRAIT) if vu else 0  # l'anneau entoure le nom, il ne le couvre pas
                nom = QRectF(retrait, zone.y(), gauche, zone.height())
                ecrire(peintre, nom, ligne.nom, fonts.police(fonts.LEGENDE))
                fond = QRectF(gauche + px(ECART), zone.center().y() - px(EPAISSEUR) / 2, 0, px(EPAISSEUR))
                fond.setRight(self.width() - droite - px(ECART))
                _barre(peintre, fond, ligne, pleine)
                valeur = fonts.police(fonts.LEGENDE, fonts.GRAS)
                ecrire(peintre, zone.adjusted(0, 0, -retrait, 0), part(ligne.mesure), valeur, "texte", DROITE)

    def _zones(self) -> Iterator[tuple[LigneDePart, QRectF]]:
        for rang, ligne in enumerate(self._lignes):
            yield ligne, QRectF(0, rang * px(RANGEE), self.width(), px(RANGEE))

    def _colonnes(self) -> tuple[float, float]:
        """La largeur des noms et celle des parts ; un nom trop long se coupe, la barre reste."""
        noms = max((fonts.largeur(li.nom, fonts.police(fonts.LEGENDE)) for li in self._lignes), default=0)
        grasse = fonts.police(fonts.LEGENDE, fonts.GRAS)
        parts = max((fonts.largeur(part(li.mesure), grasse) for li in self._lignes), default=0)
        return min(noms, self.width() * PART_DU_NOM), parts


def phrase(ligne: LigneDePart) -> str:
    """« Canigou Logement : 10,71 % (3/28), engagement 12 % »."""
    dit = f"{ligne.nom}{INSECABLE}: {part(ligne.mesure)} ({fraction(ligne.mesure)})"
    return f"{dit}, engagement {promesse_dite(ligne.promesse)}" if ligne.promesse else f"{dit}, sans engagement"


def echelle(lignes: Sequence[LigneDePart]) -> Decimal:
    """Le plein de la barre : assez pour la plus grande part et le plus grand engagement, au plus 100 %."""
    grands = [li.mesure.pct or Decimal(0) for li in lignes]
    grands += [li.promesse.part_pct for li in lignes if li.promesse and li.promesse.part_pct is not None]
    return min(CENT, max(grands, default=CENT) * MARGE) or CENT


def _barre(peintre: QPainter, fond: QRectF, ligne: LigneDePart, pleine: Decimal) -> None:
    if fond.width() <= 0:
        return
    boite(peintre, fond, rayon=2, fond="neutre_fond")
    if ligne.mesure.pct:
        corps = QRectF(fond)
        corps.setWidth(max(2.0, fond.width() * float(ligne.mesure.pct / pleine)))
        boite(peintre, corps, rayon=2, fond="plein")
    if ligne.promesse is not None and ligne.promesse.part_pct is not None:
        x = round(fond.x() + fond.width() * float(ligne.promesse.part_pct / pleine))
        haut = fond.adjusted(0, -px(2), 0, px(2))
        peintre.fillRect(QRectF(x - TRAIT / 2 - 1, haut.y(), TRAIT + 2, haut.height()), couleur("surface"))
        peintre.fillRect(QRectF(x - TRAIT / 2, haut.y(), TRAIT, haut.height()), couleur("texte"))
