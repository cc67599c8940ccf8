"""Le temps passé sur chaque dossier : discret, compté tant que la séance est à l'écran."""

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ui import fonts
from ui.composants.texte import Texte

SECONDE_MS, MINUTE = 1000, 60


class Minuteur(QObject):
    """Compte les secondes du dossier regardé ; `rendre` donne celles qui ne sont pas encore écrites."""

    ticked = Signal()

    def __init__(self, court: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._court = court
        self._point: int | None = None
        self._avant: dict[int, int] = {}
        self._depuis: Counter[int] = Counter()
        self._rythme = QTimer(self, interval=SECONDE_MS)
        self._rythme.timeout.connect(self.battre)
        self._rythme.start()

    def show_durees(self, durees: dict[int, int]) -> None:
        """Ce que la base sait déjà du temps passé sur chaque point."""
        self._avant = durees

    def aller(self, point: int | None) -> None:
        self._point = point

    def battre(self) -> None:
        """Une seconde de plus."""
        if self._point is not None and self._court():
            self._depuis[self._point] += 1
            self.ticked.emit()

    def du_dossier(self) -> int:
        return self._avant.get(self._point or 0, 0) + self._depuis[self._point or 0]

    def total(self) -> int:
        return sum(self._avant.values()) + self._depuis.total()

    def rendre(self) -> dict[int, int]:
        """Les secondes à écrire, point par point : elles comptent désormais comme écrites."""
        a_ecrire = {point: secondes for point, secondes in self._depuis.items() if secondes}
        for point, secondes in a_ecrire.items():
            self._avant[point] = self._avant.get(point, 0) + secondes
        self._depuis.clear()
        return a_ecrire

    def reprendre(self, secondes: dict[int, int]) -> None:
        """Elles n'ont pas pu s'écrire : elles restent à écrire."""
        for point, combien in secondes.items():
            self._avant[point] = self._avant.get(point, 0) - combien
        self._depuis.update(secondes)


class TempsPasse(Texte):
    """« 4:12 sur 5 min · total 37 min » ; au-delà, l'ambre le dit."""

    def __init__(self) -> None:
        super().__init__("", "texte3", fonts.LEGENDE, nom="seance_temps")

    def show_temps(self, dossier: int, total: int, minutes: int) -> None:
        dit = f"{dossier // MINUTE}:{dossier % MINUTE:02d}"
        self.setText(f"{dit} sur {minutes} min · total {total // MINUTE} min")
        if self.property("token") != (token := "ambre" if dossier > minutes * MINUTE else "texte3"):
            self.set_token(token)
