"""Le bas de l'écran : chaque état présent et combien de logements il compte, puis les logements vides."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relogement.vidage.blocages import AMONT
from relogement.vidage.cases import Occupation
from relogement.vidage.tableau import Comptes
from ui import fonts
from ui.cellule.vidage.porte import NON_RECENSE, mot_de_l_etat
from ui.composants.chip import Chip
from ui.composants.etats import ASPECTS
from ui.peinture import boite, ecrire, soigne
from ui.theme import couleur, px

HAUTEUR, LIGNE, LIGNES_MAX, VIDES = 38, 26, 2, "logement vide"


class Legende(QWidget):
    """Sur une ou deux lignes ; plus à l'étroit encore, les pastilles ne gardent que leur icône."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("vidage_legende")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._comptes: list[tuple[Chip, int]] = []
        self._places: list[tuple[Chip, int, QRectF]] = []
        self._vides = 0

    def show_comptes(self, comptes: Comptes) -> None:
        self._comptes, self._vides = list(_pastilles(comptes)), comptes.vides
        dits = [*(f"{c.texte} {n}" for c, n in self._comptes), f"logement vide {self._vides}"]
        self.setAccessibleName(", ".join(dits))
        self.setToolTip(", ".join(dits))
        self._placer()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(600), self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(300), px(HAUTEUR))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._placer()

    @property
    def _reserve(self) -> float:
        """La place des logements vides, à droite."""
        gras = fonts.police(fonts.BASE, fonts.GRAS)
        mot = fonts.largeur(VIDES, fonts.police(fonts.LEGENDE))
        return mot + fonts.largeur(str(self._vides), gras) + px(56)

    def _placer(self) -> None:
        lignes, self._places = self._flot(self._comptes)
        if lignes > LIGNES_MAX:
            nus = [(Chip("", c.icone, c.famille, c.contour), n) for c, n in self._comptes]
            lignes, self._places = self._flot(nus)
        self.setFixedHeight(px(HAUTEUR) + (lignes - 1) * px(LIGNE))
        self.update()

    def _flot(self, comptes: list[tuple[Chip, int]]) -> tuple[int, list[tuple[Chip, int, QRectF]]]:
        gras, places, lignes = fonts.police(fonts.BASE, fonts.GRAS), [], 1
        x, bout = float(px(14)), self.width() - self._reserve
        for chip, n in comptes:
            large = chip.largeur() + px(6) + fonts.largeur(str(n), gras)
            if x + large > bout and x > px(14):
                x, lignes = float(px(14)), lignes + 1
            y = px((HAUTEUR - LIGNE) / 2) + (lignes - 1) * px(LIGNE)
            places.append((chip, n, QRectF(x, y, large, px(LIGNE))))
            x += large + px(13)
        return lignes, places

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            peintre.fillRect(QRectF(self.rect()), couleur("surface"))
            peintre.fillRect(QRectF(0, 0, self.width(), 1), couleur("bord"))
            gras = fonts.police(fonts.BASE, fonts.GRAS)
            for chip, n, zone in self._places:
                chip.dessiner(peintre, zone)
                ecrire(peintre, zone.adjusted(chip.largeur() + px(6), 0, 2, 0), str(n), gras)
            x = self.width() - self._reserve + px(16)
            carre = QRectF(x, (self.height() - px(14)) / 2, px(14), px(14))
            boite(peintre, carre, rayon=3, fond="creux", bord="bord_fort", tirets=True)
            zone = QRectF(x + px(20), 0, self._reserve, self.height())
            ecrit = ecrire(peintre, zone, VIDES, fonts.police(fonts.LEGENDE), "texte2")
            ecrire(peintre, zone.adjusted(ecrit + px(6), 0, 0, 0), str(self._vides), gras)


def _pastilles(comptes: Comptes) -> Iterator[tuple[Chip, int]]:
    ordre = [*AMONT, *(e for e in ASPECTS if e not in AMONT)]
    for etat in ordre:
        if not (n := comptes.par_etat.get(etat, 0)):
            continue
        if etat is None:
            yield Chip(mot_de_l_etat(None), NON_RECENSE, "neutre", contour=True), n
        else:
            aspect = ASPECTS[etat]
            yield Chip(mot_de_l_etat(etat), aspect.icone, aspect.famille, aspect.contour), n
    for occupation, icone in (
        (Occupation.FONCTION, "key"), (Occupation.ASSOCIATION, "building"),
        (Occupation.SANS_DOSSIER, "circle-question-mark"),
    ):  # fmt: skip
        if n := comptes.par_occupation.get(occupation, 0):
            yield Chip(occupation.libelle, icone, "neutre", contour=True), n
