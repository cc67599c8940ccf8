"""Le reste à charge de l'aperçu : une barre par logement, à la même échelle."""

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from db.apercu import RacVu
from relogement.textes import INSECABLE, euros
from ui import fonts
from ui.composants.barre_rac import barre_apres
from ui.peinture import DROITE, GAUCHE, boite, ecrire, soigne
from ui.theme import px

ETIQUETTE, MONTANT, EPAISSEUR = 58, 78, 15


class BarreRac(QWidget):
    """« Offre 3 », sa barre, « ≈ 308,63 € » ; un montant inconnu dit pourquoi et n'a pas de barre."""

    def __init__(self, rac: RacVu, maximum: Decimal, *, avant: bool) -> None:
        super().__init__()
        self._rac, self._maximum, self._avant = rac, maximum, avant
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{rac.titre}{INSECABLE}: {self._dit()}")
        self.setToolTip(rac.motif if rac.montant is None else self._note())

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(180), px(26))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        zone = QRectF(self.rect())
        with soigne(QPainter(self)) as peintre:
            ecrire(peintre, zone, self._rac.titre, fonts.police(fonts.LEGENDE), "texte2", GAUCHE)
            connu = self._rac.montant is not None
            fonte = fonts.police(fonts.BASE, fonts.GRAS if connu else fonts.NORMAL)
            ecrire(peintre, zone, self._dit(), fonte, "texte" if connu else "texte3", DROITE)
            if self._rac.montant is not None:
                self._barre(peintre, zone, self._rac.montant)

    def _barre(self, peintre: QPainter, zone: QRectF, montant: Decimal) -> None:
        place = zone.width() - px(ETIQUETTE) - px(MONTANT)
        part = float(max(montant, Decimal(0)) / self._maximum) if self._maximum > 0 else 0.0
        haut = round(zone.center().y() - px(EPAISSEUR) / 2)
        barre = QRectF(px(ETIQUETTE), haut, round(place * min(part, 1.0)), px(EPAISSEUR))
        if self._avant:
            boite(peintre, barre, rayon=2, fond="avant")
        else:
            barre_apres(peintre, barre, estime=self._rac.estime, rayon=2)

    def _dit(self) -> str:
        return f"≈{INSECABLE}{euros(self._rac.montant)}" if self._rac.estime else euros(self._rac.montant)

    def _note(self) -> str:
        return "APL estimée" if self._rac.estime else ""
