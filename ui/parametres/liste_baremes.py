"""La liste des barèmes : la période en vigueur, quand son texte a été lu, et ce qui est à revoir."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from relogement.baremes import Entete, Periode
from relogement.textes import jour
from ui.composants.chip import Chip
from ui.composants.delegue import ROLE_TOKEN, ROLE_VUE

Index = QModelIndex | QPersistentModelIndex
TITRES = ("Barème", "Depuis le", "Texte lu le", "État")
A_JOUR, PERIME, A_COMPLETER, FUTUR = (
    Chip("à jour", "check", "vert"),
    Chip("périmé", "triangle-alert", "ambre"),
    Chip("à compléter", "circle-dashed", "ambre"),
    Chip("à venir", "calendar-clock", "sarcelle"),
)


@dataclass(frozen=True)
class LigneBareme:
    """Un barème, ses périodes, et la phrase qui dit qu'il est périmé (vide sinon)."""

    nom: str
    entete: Entete
    periodes: tuple[Periode, ...]
    perime: str
    au: date

    @property
    def courante(self) -> Periode:
        """La période en vigueur ; la première à venir s'il n'y en a pas encore."""
        passees = [p for p in self.periodes if p.debut <= self.au]
        return passees[-1] if passees else self.periodes[0]

    @property
    def modele(self) -> Periode | None:
        """La dernière période qui a des valeurs : celle dont part une nouvelle."""
        return next((p for p in reversed(self.periodes) if p.toutes()), None)

    def suit(self, periode: Periode) -> bool:
        """Vrai si elle vient après la dernière, ou si elle la complète."""
        derniere = self.periodes[-1]
        return periode.debut > derniere.debut or (derniere.a_completer and periode.debut == derniere.debut)

    @property
    def etat(self) -> Chip:
        if self.periodes[-1].a_completer:
            return A_COMPLETER
        if self.perime:
            return PERIME
        return FUTUR if self.periodes[-1].debut > self.au else A_JOUR


class BaremesModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lignes: tuple[LigneBareme, ...] = ()

    def show_lignes(self, lignes: Sequence[LigneBareme]) -> None:
        self.beginResetModel()
        self._lignes = tuple(lignes)
        self.endResetModel()

    def ligne(self, rang: int) -> LigneBareme | None:
        return self._lignes[rang] if 0 <= rang < len(self._lignes) else None

    def rang(self, nom: str) -> int:
        return next((i for i, ligne in enumerate(self._lignes) if ligne.nom == nom), -1)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lignes)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return len(TITRES)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        visible = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return TITRES[section] if visible else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        ligne, colonne = self._lignes[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            textes = (
                ligne.entete.titre, jour(ligne.courante.debut), jour(ligne.courante.lu_le), ligne.etat.texte
            )  # fmt: skip
            return textes[colonne]
        if role == ROLE_VUE and colonne == 3:
            return ligne.etat
        if role == ROLE_TOKEN:
            return "texte2" if colonne else "texte"
        return ligne.courante.texte if role == Qt.ItemDataRole.ToolTipRole else None
