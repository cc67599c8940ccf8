"""Des lignes l'une sous l'autre, dont seules celles qui ont changé se refont."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

Voulue = tuple[Hashable, Callable[[], QWidget]]


class Suite(QVBoxLayout):
    """`show_lignes` reçoit chaque ligne par ce qu'elle montre : la même se garde, une autre se construit."""

    def __init__(self) -> None:
        super().__init__()
        self._montrees: list[tuple[Hashable, QWidget]] = []

    def show_lignes(self, voulues: Sequence[Voulue]) -> list[QWidget]:
        """Les widgets montrés, dans l'ordre ; une ligne qui change de place se refait."""
        cles = [cle for cle, _ in self._montrees]
        debut = _communes(zip(cles, (v[0] for v in voulues), strict=False))
        restent = min(len(cles), len(voulues)) - debut
        fin = min(restent, _communes(zip(reversed(cles), (v[0] for v in reversed(voulues)), strict=False)))
        self._retirer(debut, len(cles) - fin)
        neuves = [(cle, construire()) for cle, construire in voulues[debut : len(voulues) - fin]]
        for rang, (_, ligne) in enumerate(neuves, debut):
            self.insertWidget(rang, ligne)
        self._montrees[debut:debut] = neuves
        return [ligne for _, ligne in self._montrees]

    def _retirer(self, debut: int, fin: int) -> None:
        for _, ligne in self._montrees[debut:fin]:
            self.removeWidget(ligne)
            ligne.hide()
            ligne.deleteLater()
        del self._montrees[debut:fin]


def _communes(paires: Iterable[tuple[Hashable, Hashable]]) -> int:
    """Combien de paires égales avant la première qui ne l'est pas."""
    return sum(1 for _ in _tant_que_egales(paires))


def _tant_que_egales(paires: Iterable[tuple[Hashable, Hashable]]) -> Iterator[None]:
    for une, autre in paires:
        if une != autre:
            return
        yield
