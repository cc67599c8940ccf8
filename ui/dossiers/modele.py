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
from ui.dossiers.colonnes import Colonne, Reperes
from ui.dossiers.colonnes_champs import TOUTES

PAGE, PAGES = 64, 40  # un écran et demi : ce que coûte une lettre tapée
Index = QModelIndex | QPersistentModelIndex
Lecture = Callable[[Sequence[int], Sequence[str]], list[LigneDossier]]
_RACINE = QModelIndex()
Role = Qt.ItemDataRole


class ModeleDossiers(QAbstractTableModel):
    """`sort_asked` demande un autre ordre, `edited` une écriture ; `failed` dit qu'une page ne se lit pas."""

    sort_asked = Signal(str, bool)
    edited = Signal(int, str, object, object)
    failed = Signal(str)

    def __init__(self, lire: Lecture, reperes: Reperes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lire, self._reperes = lire, reperes
        self._ids: array[int] = array("q")
        self._champs: tuple[str, ...] = ()
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

    def set_champs(self, champs: Sequence[str]) -> None:
        """Les champs à lire avec chaque ligne : ceux des colonnes ajoutées."""
        if set(champs) - set(self._champs):
            self._pages.clear()
        self._champs = tuple(champs)

    def reread(self) -> None:
        """Relit ce qui est montré : une cellule vient d'être écrite."""
        self._pages.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(TOUTES) - 1))

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
        return None if ligne is None else TOUTES[colonne].dessin(ligne, self._reperes)

    @override
    def rowCount(self, parent: Index = _RACINE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = _RACINE) -> int:
        return 0 if parent.isValid() else len(TOUTES)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(TOUTES):
            return None
        colonne = TOUTES[section]
        match role:
            case Role.DisplayRole:
                return colonne.titre
            case Role.ToolTipRole if colonne.du_catalogue:
                return colonne.titre
            case Role.TextAlignmentRole if colonne.a_droite:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        colonne = TOUTES[index.column()]
        if role in _LUS:
            ligne = self.ligne(index.row())
            return None if ligne is None else self._lu(colonne, ligne, role)
        if role == Role.TextAlignmentRole and colonne.a_droite:
            return Qt.AlignmentFlag.AlignRight
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return _MODIFIABLE if TOUTES[index.column()].modifiable else _LISIBLE

    @override
    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        ligne, colonne = self.ligne(index.row()), TOUTES[index.column()]
        if role != Role.EditRole or ligne is None or colonne.valeur is None:
            return False
        if value != (avant := colonne.valeur(ligne)):
            self.edited.emit(ligne.id, colonne.champ, avant, value)
        return True

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(TOUTES) and TOUTES[column].tri:
            self.sort_asked.emit(TOUTES[column].tri, order == Qt.SortOrder.DescendingOrder)

    def _lu(self, colonne: Colonne, ligne: LigneDossier, role: int) -> Any:
        if role == Role.DisplayRole:
            return colonne.texte(ligne)
        if role == Role.EditRole:
            return colonne.valeur(ligne) if colonne.valeur else None
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
            lues = {ligne.id: ligne for ligne in self._lire(demandes, self._champs)}
        except ErreurMetier as erreur:  # Qt appelle depuis le dessin : rien ne doit en sortir
            self.failed.emit(str(erreur))
            lues = {}
        self._pages[numero] = [lues.get(i) for i in demandes]
        if len(self._pages) > PAGES:
            self._pages.popitem(last=False)
        return self._pages[numero]


_LISIBLE = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_MODIFIABLE = _LISIBLE | Qt.ItemFlag.ItemIsEditable
_LUS = (Role.DisplayRole, Role.EditRole, Role.ToolTipRole, Role.AccessibleTextRole, ROLE_VUE)
