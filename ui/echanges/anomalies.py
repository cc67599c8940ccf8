"""La table des anomalies : où, quoi, et que faire ; les plus graves d'abord."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from typing_extensions import override

from relogement.imports.anomalies import Anomalie, Gravite
from ui.composants.chip import Chip
from ui.composants.delegue import ROLE_TOKEN, ROLE_VUE
from ui.composants.table import TableView
from ui.peinture import DROITE
from ui.theme import px

CHIPS = {
    Gravite.ERREUR: Chip("Erreur", "circle-x", "rouge"),
    Gravite.AVERTISSEMENT: Chip("Avertissement", "triangle-alert", "ambre"),
    Gravite.INFO: Chip("Information", "info", "neutre"),
}
COLONNES = ("Gravité", "Feuille", "Ligne", "Colonne", "Ce qu’il faut savoir")
LARGEURS = (132, 130, 58, 150, 400)
RANGS = {gravite: rang for rang, gravite in enumerate(CHIPS)}
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RACINE = QModelIndex()


def _cles(anomalie: Anomalie) -> tuple[Any, ...]:
    return (
        RANGS[anomalie.gravite], anomalie.feuille, anomalie.ligne or 0, anomalie.colonne or "", anomalie.message
    )  # fmt: skip


class AnomaliesModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._toutes: Sequence[Anomalie] = ()
        self._vues: list[Anomalie] = []
        self._gravite: Gravite | None = None

    def show_anomalies(self, anomalies: Sequence[Anomalie]) -> None:
        self._toutes = sorted(anomalies, key=_cles)
        self.filter(None)

    def filter(self, gravite: Gravite | None) -> None:
        self.beginResetModel()
        self._gravite = gravite
        self._vues = [a for a in self._toutes if gravite in (None, a.gravite)]
        self.endResetModel()

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self._vues.sort(key=lambda a: (_cles(a)[column], _cles(a)), reverse=order == Qt.SortOrder.DescendingOrder)
        self.layoutChanged.emit()

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self._vues)

    @override
    def columnCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(COLONNES)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole and section == 2:
            return DROITE
        return COLONNES[section] if role == Role.DisplayRole else None

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        anomalie, colonne = self._vues[index.row()], index.column()
        match role:
            case Role.DisplayRole:
                return _textes(anomalie)[colonne]
            case Role.ToolTipRole if colonne == len(COLONNES) - 1:
                return anomalie.message
            case Role.TextAlignmentRole if colonne == 2:
                return DROITE
            case _ if role == ROLE_VUE and not colonne:
                return CHIPS[anomalie.gravite]
            case _ if role == ROLE_TOKEN and colonne in (1, 2, 3):
                return "texte2"
        return None


def _textes(anomalie: Anomalie) -> tuple[str, ...]:
    ligne = "—" if anomalie.ligne is None else str(anomalie.ligne)
    return (anomalie.gravite.libelle, anomalie.feuille or "—", ligne, anomalie.colonne or "—", anomalie.message)


class TableAnomalies(TableView):
    def __init__(self) -> None:
        super().__init__(nom="table_anomalies", lu="Anomalies du fichier")
        self.modele = AnomaliesModel()
        self.modele.setParent(self)
        self.setModel(self.modele)
        for colonne, largeur in enumerate(LARGEURS):
            self.setColumnWidth(colonne, px(largeur))
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def copy(self) -> None:
        """Met les anomalies affichées dans le presse-papiers, en colonnes, avec leurs titres."""
        rangs = range(self.modele.rowCount())
        lignes = [COLONNES] + [_textes(self.modele._vues[rang]) for rang in rangs]
        QGuiApplication.clipboard().setText("\n".join("\t".join(ligne) for ligne in lignes))
