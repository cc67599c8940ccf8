"""La carte que l'on manie : molette, glisser, flèches, survol, clic ; elle dit ce qu'on lui montre."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from db.carte import Carte, QuartierTrace
from relogement.geographie.regroupement import Amas
from relogement.geographie.territoires import Bornes
from relogement.textes import pluriel
from ui import theme
from ui.carte.camera import Camera
from ui.carte.dessin import AmasVu, Dessin, Noms, Options
from ui.carte.habillage import (
    Cle,
    legende,
    peindre_l_echelle,
    peindre_la_legende,
    place_de_l_echelle,
    place_de_la_legende,
)
from ui.carte.phrases import bulle, lieux_de, resume
from ui.carte.tampon import Tampon
from ui.peinture import anneau, soigne
from ui.theme import px

PAS, ZOOM, BOUGE, REPOS_MS = 80, 2**0.5, 4, 90
FLECHES = {
    Qt.Key.Key_Left: (PAS, 0), Qt.Key.Key_Right: (-PAS, 0), Qt.Key.Key_Up: (0, PAS), Qt.Key.Key_Down: (0, -PAS),
}  # fmt: skip
PLUS = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_PageUp)
MOINS = (Qt.Key.Key_Minus, Qt.Key.Key_PageDown)
AJUSTER = (Qt.Key.Key_Home, Qt.Key.Key_0)


class VueCarte(QWidget):
    """`picked` donne les ménages d'un amas, `quarter_picked` un quartier, `emptied` un clic dans le vide."""

    picked = Signal(object, str)  # les rangs dans la carte, le lieu
    quarter_picked = Signal(str)
    emptied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("carte_vue")
        self.setAccessibleName("Carte des relogements")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.camera, self.options, self.noms = Camera(), Options(), False
        self._dessin: Dessin | None = None
        self._tampon = Tampon(self._rendre)
        self._repos = QTimer(self)
        self._repos.setSingleShot(True)
        self._repos.setInterval(REPOS_MS)
        self._repos.timeout.connect(self._redessiner)
        self._choisi: Amas | None = None
        self._tire: QPointF | None = None
        self._glisse = False
        self._a_ajuster = True
        theme.theme_changed.connect(self._redessiner)

    @property
    def dessin(self) -> Dessin | None:
        return self._dessin

    def show_carte(self, carte: Carte, *, ajuster: bool) -> None:
        """Montre une carte lue ; sans ``ajuster``, on garde le même endroit."""
        self._dessin, self._choisi = Dessin(carte), None
        self.setAccessibleDescription(f"{resume(carte)} La même chose se lit dans la liste à côté.")
        self._a_ajuster |= ajuster
        if self._a_ajuster and self.isVisible():
            self.ajuster()
        self._redessiner()

    def set_options(self, options: Options) -> None:
        self.options = options
        self._redessiner()

    def ajuster(self) -> None:
        """Cadre tout ce qu'il y a à voir, sans que la légende en cache rien."""
        bornes = self._dessin.bornes if self._dessin is not None else None
        if bornes is None or self._dessin is None:
            return
        self._a_ajuster = False
        self.cadrer(bornes)
        legende = place_de_la_legende(self.taille, self._cles)
        sous = (v for v in self._dessin.amas_vus(self.taille, self.camera) if legende.contains(v.centre))
        if any(sous):
            libre = QSizeF(self.width() - legende.right(), self.height())
            cadree = Camera.ajustee(bornes, libre)
            self.camera = cadree.glissee(legende.right() / 2, 0)
            self.update()

    def cadrer(self, bornes: Bornes) -> None:
        self.camera = Camera.ajustee(bornes, self.taille)
        self.update()

    def montrer(self, place: tuple[float, float]) -> None:
        """Amène ce point du plan au milieu, sans changer de zoom sinon pour s'approcher un peu."""
        self.camera = Camera(*place, max(self.camera.echelle, 0.04))
        self.update()

    def choisir(self, place: tuple[float, float] | None) -> None:
        """Entoure l'amas où est ce point, s'il est sur l'image."""
        self._choisi = None
        if place is not None and self._dessin is not None:
            ou = self.camera.a_l_image(*place, self.taille)
            vus = self._dessin.amas_vus(self.taille, self.camera)
            proches = sorted(vus, key=lambda v: QPointF.dotProduct(v.centre - ou, v.centre - ou))
            self._choisi = proches[0].amas if proches else None
        self.update()

    def zoomer(self, facteur: float, autour: QPointF | None = None) -> None:
        self.camera = self.camera.zoomee(facteur, autour or QPointF(self.rect().center()), self.taille)
        self.update()

    @property
    def _cles(self) -> list[Cle]:
        return legende(self._dessin.carte, self.options) if self._dessin is not None else []

    @property
    def taille(self) -> QSizeF:
        return QSizeF(self.size())

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(720), px(560))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(320), px(260))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._a_ajuster:
            self.ajuster()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        if self._dessin is None:
            peintre.fillRect(self.rect(), theme.couleur("surface"))
            return
        cle = (
            id(self._dessin),
            self.options,
            self.size().toTuple(),
            self.devicePixelRatioF(),
            id(theme.palette()),
        )
        if not self._tampon.peindre(peintre, self.taille, self.camera, cle):
            self._repos.start()
        if self._choisi is not None:
            self._dessin.entourer(peintre, self.taille, self.camera, self._choisi)
        peindre_la_legende(peintre, self.taille, self._cles)
        peindre_l_echelle(peintre, self.taille, self.camera)
        if self.hasFocus():
            with soigne(peintre):
                anneau(peintre, QRectF(self.rect()).adjusted(1, 1, -1, -1), 2)

    def _rendre(self, peintre: QPainter, grande: QSizeF, camera: Camera, bord: QPointF) -> None:
        """La carte, plus large que ce que l'on voit de ``bord`` de chaque côté."""
        if self._dessin is None:
            return
        occupe = [
            zone.translated(bord)
            for zone in (place_de_la_legende(self.taille, self._cles), place_de_l_echelle(self.taille))
        ]
        noms = Noms(QRectF(bord, self.taille), occupe)
        self._dessin.peindre_le_fond(peintre, grande, camera, self.options, noms)
        self._dessin.peindre_les_points(peintre, grande, camera)

    def _redessiner(self) -> None:
        self._tampon.oublier()
        self.update()

    def amas_sous(self, point: QPointF) -> AmasVu | None:
        """L'amas sous ce point de l'image : celui de dessus, donc le moins nombreux."""
        if self._dessin is None:
            return None
        for vu in reversed(self._dessin.amas_vus(self.taille, self.camera)):
            ecart = vu.centre - point
            if QPointF.dotProduct(ecart, ecart) <= (vu.rayon + px(3)) ** 2:
                return vu
        return None

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoomer(2 ** (event.angleDelta().y() / 480), event.position())
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._tire, self._glisse = event.position(), False

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._tire is not None:
            ecart = event.position() - self._tire
            self._glisse |= abs(ecart.x()) + abs(ecart.y()) > BOUGE
            if self._glisse:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.camera = self.camera.glissee(ecart.x(), ecart.y())
                self._tire = event.position()
                self.update()
            return
        sur = self.amas_sous(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if sur else Qt.CursorShape.ArrowCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._tire is not None and not self._glisse:
            self._cliquer(event.position())
        elif self._glisse:
            self._redessiner()
        self._tire = None
        self.unsetCursor()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.zoomer(2, event.position())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        touche = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif touche in FLECHES:
            self.camera = self.camera.glissee(*FLECHES[touche])
            self.update()
        elif touche in PLUS:
            self.zoomer(ZOOM)
        elif touche in MOINS:
            self.zoomer(1 / ZOOM)
        elif touche in AJUSTER:
            self.ajuster()
        else:
            super().keyPressEvent(event)

    def _cliquer(self, point: QPointF) -> None:
        if self._dessin is None:
            return
        if (vu := self.amas_sous(point)) is not None:
            self._choisi = vu.amas
            siennes = self._dessin.destinations(vu.amas)
            rangs = {id(d): r for r, d in enumerate(self._dessin.carte.destinations)}
            self.picked.emit([rangs[id(d)] for d in siennes], lieux_de(siennes))
        elif (quartier := self._quartier_sous(point)) is not None:
            self._choisi = None
            self.quarter_picked.emit(quartier.code)
        else:
            self._choisi = None
            self.emptied.emit()
        self.update()

    def _quartier_sous(self, point: QPointF) -> QuartierTrace | None:
        return (
            self._dessin.quartier_sous(point, self.taille, self.camera, self.options)
            if self._dessin is not None
            else None
        )

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            dite = self.bulle_a(QPointF(event.pos()))
            QToolTip.showText(event.globalPos() if dite else QPoint(), dite, self)
            return True
        return super().event(event)

    def bulle_a(self, point: QPointF) -> str:
        """Ce que dit le survol de ce point de l'image."""
        vu = self.amas_sous(point)
        if vu is not None and self._dessin is not None:
            siennes = self._dessin.destinations(vu.amas)
            return bulle(siennes, lieux_de(siennes), noms=self.noms)
        quartier = self._quartier_sous(point)
        if quartier is None or self._dessin is None:
            return ""
        n = sum(d.qpv == quartier.code for d in self._dessin.carte.destinations)
        role = ", site du projet" if quartier.site else ""
        tete, ici = f"{quartier.code} {quartier.nom}".strip(), pluriel(n, "ménage relogé", "ménages relogés")
        return f"{tete}\nQPV de {quartier.generation.libelle}{role}\n{ici} ici"
