"""Le fil de la séance : d'un dossier au suivant, noter la décision de celui-ci ou le remettre."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from relogement.cellule.codes import EtatPoint
from ui.cellule.seance.saisie import Decidee

if TYPE_CHECKING:
    from ui.cellule.seance.page import PageSeance


class FilDeSeance(QObject):
    """Un geste écrit mène au dossier suivant ; un geste refusé n'en bouge pas."""

    def __init__(self, page: PageSeance) -> None:
        super().__init__(page)
        self._page = page

    def avancer(self, pas: int) -> None:
        """Le dossier d'après ou d'avant."""
        points = [p.id for p in self._page.points]
        ici = self._page.point
        if ici is not None and 0 <= points.index(ici.id) + pas < len(points):
            self._page.aller(points[points.index(ici.id) + pas])

    def suivant(self) -> None:
        """Le prochain dossier à voir, sinon le suivant."""
        points, ici = self._page.points, self._page.point
        place = points.index(ici) if ici is not None else len(points)
        a_voir = [p.id for p in points[place + 1 :] if p.etat is EtatPoint.A_VOIR]
        if a_voir:
            self._page.aller(a_voir[0])
        else:
            self.avancer(1)
        self._page.rendre_le_clavier()

    def noter(self, decidee: Decidee) -> None:
        page, ici = self._page, self._page.point
        form = page.droite.form
        if ici is None:
            return
        form.noter.setEnabled(False)
        tache = page.gestes.noter(ici.id, decidee, page.brouillons.place(ici.id), form.erreur.dire)
        tache.succeeded.connect(lambda _: self._note(ici.id, decidee))
        tache.ended.connect(lambda: form.noter.setEnabled(True))

    def _note(self, point: int, decidee: Decidee) -> None:
        self._page.brouillons.oublier(point)
        if not self._est_ici(point):
            return
        self._page.droite.form.vider()
        if decidee.corrige is None:
            self.suivant()
        else:
            self._page.rendre_le_clavier()

    def reporter(self) -> None:
        ici = self._page.point
        if ici is not None and self._page.droite.form.reporter.isEnabled():
            tache = self._page.gestes.reporter(ici.id)
            tache.succeeded.connect(lambda _: self.suivant() if self._est_ici(ici.id) else None)

    def _est_ici(self, point: int) -> bool:
        """L'on regarde encore ce dossier."""
        ici = self._page.point
        return ici is not None and ici.id == point
