"""Une rangée de chiffres peints : ce qu'elle montre, et ce qu'en entend un lecteur d'écran."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtWidgets import QSizePolicy, QWidget

from relogement.textes import INSECABLE


@dataclass(frozen=True)
class ChiffreDit:
    """Son titre, sa valeur, une note."""

    titre: str
    valeur: str
    note: str = ""

    def lu(self) -> str:
        return f"{self.titre}{INSECABLE}: {' '.join(filter(None, (self.valeur, self.note)))}"


C = TypeVar("C", bound=ChiffreDit)


class ChiffresPeints(QWidget, Generic[C]):
    """Chaque sous-classe les dessine ; la bulle les dit en entier."""

    def __init__(self, nom: str) -> None:
        super().__init__()
        self.setObjectName(nom)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._chiffres: tuple[C, ...] = ()

    def show_chiffres(self, chiffres: Sequence[C]) -> None:
        self._chiffres = tuple(chiffres)
        self.setAccessibleName(" ; ".join(c.lu() for c in self._chiffres))
        self.setToolTip("\n".join(c.lu() for c in self._chiffres))
        self.update()

    @property
    def montres(self) -> tuple[C, ...]:
        return self._chiffres
