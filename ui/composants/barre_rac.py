"""Le reste à charge d'une ligne : avant, après, et deux barres à la même échelle."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from relogement.textes import INCONNU, TIRET, nombre
from ui import fonts
from ui.peinture import DROITE, boite, ecrire, hachures
from ui.theme import px

MONTANT, APPROCHE, BARRE, EPAISSEUR = 48, 66, 46, 6


@dataclass(frozen=True)
class RacAvantApres:
    """`maximum` est commun à toute la colonne ; `avant_dit` remplace un avant absent (« SO »)."""

    avant: Decimal | None
    apres: Decimal | None
    maximum: Decimal
    estime: bool = False
    avant_dit: str = INCONNU

    def lu(self) -> str:
        return f"reste à charge avant {self._avant()}, après {self._apres()}"

    def largeur(self) -> float:
        return px(MONTANT + APPROCHE + 9 + BARRE)

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        avant = QRectF(rect.x(), rect.y(), px(MONTANT), rect.height())
        apres = QRectF(avant.right(), rect.y(), px(APPROCHE), rect.height())
        self._montant(peintre, avant, self._avant(), self.avant)
        self._montant(peintre, apres, self._apres(), self.apres)
        self._barres(peintre, apres.right() + px(9), rect)

    def _avant(self) -> str:
        return self.avant_dit if self.avant is None else nombre(self.avant)

    def _apres(self) -> str:
        if self.apres is None:
            return TIRET
        return f"{'≈ ' if self.estime else ''}{nombre(self.apres)}"

    def _montant(self, peintre: QPainter, zone: QRectF, texte: str, valeur: Decimal | None) -> None:
        ecrire(peintre, zone, texte, fonts.police(), "texte3" if valeur is None else "texte", DROITE)

    def _barres(self, peintre: QPainter, x: float, rect: QRectF) -> None:
        haut = round(rect.center().y()) - px(EPAISSEUR) - 1
        if self.avant is not None:
            boite(peintre, self._barre(x, haut, self.avant), rayon=1, fond="avant")
        if self.apres is not None:
            zone = self._barre(x, haut + px(EPAISSEUR) + 1, self.apres)
            barre_apres(peintre, zone, estime=self.estime)

    def _barre(self, x: float, y: float, valeur: Decimal) -> QRectF:
        part = max(Decimal(0), valeur) / self.maximum if self.maximum > 0 else Decimal(0)
        return QRectF(x, y, round(px(BARRE) * float(min(part, Decimal(1)))), px(EPAISSEUR))


def barre_apres(peintre: QPainter, zone: QRectF, *, estime: bool, rayon: float = 1) -> None:
    """Pleine quand le montant est connu, hachurée quand il est estimé."""
    if not estime:
        boite(peintre, zone, rayon=rayon, fond="accent")
        return
    peintre.setBrushOrigin(zone.topLeft())
    boite(
        peintre,
        zone,
        rayon=rayon,
        fond=hachures("accent", "accent_fond", pas=5, epaisseur=1.4),
        bord="accent",
    )
