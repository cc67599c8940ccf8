"""Les cages d'escalier dessinées : on va de porte en porte aux flèches, Entrée ouvre le dossier.

Ne se peint que ce qui se voit : le haut des entrées et la colonne des étages restent en place quand on défile.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip
from typing_extensions import override

from relogement.vidage import dits
from relogement.vidage.blocages import Gravite
from relogement.vidage.tableau import Entree, Tableau
from ui import fonts, icons, theme
from ui.cellule.vidage import porte
from ui.cellule.vidage.geometrie import BORD, ETAGES, TETE, Bloc, Place, Plan
from ui.peinture import DROITE, boite, ecrire, soigne
from ui.theme import couleur, px

FLECHES = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
ENTREES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_SUITES = {
    None: ("check", "vert"),
    Gravite.ORDINAIRE: ("clock", "ambre"),
    Gravite.DU_JOUR: ("bell", "ambre"),
    Gravite.BLOQUE: ("circle-alert", "rouge"),
}
RAYON = 8


class Cages(QAbstractScrollArea):
    """`opened` porte le dossier de la porte choisie ; `chosen` dit qu'elle a changé."""

    opened = Signal(int)
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("vidage_cages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.noms = True
        self._tableau: Tableau | None = None
        self._plan: Plan | None = None
        self._suites: Sequence[tuple[str, Gravite | None]] = ()
        self._choisi: int | None = None
        for barre in (self.horizontalScrollBar(), self.verticalScrollBar()):
            barre.setSingleStep(px(40))
        theme.theme_changed.connect(self._replacer)
        self._dire()

    def show_tableau(self, tableau: Tableau) -> None:
        """La porte choisie le reste d'une date à l'autre."""
        self._tableau = tableau
        self._resumer()
        self._replacer()

    def set_noms(self, noms: bool) -> None:
        self.noms = noms
        self._resumer()
        self._dire()
        self.viewport().update()

    @property
    def choisie(self) -> Place | None:
        return self._plan.de(self._choisi) if self._plan else None

    @property
    def plan(self) -> Plan | None:
        return self._plan

    def choisir(self, place: Place | None) -> None:
        """Choisit une porte et l'amène dans la vue."""
        if place is None:
            return
        self._choisi = place.case.logement.id
        self._amener(place.rect)
        self._dire()
        self.viewport().update()
        self.chosen.emit()

    def choisir_logement(self, logement: int) -> None:
        if self._plan is not None:
            self.choisir(self._plan.de(logement))

    def _resumer(self) -> None:
        vu = self._tableau
        entrees = vu.entrees if vu else ()
        self._suites = [dits.suite_de(e, vu, noms=self.noms) for e in entrees] if vu else ()

    def _replacer(self) -> None:
        if self._tableau is None:
            return
        visible = self.viewport().size()
        self._plan = Plan(self._tableau, QSizeF(visible))
        horizontale, verticale = self.horizontalScrollBar(), self.verticalScrollBar()
        horizontale.setRange(0, max(0, self._plan.largeur - visible.width()))
        horizontale.setPageStep(visible.width())
        verticale.setRange(0, max(0, self._plan.hauteur - visible.height()))
        verticale.setPageStep(visible.height())
        self._dire()
        self.viewport().update()

    def _amener(self, rect: QRectF) -> None:
        ici = self.viewport().rect()
        x, y = self.horizontalScrollBar(), self.verticalScrollBar()
        x.setValue(_dans(x.value(), rect.left() - px(ETAGES), rect.right() + px(20) - ici.width()))
        y.setValue(_dans(y.value(), rect.top() - px(TETE) - px(BORD), rect.bottom() + px(12) - ici.height()))

    @property
    def _decalage(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def zone(self, place: Place) -> QRectF:
        """Où cette porte se voit."""
        return place.rect.translated(-self._decalage)

    def _dire(self) -> None:
        choisie = self.choisie
        dit = self._dite(choisie).replace("\n", ", ") if choisie else "aucune porte choisie"
        self.setAccessibleName(f"Cages d’escalier, {dit}")
        if self._tableau is not None:
            entrees = self._tableau.entrees
            phrases = [f"{self._titre(e)}\u00a0: {s[0]}" for e, s in zip(entrees, self._suites, strict=True)]
            self.setAccessibleDescription(" ; ".join(phrases))

    def _dite(self, place: Place) -> str:
        return porte.dite(place.case, noms=self.noms, batiment=self._plusieurs)

    @property
    def _plusieurs(self) -> bool:
        return self._tableau is not None and len(self._tableau.batiments) > 1

    def _titre(self, entree: Entree) -> str:
        return dits.titre_entree(entree, batiment=self._plusieurs)

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(900), px(430))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(320), px(190))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._replacer()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._plan is None:
            return
        with soigne(QPainter(self.viewport())) as peintre:
            ici = QRectF(self.viewport().rect())
            peintre.fillRect(ici, couleur("fond"))
            for bloc, suite in zip(self._plan.blocs, self._suites, strict=True):
                zone = self._du_bloc(bloc)
                if zone.intersects(ici):
                    self._dessiner_bloc(peintre, bloc, zone, suite)
            self._dessiner_les_etages(peintre, ici)

    def _du_bloc(self, bloc: Bloc) -> QRectF:
        """Tout le bloc ; son bas suit le dernier étage, sans dépasser la vue."""
        assert self._plan is not None
        bas = min(self._plan.hauteur - self._decalage.y(), self.viewport().height() - 1)
        return QRectF(bloc.x - self._decalage.x(), 0, bloc.largeur, bas)

    def _dessiner_bloc(
        self, peintre: QPainter, bloc: Bloc, zone: QRectF, suite: tuple[str, Gravite | None]
    ) -> None:
        assert self._plan is not None
        boite(peintre, zone, rayon=RAYON, fond="surface", bord="bord")
        peintre.save()
        peintre.setClipRect(zone.adjusted(1, px(TETE), -1, -1))
        for place in self._plan.places:
            if self._plan.blocs[place.bloc] is bloc and (ici := self.zone(place)).intersects(zone):
                porte.dessiner(peintre, ici, place.case, noms=self.noms)
                if place.case.logement.id == self._choisi:
                    self._cerner(peintre, ici)
        peintre.restore()
        self._dessiner_la_tete(peintre, bloc, zone, suite)

    def _cerner(self, peintre: QPainter, ici: QRectF) -> None:
        """L'anneau du choix ; plus fin quand le clavier est ailleurs."""
        epaisseur = 2 if self.hasFocus() else 1
        boite(peintre, ici.adjusted(-1, -1, 1, 1), rayon=6, bord="accent", epaisseur=epaisseur)

    def _dessiner_la_tete(
        self, peintre: QPainter, bloc: Bloc, zone: QRectF, suite: tuple[str, Gravite | None]
    ) -> None:
        entree = bloc.entree
        dedans = QRectF(zone.x() + px(11), px(7), zone.width() - px(22), px(22))
        total = f"/{len(entree.cases)} vides"
        petite, gras = fonts.police(), fonts.police(fonts.BASE, fonts.GRAS)
        pris = ecrire(peintre, dedans, total, petite, "texte2", DROITE)
        compte = dedans.adjusted(0, 0, -pris, 0)
        pris += ecrire(peintre, compte, str(entree.vides), gras, "texte", DROITE)
        titre = dedans.adjusted(0, 0, -pris - px(6), 0)
        ecrire(peintre, titre, self._titre(entree), fonts.police(14, fonts.GRAS))
        jauge = QRectF(dedans.x(), px(33), dedans.width(), px(6))
        boite(peintre, jauge, rayon=px(3), fond="neutre_fond")
        part = entree.vides / max(1, len(entree.cases))
        if part:
            boite(peintre, QRectF(jauge.x(), jauge.y(), jauge.width() * part, px(6)), rayon=px(3), fond="vert")
        icone, token = _SUITES[suite[1]]
        ligne = QRectF(dedans.x(), px(44), dedans.width(), px(24))
        cote = px(14)
        icons.draw(peintre, icone, QRectF(ligne.x(), round(ligne.center().y() - cote / 2), cote, cote), token)
        ecrire(peintre, ligne.adjusted(px(20), 0, 0, 0), suite[0], fonts.police(fonts.LEGENDE), token)
        peintre.fillRect(QRectF(zone.x() + 1, px(TETE) - 1, zone.width() - 2, 1), couleur("trait"))

    def _dessiner_les_etages(self, peintre: QPainter, ici: QRectF) -> None:
        """La colonne des étages ne défile qu'en hauteur."""
        assert self._plan is not None
        marge = QRectF(0, 0, px(ETAGES) - px(2), ici.height())
        if self.horizontalScrollBar().value():
            peintre.fillRect(marge, couleur("fond"))
        peintre.save()
        peintre.setClipRect(marge.adjusted(0, px(TETE), 0, 0))
        petite = fonts.police(fonts.LEGENDE)
        for rangee, niveau in enumerate(self._plan.niveaux):
            y = self._plan.y(rangee) - self._decalage.y()
            mot = niveau.libelle if niveau.rang is not None else "étage ?"
            ecrire(peintre, QRectF(0, y, px(ETAGES) - px(8), self._plan.haut), mot, petite, "texte2", DROITE)
        peintre.restore()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._plan is None or not self._plan.places:
            super().keyPressEvent(event)
            return
        touche, choisie = Qt.Key(event.key()), self.choisie
        if touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ouvrir(choisie)
        elif touche in FLECHES:
            self.choisir(self._plan.voisine(choisie, *FLECHES[touche]) if choisie else self._plan.places[0])
        elif touche in ENTREES:
            self._changer_d_entree(choisie, ENTREES[touche])
        elif touche in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choisir(self._plan.places[0 if touche == Qt.Key.Key_Home else -1])
        else:
            super().keyPressEvent(event)

    def _changer_d_entree(self, choisie: Place | None, pas: int) -> None:
        assert self._plan is not None
        bloc = (choisie.bloc + pas) if choisie else 0
        self.choisir(self._plan.de_l_entree(bloc, choisie.rangee if choisie else 0))

    def _ouvrir(self, place: Place | None) -> None:
        if place is not None and place.case.dossier is not None:
            self.opened.emit(place.case.dossier.id)

    def _sous(self, point: QPointF) -> Place | None:
        if self._plan is None or point.y() < px(TETE):
            return None
        return self._plan.sous(point + self._decalage)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.choisir(self._sous(event.position()))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._ouvrir(self._sous(event.position()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        sous = self._sous(event.position())
        main = sous is not None and sous.case.dossier is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if main else Qt.CursorShape.ArrowCursor)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            sous = self._sous(QPointF(event.pos()))
            dit = self._dite(sous) if sous else self._bulle_de_la_tete(event.pos().x())
            QToolTip.showText(event.globalPos(), dit, self.viewport())
            return True
        return super().viewportEvent(event)

    def _bulle_de_la_tete(self, x: int) -> str:
        """La ligne d'une entrée, quand elle est coupée."""
        blocs = self._plan.blocs if self._plan else ()
        for bloc, suite in zip(blocs, self._suites, strict=True):
            if bloc.x <= x + self._decalage.x() <= bloc.x + bloc.largeur:
                return f"{self._titre(bloc.entree)}\n{suite[0]}"
        return ""


def _dans(valeur: int, au_plus: float, au_moins: float) -> int:
    """La valeur la plus proche qui laisse tout voir."""
    return round(min(max(valeur, au_moins), au_plus))
