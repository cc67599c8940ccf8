"""La liste des versions de la charte, la plus récente d'abord, et combien de bilans chacune a servi à établir."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView
from typing_extensions import override

from db.chartes import Version
from relogement.charte import Charte
from relogement.textes import jour, nombre
from ui.composants.carte import Carte
from ui.composants.table import TableView
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
TITRES = ("Version", "En vigueur le", "Bilans")
DROITE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class VersionsModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._versions: tuple[Version, ...] = ()

    def show_versions(self, versions: Sequence[Version]) -> None:
        self.beginResetModel()
        self._versions = tuple(versions)
        self.endResetModel()

    def version(self, rang: int) -> Version | None:
        return self._versions[rang] if 0 <= rang < len(self._versions) else None

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._versions)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return len(TITRES)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == 2:
            return DROITE
        return TITRES[section] if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        version, colonne = self._versions[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and colonne == 2:
            return DROITE
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (version.charte.libelle, jour(version.charte.en_vigueur_le), nombre(version.bilans, 0))[colonne]


class ListeVersions(Carte):
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("Versions", "de la plus récente à la plus ancienne", nom="charte_carte_versions")
        self.modele = VersionsModel(self)
        self.table = TableView(nom="charte_versions", lu="Versions de la charte")
        self.table.setModel(self.modele)
        self.table.setSortingEnabled(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        entete = self.table.horizontalHeader()
        entete.setSectionsMovable(False)
        entete.setSectionsClickable(False)
        entete.setStretchLastSection(False)
        entete.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(1, px(112))
        self.table.setColumnWidth(2, px(72))
        self.contenu.setContentsMargins(1, 0, 1, 1)
        self.contenu.addWidget(self.table)
        self.table.selectionModel().currentRowChanged.connect(lambda index, _: self._choose(index.row()))

    @property
    def charte(self) -> Charte | None:
        version = self.modele.version(self.table.currentIndex().row())
        return version.charte if version else None

    def show_versions(self, versions: Sequence[Version]) -> None:
        self.modele.show_versions(versions)
        self.table.setCurrentIndex(self.modele.index(0, 0))

    def _choose(self, rang: int) -> None:
        version = self.modele.version(rang)
        if version is not None:
            self.chosen.emit(version.charte)
