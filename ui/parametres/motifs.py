"""Les motifs de refus d'une charte : une table qui se corrige cellule par cellule."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QWidget
from typing_extensions import override

from relogement.nomenclatures import Recevable
from relogement.rapprochement import sans_accents
from ui.composants.delegue import Delegue
from ui.composants.table import Densite, TableView
from ui.editeurs import ECRITURES, ChampChoix, ChampTexte, Option
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
CHAMPS = ("code", "libelle", "recevable")
TITRES = ("Code", "Libellé", "Recevable")


class MotifsModel(QAbstractTableModel):
    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._motifs: list[dict[str, Any]] = []

    def show_motifs(self, motifs: Sequence[dict[str, Any]]) -> None:
        self.beginResetModel()
        self._motifs = [dict(motif) for motif in motifs]
        self.endResetModel()

    def values(self) -> list[dict[str, Any]]:
        return [{cle: str(valeur) for cle, valeur in motif.items()} for motif in self._motifs]

    def value(self, index: Index) -> Any:
        valeur = self._motifs[index.row()][CHAMPS[index.column()]]
        return Recevable(valeur) if index.column() == 2 else valeur

    def set_value(self, index: Index, valeur: Any) -> None:
        champ = CHAMPS[index.column()]
        dite = _code(valeur) if champ == "code" else valeur
        if dite is not None and dite != self._motifs[index.row()][champ]:
            self._motifs[index.row()][champ] = dite
            self.dataChanged.emit(index, index)
            self.edited.emit()

    def add(self) -> None:
        """Une ligne de plus, à remplir."""
        rang = len(self._motifs)
        self.beginInsertRows(QModelIndex(), rang, rang)
        self._motifs.append({"code": "", "libelle": "", "recevable": str(Recevable.A_EXAMINER)})
        self.endInsertRows()
        self.edited.emit()

    def remove(self, rang: int) -> None:
        if 0 <= rang < len(self._motifs):
            self.beginRemoveRows(QModelIndex(), rang, rang)
            del self._motifs[rang]
            self.endRemoveRows()
            self.edited.emit()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._motifs)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return len(CHAMPS)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        visible = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return TITRES[section] if visible else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        valeur = self.value(index)
        return valeur.libelle if isinstance(valeur, Recevable) else valeur


def _code(valeur: object) -> str | None:
    """« Bruit de la rue » devient BRUIT_DE_LA_RUE : un code se tape dans toutes les bases."""
    mots = sans_accents(str(valeur or "")).upper().split()
    return "_".join(mots) or None


class MotifsDelegue(Delegue):
    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        champ: ChampChoix | ChampTexte
        if index.column() == 2:
            champ = ChampChoix([Option(r.libelle, r) for r in Recevable], vide=None)
        else:
            champ = ChampTexte(ECRITURES[str])
        champ.setParent(parent)
        champ.setObjectName(f"motif_{CHAMPS[index.column()]}")
        champ.setAccessibleName(TITRES[index.column()])
        return champ

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        modele = index.model()
        if isinstance(editor, ChampTexte | ChampChoix) and isinstance(modele, MotifsModel):
            editor.set_value(modele.value(index))

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChampTexte | ChampChoix) and isinstance(model, MotifsModel):
            model.set_value(index, editor.value())

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)


class TableMotifs(TableView):
    def __init__(self, modele: MotifsModel) -> None:
        super().__init__(nom="charte_motifs", lu="Motifs de refus", densite=Densite.COMPACTE)
        self.setModel(modele)
        self.setItemDelegate(MotifsDelegue(self))
        self.setSortingEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        declics = QAbstractItemView.EditTrigger
        self.setEditTriggers(declics.AnyKeyPressed | declics.EditKeyPressed | declics.DoubleClicked)
        entete = self.horizontalHeader()
        entete.setSectionsMovable(False)
        entete.setSectionsClickable(False)
        entete.setStretchLastSection(False)
        self.setColumnWidth(0, px(170))
        entete.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(2, px(110))
