"""Une rangée de choix dont un seul est actif : la base du segment et des onglets."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

FLECHES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True)
class Choix:
    """`cle` est ce que le signal annonce ; le compte s'écrit à côté du mot."""

    cle: str
    texte: str
    compte: int | str | None = None
    icone: str = ""
    token: str = "texte2"


class Rangee(QWidget):
    """Les flèches passent d'un choix à l'autre ; le lecteur d'écran entend le choix actif."""

    current_changed = Signal(str)

    def __init__(self, choix: Sequence[Choix], *, nom: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titre = ""
        self._choix: tuple[Choix, ...] = ()
        self._actif = self._attendu = ""
        self._survol = -1
        self.setObjectName(nom)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_choix(choix)

    def set_choix(self, choix: Sequence[Choix]) -> None:
        """Remplace les choix ou leurs comptes ; l'actif reste s'il existe encore."""
        self._choix = tuple(choix)
        if self._attendu in {c.cle for c in self._choix}:
            self._actif, self._attendu = self._attendu, ""
        if self._actif not in {c.cle for c in self._choix}:
            self._actif = self._choix[0].cle if self._choix else ""
        self._dire()
        self.updateGeometry()
        self.update()

    @property
    def choix(self) -> tuple[Choix, ...]:
        return self._choix

    def set_titre(self, titre: str) -> None:
        self._titre = titre
        self._dire()

    @property
    def current(self) -> str:
        return self._actif

    def set_current(self, cle: str) -> None:
        if cle == self._actif or cle not in {c.cle for c in self._choix}:
            return
        self._actif = cle
        self._dire()
        self.update()
        self.current_changed.emit(cle)

    def expect(self, cle: str) -> None:
        """Ce choix sera l'actif, sans l'annoncer, dès qu'il existera."""
        self._attendu = cle
        self.set_choix(self._choix)

    def set_current_quietly(self, cle: str) -> None:
        """Change le choix actif sans l'annoncer."""
        self.blockSignals(True)
        self.set_current(cle)
        self.blockSignals(False)

    def largeur_choix(self, choix: Choix) -> float:
        raise NotImplementedError

    def hauteur(self) -> int:
        raise NotImplementedError

    def zones(self) -> list[QRectF]:
        """Le rectangle de chaque choix, arrondi au pixel."""
        zones, x = [], 0
        for choix in self._choix:
            largeur = round(self.largeur_choix(choix))
            zones.append(QRectF(x, 0, largeur, self.height()))
            x += largeur
        return zones

    @override
    def sizeHint(self) -> QSize:
        return QSize(sum(round(self.largeur_choix(c)) for c in self._choix), self.hauteur())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pas = FLECHES.get(Qt.Key(event.key()))
        if pas is None or not self._choix:
            super().keyPressEvent(event)
            return
        rang = [c.cle for c in self._choix].index(self._actif)
        self.set_current(self._choix[(rang + pas) % len(self._choix)].cle)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        rang = self._rang(event)
        if rang >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.set_current(self._choix[rang].cle)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._survoler(self._rang(event))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._survoler(-1)

    def _rang(self, event: QMouseEvent) -> int:
        return next((i for i, z in enumerate(self.zones()) if z.contains(event.position())), -1)

    def _survoler(self, rang: int) -> None:
        if rang != self._survol:
            self._survol = rang
            self.update()

    def _dire(self) -> None:
        actif = next((c for c in self._choix if c.cle == self._actif), None)
        dit = "" if actif is None else " ".join(str(m) for m in (actif.texte, actif.compte) if m is not None)
        self.setAccessibleName(f"{self._titre} {dit}".strip())
