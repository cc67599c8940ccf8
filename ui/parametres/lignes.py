"""Les lignes d'un barème : la valeur d'avant, la nouvelle, l'évolution en % ; une cellule se corrige sur place."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from relogement.baremes import LigneRevue, Valeur, libelle_de_ligne, valeur_ecrite
from relogement.textes import TIRET, ecart, jour
from ui import fonts
from ui.composants.delegue import ROLE_GRAISSE, ROLE_TOKEN

Index = QModelIndex | QPersistentModelIndex
DROITE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LIGNE, AVANT, APRES, ECART = range(4)


class LignesModel(QAbstractTableModel):
    """`refused` porte la phrase d'une saisie illisible."""

    edited = Signal()
    refused = Signal(str)

    def __init__(self, *, editable: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editable = editable
        self._lignes: tuple[LigneRevue, ...] = ()
        self._titres = ("Ligne", "Avant", "Après", "Évolution")

    def show_lignes(self, lignes: Sequence[LigneRevue], avant: date | None, apres: date | None) -> None:
        """Remplace tout : un autre barème, une autre période."""
        self.beginResetModel()
        depuis = "Nouvelle valeur" if apres is None else f"Depuis le {jour(apres)}"
        self._titres = ("Ligne", f"Au {jour(avant)}" if avant else "Avant", depuis, "Évolution")
        self._lignes = tuple(lignes)
        self.endResetModel()

    def update_lignes(self, lignes: Sequence[LigneRevue]) -> None:
        """Les mêmes lignes, d'autres valeurs : la cellule courante ne bouge pas."""
        self._lignes = tuple(lignes)
        self.dataChanged.emit(self.index(0, APRES), self.index(self.rowCount() - 1, ECART))

    def values(self) -> dict[str, Valeur]:
        return {ligne.nom: ligne.apres for ligne in self._lignes}

    def value(self, index: Index) -> Valeur:
        return self._lignes[index.row()].apres

    def set_value(self, index: Index, valeur: Valeur) -> None:
        ancienne = self._lignes[index.row()]
        if valeur != ancienne.apres:
            nouvelle = LigneRevue(ancienne.nom, ancienne.avant, valeur, None)
            self._lignes = tuple(nouvelle if li is ancienne else li for li in self._lignes)
            self.edited.emit()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lignes)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return len(self._titres)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titres[section]
        return DROITE if role == Qt.ItemDataRole.TextAlignmentRole and section != LIGNE else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | Qt.ItemFlag.ItemIsEditable if self._editable and index.column() == APRES else base

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        ligne, colonne = self._lignes[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _texte(ligne, colonne)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return DROITE if colonne != LIGNE else None
        if role == ROLE_GRAISSE:
            return fonts.MOYEN if colonne == APRES else None
        if role == ROLE_TOKEN:
            return "texte2" if colonne in (AVANT, ECART) else "texte"
        if role == Qt.ItemDataRole.BackgroundRole:
            change = self._editable and colonne == APRES and ligne.avant != ligne.apres
            return "ambre_fond" if change else None
        return None


def _texte(ligne: LigneRevue, colonne: int) -> str:
    match colonne:
        case 0:
            return libelle_de_ligne(ligne.nom)
        case 1:
            return TIRET if ligne.avant is None else valeur_ecrite(ligne.avant)
        case 2:
            return valeur_ecrite(ligne.apres)
    return TIRET if ligne.ecart_pct is None else ecart(ligne.ecart_pct, "%")
