"""Le curseur des dates : de la concertation à aujourd'hui, l'immeuble se remplit et se vide sous les yeux."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from relogement.regles.echeances import plus_mois
from relogement.textes import jour
from ui import fonts
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton
from ui.composants.texte import Texte
from ui.peinture import CENTRE, boite, disque, ecrire, soigne
from ui.theme import couleur, px

SEMAINE, BORD, LIBRE = 7, 12, 66


class Curseur(QWidget):
    """Flèches : une semaine ; avec Maj, un jour ; Page : un mois ; Début et Fin : les deux bouts."""

    date_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._debut = self._fin = self._le = date.min
        self.setObjectName("vidage_curseur")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip("Flèches : une semaine ; Maj et flèches : un jour ; Page : un mois ; Début, Fin")
        self._dire()

    def show_jours(self, debut: date, fin: date, le: date) -> None:
        """Change les bornes sans rien annoncer."""
        self._debut, self._fin, self._le = debut, fin, min(max(le, debut), fin)
        self._dire()
        self.update()

    @property
    def le(self) -> date:
        return self._le

    def set_date(self, le: date) -> None:
        le = min(max(le, self._debut), self._fin)
        if le != self._le:
            self._le = le
            self._dire()
            self.update()
            self.date_changed.emit(le)

    def _dire(self) -> None:
        self.setAccessibleName(f"Immeuble au {jour(self._le)}")

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(300), px(34))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(34))

    @property
    def _longueur(self) -> int:
        return max(1, (self._fin - self._debut).days)

    def _x(self, le: date) -> float:
        return px(BORD) + (le - self._debut).days / self._longueur * (self.width() - 2 * px(BORD))

    def _sous(self, x: float) -> date:
        part = (x - px(BORD)) / max(1, self.width() - 2 * px(BORD))
        return self._debut + timedelta(days=round(min(max(part, 0.0), 1.0) * self._longueur))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            y, gauche, droite = px(11), px(BORD), self.width() - px(BORD)
            boite(peintre, QRectF(gauche, y - px(2), droite - gauche, px(4)), rayon=px(2), fond="neutre_bord")
            x = self._x(self._le)
            boite(peintre, QRectF(gauche, y - px(2), x - gauche, px(4)), rayon=px(2), fond="accent")
            self._dater(peintre, y)
            if self.hasFocus():
                disque(peintre, QPointF(x, y), px(10), plume=QPen(couleur("accent"), 2))
            disque(peintre, QPointF(x, y), px(7), fond="surface", plume=QPen(couleur("accent"), 2))

    def _dater(self, peintre: QPainter, y: float) -> None:
        """Un trait par mois, et le mois écrit quand il y a la place."""
        petite, dernier = fonts.police(11), -1e9
        le = date(self._debut.year, self._debut.month, 1)
        while (le := plus_mois(le, 1)) <= self._fin:
            x = self._x(le)
            peintre.fillRect(QRectF(x, y + px(4), 1, px(4)), couleur("bord_fort"))
            if x - dernier >= px(LIBRE) and px(22) <= x <= self.width() - px(22):
                dernier = x
                ecrire(
                    peintre, QRectF(x - px(26), y + px(8), px(52), px(16)), f"{le:%m/%Y}", petite, "texte3", CENTRE
                )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pas = 1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else SEMAINE
        match Qt.Key(event.key()):
            case Qt.Key.Key_Left | Qt.Key.Key_Down:
                self.set_date(self._le - timedelta(days=pas))
            case Qt.Key.Key_Right | Qt.Key.Key_Up:
                self.set_date(self._le + timedelta(days=pas))
            case Qt.Key.Key_PageUp:
                self.set_date(plus_mois(self._le, -1))
            case Qt.Key.Key_PageDown:
                self.set_date(plus_mois(self._le, 1))
            case Qt.Key.Key_Home:
                self.set_date(self._debut)
            case Qt.Key.Key_End:
                self.set_date(self._fin)
            case _:
                super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus()
            self.set_date(self._sous(event.position().x()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.set_date(self._sous(event.position().x()))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        pas = SEMAINE if event.angleDelta().y() > 0 else -SEMAINE
        self.set_date(self._le + timedelta(days=pas))


class BandeDesDates(Bande):
    """La date regardée, le curseur, et de quoi revenir à aujourd'hui."""

    def __init__(self) -> None:
        super().__init__(None, fond="fond", nom="vidage_dates")
        self.curseur = Curseur()
        self._fin = date.min
        self._mot = Texte("", graisse=fonts.GRAS, nom="vidage_au")
        self.retour = Bouton("Aujourd’hui", "history", petit=True, nom="vidage_aujourdhui")
        self.retour.setToolTip("Revenir à aujourd’hui (Fin)")
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(px(18), px(4), px(14), px(4))
        rangee.setSpacing(px(10))
        rangee.addWidget(self._mot)
        rangee.addWidget(self.curseur, 1)
        rangee.addWidget(self.retour)
        self.retour.clicked.connect(lambda: self.curseur.set_date(self._fin))
        self.curseur.date_changed.connect(self._montrer)

    def show_jours(self, debut: date, fin: date, le: date) -> None:
        self._fin = fin
        self.curseur.show_jours(debut, fin, le)
        self._montrer(self.curseur.le)

    def _montrer(self, le: date) -> None:
        self._mot.setText(f"Au {jour(le)}")
        self.retour.setEnabled(le != self._fin)
