"""La table d'un lot : une ligne par cellule à changer, ancien → nouveau, que l'on garde ou que l'on décoche."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from db.champs_liste import titre_de
from db.lot import Changement
from ui.composants.delegue import ROLE_VUE
from ui.composants.ligne import Ligne, Morceau, changement
from ui.dossiers.colonnes_champs import dite

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
TITRES = ("Dossier", "Ménage", "Champ", "Aujourd’hui → ensuite")
VIDE = "(vide)"
_RACINE = QModelIndex()


class ModeleLot(QAbstractTableModel):
    """Une cellule refusée se montre avec sa phrase, sans case."""

    counted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._changements: list[Changement] = []
        self._ecartes: set[int] = set()

    def set_changements(self, changements: Sequence[Changement]) -> None:
        self.beginResetModel()
        self._changements, self._ecartes = list(changements), set()
        self.endResetModel()
        self.counted.emit(len(self.gardes()))

    def gardes(self) -> list[Changement]:
        return [c for rang, c in enumerate(self._changements) if not c.refus and rang not in self._ecartes]

    @property
    def nb_refus(self) -> int:
        return sum(1 for c in self._changements if c.refus)

    def toggle(self, rangs: Sequence[int]) -> None:
        """Coche ou décoche ces lignes, toutes comme la première."""
        libres = [rang for rang in rangs if not self._changements[rang].refus]
        if not libres:
            return
        if libres[0] in self._ecartes:
            self._ecartes.difference_update(libres)
        else:
            self._ecartes.update(libres)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))
        self.counted.emit(len(self.gardes()))

    @override
    def rowCount(self, parent: Index = _RACINE) -> int:
        return 0 if parent.isValid() else len(self._changements)

    @override
    def columnCount(self, parent: Index = _RACINE) -> int:
        return 0 if parent.isValid() else len(TITRES)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        horizontal = orientation == Qt.Orientation.Horizontal
        return TITRES[section] if horizontal and role == Role.DisplayRole else None

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        un, colonne = self._changements[index.row()], index.column()
        match role:
            case Role.DisplayRole | Role.AccessibleTextRole:
                return self._texte(un, colonne)
            case Role.CheckStateRole if colonne == 0 and not un.refus:
                ecarte = index.row() in self._ecartes
                return Qt.CheckState.Unchecked if ecarte else Qt.CheckState.Checked
            case Role.ToolTipRole if colonne == len(TITRES) - 1:
                return un.refus or self._texte(un, colonne)
        return _vue(un) if role == ROLE_VUE and colonne == len(TITRES) - 1 else None

    def _texte(self, un: Changement, colonne: int) -> str:
        if colonne < len(TITRES) - 1:
            return (un.reference, un.nom, titre_de(un.champ))[colonne]
        return f"{_lue(un.avant)} → {un.refus or _lue(un.apres)}"


def _lue(valeur: Any) -> str:
    return dite(valeur) or VIDE


def _vue(un: Changement) -> Ligne:
    if un.refus:
        return Ligne((Morceau("", "rouge", icone="triangle-alert"), Morceau(un.refus, "rouge")))
    return changement(_lue(un.avant), _lue(un.apres))
