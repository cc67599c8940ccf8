"""Les colonnes d'une mise en page : une rangée par colonne du fichier, qui se tape et se déplace."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QWidget
from typing_extensions import override

from relogement.exports.rime.brouillon import Rangee, cle_du_reglage, reglage_par_defaut
from relogement.exports.rime.libelles import libelle_de, masque_de, sources_proposees
from relogement.exports.rime.sources import SOURCES
from ui import fonts
from ui.composants.delegue import ROLE_GRAISSE, ROLE_TOKEN, Delegue
from ui.composants.table import Densite, TableView
from ui.editeurs import ECRITURES, ChampChoix, ChampTexte, Option
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
CHAMPS = ("entete", "source", "reglage", "valeurs", "inconnu")
TITRES = ("Titre", "Contenu", "Réglage", "Codes = valeurs", "Si inconnu")
AIDES = (
    "Le titre écrit en haut de la colonne",
    "Ce que la colonne contient",
    "Le pas d’un montant, « mois », « trimestre » ou « annee », ou les âges où commencent les tranches",
    "CODE = valeur écrite ; un code absent s’écrit tel quel",
    "Ce qui s’écrit quand on ne sait pas",
)
ENTETE, SOURCE, REGLAGE = 0, 1, 2
MIME = "application/x-relogement-colonnes"


class ColonnesModel(QAbstractTableModel):
    """`edited` suit tout changement ; les rangées fautives portent leur phrase."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rangees: list[Rangee] = []
        self._fautes: dict[int, str] = {}
        self.modifiable = False

    @property
    def rangees(self) -> tuple[Rangee, ...]:
        return tuple(self._rangees)

    def show_rangees(self, rangees: Sequence[Rangee], *, modifiable: bool) -> None:
        self.beginResetModel()
        self._rangees, self._fautes, self.modifiable = list(rangees), {}, modifiable
        self.endResetModel()

    def show_fautes(self, fautes: dict[int, str]) -> None:
        """Les phrases, par rang de colonne compté de un."""
        self._fautes = fautes
        if self._rangees:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rangees) - 1, len(CHAMPS) - 1))

    def set_texte(self, index: Index, texte: str) -> None:
        rangee, champ = self._rangees[index.row()], CHAMPS[index.column()]
        if getattr(rangee, champ) == texte:
            return
        nouvelle = replace(rangee, **{champ: texte})
        if champ == "source" and cle_du_reglage(texte) != rangee.cle:
            nouvelle = replace(nouvelle, reglage=reglage_par_defaut(texte))
        self._rangees[index.row()] = nouvelle
        self.edited.emit()

    def texte(self, index: Index) -> str:
        return str(getattr(self._rangees[index.row()], CHAMPS[index.column()]))

    def add(self, rang: int) -> None:
        self.beginInsertRows(QModelIndex(), rang, rang)
        self._rangees.insert(rang, Rangee("", "dossier.etat"))
        self.endInsertRows()
        self.edited.emit()

    def remove(self, rang: int) -> None:
        if 0 <= rang < len(self._rangees):
            self.beginRemoveRows(QModelIndex(), rang, rang)
            del self._rangees[rang]
            self.endRemoveRows()
            self.edited.emit()

    def move(self, depuis: int, vers: int) -> bool:
        """Déplace une rangée à ce rang ; faux si elle n'y va pas."""
        if not (0 <= depuis < len(self._rangees) and 0 <= vers < len(self._rangees)) or depuis == vers:
            return False
        arrivee = vers + 1 if vers > depuis else vers
        self.beginMoveRows(QModelIndex(), depuis, depuis, QModelIndex(), arrivee)
        self._rangees.insert(vers, self._rangees.pop(depuis))
        self.endMoveRows()
        self.edited.emit()
        return True

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rangees)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return len(CHAMPS)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return AIDES[section]
        return TITRES[section] if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if not self.modifiable:
            return base
        return base | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        faute = self._fautes.get(index.row() + 1, "")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._lu(index)
            case Qt.ItemDataRole.ToolTipRole:
                return faute or self._lu(index)
            case Qt.ItemDataRole.BackgroundRole:
                return "rouge_fond" if faute else None
        if role == ROLE_TOKEN:
            return (
                "rouge"
                if faute and index.column() == ENTETE
                else "texte"
                if index.column() < REGLAGE
                else "texte2"
            )
        return fonts.MOYEN if role == ROLE_GRAISSE and index.column() == ENTETE else None

    def _lu(self, index: Index) -> str:
        texte = self.texte(index)
        if index.column() == SOURCE:
            return dite(texte)
        return texte

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        porte = QMimeData()
        porte.setData(MIME, str(indexes[0].row()).encode() if indexes else b"")
        return porte

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Le déplacement est déjà fait ici : la vue n'a pas à retirer la rangée d'où elle vient."""
        texte = bytes(data.data(MIME).data()).decode()
        if not self.modifiable or not texte:
            return False
        depuis = int(texte)
        vers = row if row >= 0 else parent.row() if parent.isValid() else len(self._rangees)
        self.move(depuis, vers - 1 if vers > depuis else vers)
        return False


def dite(nom: str) -> str:
    """« Avant : loyer hors charges » ; un nom inconnu reste tel qu'il est écrit."""
    return libelle_de(SOURCES[nom]) if nom in SOURCES else nom


class ColonnesDelegue(Delegue):
    """Une liste pour le contenu, un texte pour le reste."""

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        champ: ChampChoix | ChampTexte
        if index.column() == SOURCE:
            champ = ChampChoix(
                [Option(_propose(nom), nom) for nom in (s.nom for s in sources_proposees())], vide=None
            )
            champ.setMaxVisibleItems(18)
        else:
            champ = ChampTexte(ECRITURES[str])
        champ.setParent(parent)
        champ.setObjectName(f"colonne_{CHAMPS[index.column()]}")
        champ.setAccessibleName(TITRES[index.column()])
        return champ

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        modele = index.model()
        if isinstance(editor, ChampTexte | ChampChoix) and isinstance(modele, ColonnesModel):
            editor.set_value(modele.texte(index))

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChampTexte | ChampChoix) and isinstance(model, ColonnesModel):
            model.set_texte(index, str(editor.value() or ""))

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)


def _propose(nom: str) -> str:
    masque = masque_de(SOURCES[nom])
    return f"{dite(nom)} ({masque})" if masque else dite(nom)


class TableColonnes(TableView):
    def __init__(self, modele: ColonnesModel) -> None:
        super().__init__(nom="mise_en_page_colonnes", lu="Colonnes de la mise en page", densite=Densite.COMPACTE)
        self.setModel(modele)
        self.setItemDelegate(ColonnesDelegue(self))
        self.setSortingEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        declics = QAbstractItemView.EditTrigger
        self.setEditTriggers(declics.AnyKeyPressed | declics.EditKeyPressed | declics.DoubleClicked)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        entete, genre = self.horizontalHeader(), QHeaderView.ResizeMode
        entete.setSectionsMovable(False)
        entete.setStretchLastSection(False)
        for colonne, largeur in enumerate((170, 0, 120, 210, 90)):
            if largeur:
                self.setColumnWidth(colonne, px(largeur))
            else:
                entete.setSectionResizeMode(colonne, genre.Stretch)
