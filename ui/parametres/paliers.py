"""Les seuils de la charte par niveau de ressources : une table, un palier par ligne, qui se corrige sur place."""

from collections.abc import Sequence
from decimal import Decimal
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
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QStyleOptionViewItem, QWidget
from typing_extensions import override

from relogement.erreurs import ErreurMetier
from relogement.regles.paliers import Q1
from relogement.textes import TIRET
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.delegue import Delegue
from ui.composants.table import Densite, TableView
from ui.composants.texte import legende
from ui.editeurs import ECRITURES, ChampTexte
from ui.parametres.valeurs import lire_valeur, valeur_ecrite
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
CHAMPS = ("jusqu_a", "libelle", "te_max_pct", "rac_seuil_pct", "rac_seuil_eur", "surf_tol_pct")
TITRES = ("Jusqu’à", "Nom", "Effort %", "RAC +%", "RAC +€", "Surf. %")
AIDE = (
    "« Q1 » pour le premier quartile, ou des ressources par mois et par unité de consommation. "
    "Un seuil vide est celui de la charte."
)
TEXTES = ("jusqu_a", "libelle")
DROITE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PaliersModel(QAbstractTableModel):
    """`refused` porte la phrase d'une saisie illisible."""

    edited = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paliers: list[dict[str, str]] = []

    def show_paliers(self, paliers: Sequence[dict[str, Any]]) -> None:
        self.beginResetModel()
        self._paliers = [dict(palier) for palier in paliers]
        self.endResetModel()

    def values(self) -> list[dict[str, str]]:
        return [{cle: valeur for cle, valeur in palier.items() if valeur} for palier in self._paliers]

    def text(self, index: Index) -> str:
        """Ce que la cellule porte, comme on le tape."""
        champ = CHAMPS[index.column()]
        valeur = self._paliers[index.row()].get(champ, "")
        return valeur if champ == "libelle" or valeur in ("", Q1) else valeur_ecrite(Decimal(valeur))

    def set_text(self, index: Index, texte: str) -> None:
        champ, palier = CHAMPS[index.column()], self._paliers[index.row()]
        try:
            valeur = _lu(champ, texte.strip())
        except ErreurMetier as erreur:
            self.refused.emit(str(erreur))
            return
        if valeur != palier.get(champ, ""):
            palier[champ] = valeur
            self.dataChanged.emit(index, index)
            self.edited.emit()

    def add(self) -> None:
        """Un palier de plus : le premier quartile s'il n'y en a pas encore, sinon un montant à donner."""
        rang = len(self._paliers)
        self.beginInsertRows(QModelIndex(), rang, rang)
        self._paliers.append({"jusqu_a": "" if rang else Q1})
        self.endInsertRows()
        self.edited.emit()

    def remove(self, rang: int) -> None:
        if 0 <= rang < len(self._paliers):
            self.beginRemoveRows(QModelIndex(), rang, rang)
            del self._paliers[rang]
            self.endRemoveRows()
            self.edited.emit()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._paliers)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return len(CHAMPS)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and CHAMPS[section] not in TEXTES:
            return DROITE
        return TITRES[section] if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return None if CHAMPS[index.column()] in TEXTES else DROITE
        return self.text(index) or TIRET if role == Qt.ItemDataRole.DisplayRole else None


def _lu(champ: str, texte: str) -> str:
    """Ce que la base garde ; vide efface."""
    if champ == "libelle" or not texte:
        return texte
    return Q1 if champ == "jusqu_a" and texte.upper() == Q1 else f"{lire_valeur(texte):f}"


class PaliersDelegue(Delegue):
    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        champ = ChampTexte(ECRITURES[str])
        champ.setParent(parent)
        champ.setObjectName(f"palier_{CHAMPS[index.column()]}")
        champ.setAccessibleName(TITRES[index.column()])
        return champ

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        modele = index.model()
        if isinstance(editor, ChampTexte) and isinstance(modele, PaliersModel):
            editor.setText(modele.text(index))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChampTexte) and isinstance(model, PaliersModel):
            model.set_text(index, editor.text())

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)


class CartePaliers(Carte):
    """La table, et de quoi ajouter ou ôter un palier."""

    def __init__(self) -> None:
        super().__init__("Seuils par niveau de ressources", "du plus bas au plus haut", nom="charte_carte_paliers")
        self.modele = PaliersModel(self)
        self.table = TableView(
            nom="charte_paliers", lu="Seuils par niveau de ressources", densite=Densite.COMPACTE
        )
        self.ajouter = Bouton("Ajouter un palier", "plus", genre=Genre.NU, petit=True, nom="palier_ajouter")
        self.retirer = Bouton("Retirer", "trash-2", genre=Genre.NU, petit=True, nom="palier_retirer")
        self._regler()
        self.contenu.setContentsMargins(1, 0, 1, px(8))
        self.contenu.addWidget(self.table)
        rangee = QHBoxLayout()
        rangee.setContentsMargins(px(8), 0, px(8), 0)
        rangee.addWidget(self.ajouter)
        rangee.addWidget(self.retirer)
        rangee.addWidget(legende(AIDE, lignes=True), 1)
        self.contenu.addLayout(rangee)
        self.ajouter.clicked.connect(self._add)
        self.retirer.clicked.connect(lambda: self.modele.remove(self.table.currentIndex().row()))
        for signal in (self.modele.modelReset, self.modele.rowsInserted, self.modele.rowsRemoved):
            signal.connect(self._fit)

    def _regler(self) -> None:
        self.table.setModel(self.modele)
        self.table.setItemDelegate(PaliersDelegue(self.table))
        self.table.setSortingEnabled(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        declics = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(declics.AnyKeyPressed | declics.EditKeyPressed | declics.DoubleClicked)
        entete = self.table.horizontalHeader()
        entete.setSectionsMovable(False)
        entete.setSectionsClickable(False)
        entete.setStretchLastSection(False)
        entete.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for colonne in (0, 2, 3, 4, 5):
            self.table.setColumnWidth(colonne, px(72))

    def _fit(self) -> None:
        """La table a la hauteur de ses paliers : trois au plus sans défiler."""
        rangs = min(3, max(1, self.modele.rowCount()))
        tete = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(tete + rangs * self.table.verticalHeader().defaultSectionSize() + px(2))
        self.retirer.setEnabled(self.modele.rowCount() > 0)

    def _add(self) -> None:
        self.modele.add()
        neuf = self.modele.index(self.modele.rowCount() - 1, 0)
        self.table.setCurrentIndex(neuf)
        self.table.edit(neuf)
