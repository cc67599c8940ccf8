"""Le modèle de la table : des identifiants dans l'ordre, et les lignes lues par pages à la demande."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from db.dossiers import LigneDossier
from relogement.erreurs import ErreurMetier
from ui.composants.delegue import ROLE_VUE
from ui.composants.vue import Vue
from ui.dossiers.colonnes import COLONNES, Colonne, Reperes

PAGE, PAGES = 200, 12
Index = QModelIndex | QPersistentModelIndex
Lecture = Callable[[Sequence[int]], list[LigneDossier]]
_RACINE = QModelIndex()
Role = Qt.ItemDataRole


class ModeleDossiers(QAbstractTableModel):
    """`sort_asked` demande un autre ordre ; `failed` dit pourquoi une page n'a pas pu se lire."""

    sort_asked = Signal(str, bool)
    failed = Signal(str)

    def __init__(self, lire: Lecture, reperes: Reperes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lire, self._reperes = lire, reperes
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, list[LigneDossier | None]] = OrderedDict()

    @property
    def ids(self) -> "array[int]":
        return self._ids

    def set_ids(self, ids: "array[int]") -> None:
        """Montre ces dossiers, relus."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def set_reperes(self, reperes: Reperes) -> None:
        self._reperes = reperes

    def row_of(self, dossier: int) -> int:
        """Le rang d'un dossier, -1 s'il n'est pas montré."""
        try:
            return self._ids.index(dossier)
        except ValueError:
            return -1

    def ligne(self, rang: int) -> LigneDossier | None:
        """La ligne d'un rang ; sa page est lue si elle ne l'est pas déjà."""
        numero, dans_la_page = divmod(rang, PAGE)
        return self._page(numero)[dans_la_page]

    def dessin(self, rang: int, colonne: int) -> Vue | None:
        """Ce qui se peint dans une cellule, sans passer par les rôles de Qt : la frappe repeint tout."""
        ligne = self.ligne(rang)
        return None if ligne is None else COLONNES[colonne].dessin(ligne, self._reperes)

    @override
    def rowCount(self, parent: Index = _RACINE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = _RACINE) -> int:
        return 0 if parent.isValid() else len(COLONNES)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLONNES):
            return None
        colonne = COLONNES[section]
        match role:
            case Role.DisplayRole:
                return colonne.titre
            case Role.TextAlignmentRole if colonne.a_droite:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        colonne = COLONNES[index.column()]
        if role in _LUS:
            ligne = self.ligne(index.row())
            return None if ligne is None else self._lu(colonne, ligne, role)
        if role == Role.TextAlignmentRole and colonne.a_droite:
            return Qt.AlignmentFlag.AlignRight
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(COLONNES) and COLONNES[column].tri:
            self.sort_asked.emit(COLONNES[column].tri, order == Qt.SortOrder.DescendingOrder)

    def _lu(self, colonne: Colonne, ligne: LigneDossier, role: int) -> Any:
        if role == Role.DisplayRole:
            return colonne.texte(ligne)
        if role == Role.ToolTipRole:
            return (colonne.aide(ligne) if colonne.aide else "") or None
        vue = colonne.dessin(ligne, self._reperes)
        return vue.lu() if role == Role.AccessibleTextRole else vue

    def _page(self, numero: int) -> list[LigneDossier | None]:
        if numero in self._pages:
            self._pages.move_to_end(numero)
            return self._pages[numero]
        demandes = self._ids[numero * PAGE : (numero + 1) * PAGE]
        try:
            lues = {ligne.id: ligne for ligne in self._lire(demandes)}
        except ErreurMetier as erreur:  # Qt appelle depuis le dessin : rien ne doit en sortir
            self.failed.emit(str(erreur))
            lues = {}
        self._pages[numero] = [lues.get(i) for i in demandes]
        if len(self._pages) > PAGES:
            self._pages.popitem(last=False)
        return self._pages[numero]


_LUS = (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole, ROLE_VUE)
