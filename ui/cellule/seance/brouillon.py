"""Ce qui s'écrit et n'est pas encore noté : gardé dossier par dossier, et retrouvé après une coupure."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from db.brouillons import DECISION, Place
from ui.cellule.seance.decision import TEXTE, FormDecision
from ui.garde import Garde, Saisi
from ui.ouvert import ProjetOuvert


class BrouillonsDeSeance(QObject):
    """Un brouillon par point ; changer de dossier l'écrit sans attendre."""

    def __init__(self, ouvert: ProjetOuvert, form: FormDecision, parent: QObject) -> None:
        super().__init__(parent)
        self._ouvert, self._form = ouvert, form
        self._point: int | None = None
        self._gardes: dict[int, Mapping[str, Any]] = {}
        self._garde = Garde(ouvert, self._saisi, self)
        form.edited.connect(self._noter)

    def reprendre(self, gardes: Mapping[int, Mapping[str, Any]]) -> None:
        """Ceux que le fichier avait, quand on ouvre une séance ; ce que l'on a tapé depuis l'emporte."""
        self._gardes = {**gardes, **self._gardes}

    @property
    def point(self) -> int | None:
        """Le point dont le formulaire montre la décision."""
        return self._point

    @property
    def en_attente(self) -> bool:
        """Ce qui est tapé n'est pas encore dans le fichier."""
        return self._garde.en_attente

    def du_point(self, point: int) -> Mapping[str, Any]:
        return self._gardes.get(point, {})

    def quitter(self) -> None:
        """On change de dossier : ce qui y est tapé s'écrit maintenant."""
        if self._point is not None:
            self._garde.maintenant()
        self._point = None

    def aller(self, point: int) -> None:
        """Le formulaire montre maintenant ce dossier."""
        self._point = point
        self._garde.reprise(self._saisi())

    def restants(self) -> set[int]:
        """Les points où un texte est tapé et pas noté."""
        tapes = {point for point, contenu in self._gardes.items() if contenu.get(TEXTE, "").strip()}
        if self._point is not None and not self._form.texte.toPlainText().strip():
            tapes.discard(self._point)
        return tapes

    def place(self, point: int) -> Place:
        return Place(self._ouvert.fichier.auteur, DECISION, str(point))

    def oublier(self, point: int) -> None:
        """La décision est notée : son brouillon s'est effacé avec elle."""
        self._gardes.pop(point, None)
        if point == self._point:
            self._garde.oublier()

    def _noter(self) -> None:
        if self._point is not None:
            self._gardes[self._point] = self._form.brouillon()
            self._garde.noter()

    def _saisi(self) -> Saisi | None:
        if self._point is None:
            return None
        return self.place(self._point), self._form.brouillon()
