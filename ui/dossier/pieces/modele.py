"""La table des pièces : ce que l'on sait de chacune, jamais son contenu."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView
from typing_extensions import override

from relogement.piece import Piece, TypePiece
from relogement.piece_lue import taille_dite
from relogement.textes import TIRET, jour
from ui import fonts
from ui.composants.delegue import ROLE_TOKEN, ROLE_VUE
from ui.composants.ligne import Ligne, Morceau
from ui.composants.table import TableView
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
DROITE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TITRES = ("Pièce", "Catégorie", "Date", "Offre", "Taille")
LARGEURS = (150, 174, 92, 56, 70)
NOM, CATEGORIE, DATE, OFFRE, TAILLE = range(5)
ICONES = {
    TypePiece.PDF: "file-text",
    TypePiece.DOCX: "file-text",
    TypePiece.ODT: "file-text",
    TypePiece.XLSX: "file-spreadsheet",
    TypePiece.ODS: "file-spreadsheet",
    TypePiece.EML: "mail",
    TypePiece.TXT: "file-text",
}


def icone(type_: TypePiece) -> str:
    """Une image, sinon le genre de document."""
    return ICONES.get(type_, "file-image")


class PiecesModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pieces: Sequence[Piece] = ()
        self._offres: Mapping[int, int] = {}

    def show_pieces(self, pieces: Sequence[Piece], offres: Mapping[int, int]) -> None:
        self.beginResetModel()
        self._pieces, self._offres = pieces, offres
        self.endResetModel()

    def piece(self, rang: int) -> Piece | None:
        return self._pieces[rang] if 0 <= rang < len(self._pieces) else None

    def rang(self, id_: int | None) -> int:
        return next((i for i, p in enumerate(self._pieces) if p.id == id_), -1)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._pieces)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return len(TITRES)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return TITRES[section]
        return DROITE if role == Qt.ItemDataRole.TextAlignmentRole and section == TAILLE else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        piece, colonne = self._pieces[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texte(piece, colonne)
        if role == ROLE_VUE and colonne == NOM:
            return Ligne((Morceau(piece.nom, graisse=fonts.MOYEN, icone=icone(piece.type)),))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return DROITE if colonne == TAILLE else None
        if role == ROLE_TOKEN:
            return (
                "texte3" if self._texte(piece, colonne) == TIRET else "texte2" if colonne > CATEGORIE else "texte"
            )
        return None

    def _texte(self, piece: Piece, colonne: int) -> str:
        rang = self._offres.get(piece.offre_id or 0)
        return (
            piece.nom,
            piece.categorie.libelle,
            jour(piece.datee_le),
            f"n° {rang}" if rang else TIRET,
            taille_dite(piece.taille),
        )[colonne]


class TablePieces(TableView):
    """Entrée ouvre, F2 modifie, Suppr supprime."""

    edit_asked = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__(nom="pieces_table", lu="Pièces du dossier")
        self.setSortingEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def poser(self, modele: PiecesModel) -> None:
        self.setModel(modele)
        entete = self.horizontalHeader()
        entete.setSectionsMovable(False)
        entete.setSectionsClickable(False)
        entete.setStretchLastSection(False)
        entete.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._repartir()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._repartir()

    def _repartir(self) -> None:
        """Le nom prend ce que les autres colonnes laissent."""
        if self.model() is None:
            return
        autres = sum(px(largeur) for largeur in LARGEURS[1:])
        for colonne, largeur in enumerate(LARGEURS):
            self.setColumnWidth(colonne, px(largeur))
        self.setColumnWidth(NOM, max(px(LARGEURS[NOM]), self.viewport().width() - autres))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Delete:
                self.removed.emit()
            case Qt.Key.Key_F2:
                self.edit_asked.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.activated.emit(self.currentIndex())
            case _:
                super().keyPressEvent(event)
