"""« Jusqu'au » : la date que l'on regarde ; illisible elle se dit, vide elle est celle du jour."""

from datetime import date

from PySide6.QtCore import Signal

from relogement.erreurs import ErreurMetier
from ui.editeurs import ECRITURES, ChampTexte
from ui.theme import px

LARGEUR = 108


class ChampJusquAu(ChampTexte):
    """`dated` : la date vient de changer ; `refused` : pourquoi elle ne se lit pas, vide quand elle se lit."""

    dated = Signal()
    refused = Signal(str)

    def __init__(self, au: date, *, nom: str, aide: str) -> None:
        super().__init__(ECRITURES[date])
        self._aujourdhui = self._au = au
        self.setObjectName(nom)
        self.setAccessibleName("Jusqu’au")
        self.setToolTip(aide)
        self.setFixedWidth(px(LARGEUR))
        self.set_value(au)
        self.editingFinished.connect(self._lire)

    @property
    def au(self) -> date:
        return self._au

    @property
    def est_d_aujourdhui(self) -> bool:
        return self._au == self._aujourdhui

    def set_au(self, au: date) -> None:
        """Comme si on l'avait tapée."""
        self.set_value(au)
        self._lire()

    def revenir(self) -> None:
        """À la date du jour."""
        self.set_au(self._aujourdhui)

    def _lire(self) -> None:
        try:
            lue: date = self.value() or self._aujourdhui
        except ErreurMetier as erreur:
            self._marquer(errone=True)
            self.refused.emit(str(erreur))
            return
        self._marquer(errone=False)
        self.refused.emit("")
        self.set_value(lue)
        if lue != self._au:
            self._au = lue
            self.dated.emit()

    def _marquer(self, *, errone: bool) -> None:
        self.setProperty("errone", errone)
        self.update()
