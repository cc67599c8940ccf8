"""Les cas lus d'avance : le suivant se montre tout de suite, et se relit derrière s'il a pu changer."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from db.cellule.cas import Cas, lire_cas
from db.equilibre.phrases import phrases
from db.horloge import aujourdhui
from ui.ouvert import ProjetOuvert

if TYPE_CHECKING:
    from ui.background import Tache

Lu = tuple[Cas, str | None]


class LectureDesCas(QObject):
    """`read` porte le point, son cas et la phrase d'équilibre ; périmés, ils se montrent en attendant mieux."""

    read = Signal(int, object, object)
    failed = Signal(int, str)

    def __init__(self, ouvert: ProjetOuvert, parent: QObject) -> None:
        super().__init__(parent)
        self._ouvert = ouvert
        self._lus: dict[int, Lu] = {}
        self._frais: set[int] = set()
        self._en_cours: dict[int, Tache] = {}
        self._voulu: int | None = None
        self._file: list[int] = []

    def demander(self, point: int, voisins: Sequence[int] = ()) -> None:
        """Montre ce cas dès qu'il est lu, puis lit ses voisins pendant qu'on le regarde."""
        self._voulu = point
        self._file = [v for v in voisins if v not in self._frais]
        if point in self._lus:
            self.read.emit(point, *self._lus[point])
        if point not in self._frais:
            self._lire(point)
        else:
            self._avancer()

    def perimer(self) -> None:
        """Quelque chose s'est écrit : tout se relira, sans que rien ne disparaisse d'ici là."""
        self._frais.clear()
        self._en_cours.clear()

    def oublier(self) -> None:
        """Une autre séance."""
        self.perimer()
        self._lus.clear()

    def _lire(self, point: int) -> None:
        if point in self._en_cours:
            return
        tache = self._ouvert.read("Lecture d’un cas", partial(_lire_un, point))
        self._en_cours[point] = tache
        tache.succeeded.connect(partial(self._recevoir, tache, point))
        tache.failed.connect(partial(self._echouer, tache, point))

    def _recevoir(self, tache: "Tache", point: int, lu: Lu) -> None:
        if self._en_cours.get(point) is not tache:
            return  # périmé pendant qu'il se lisait
        del self._en_cours[point]
        self._lus[point] = lu
        self._frais.add(point)
        if point == self._voulu:
            self.read.emit(point, *lu)
        self._avancer()

    def _echouer(self, tache: "Tache", point: int, phrase: str) -> None:
        if self._en_cours.get(point) is not tache:
            return
        del self._en_cours[point]
        if point == self._voulu:
            self.failed.emit(point, phrase)

    def _avancer(self) -> None:
        """Un voisin à la fois : celui que l'on veut ne doit pas attendre derrière eux."""
        while self._file and not self._en_cours:
            point = self._file.pop(0)
            if point not in self._frais:
                self._lire(point)


def _lire_un(point: int, session: Session) -> Lu:
    """Le cas, et ce que l'équilibre dit du mieux adapté des logements dont on connaît la résidence."""
    au = aujourdhui()
    cas = lire_cas(session, point, au)
    dites = phrases(session, [(vacant.logement, cas.menage_id) for vacant in cas.vacants.meilleurs], au)
    return cas, next(filter(None, dites), None)
