"""Les tables de la passation : les dossiers, que l'on coche, et les listes de ce qui attend, que l'on lit."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView
from typing_extensions import override

from relogement.journee import Colonne, colonne
from relogement.passation import DossierAPasser
from relogement.passation_dite import Partie, prochaine_dite
from relogement.textes import TIRET, jour
from ui import fonts
from ui.composants.delegue import ROLE_GRAISSE, ROLE_TOKEN, ROLE_VUE
from ui.composants.etats import chip_etat
from ui.composants.table import TableView
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
TITRES = ("Dossier", "Ménage", "État", "Échéance", "Ce qui presse", "Confié à")
PARTS = (1.1, 1.7, 1.3, 1.0, 2.7, 1.4)
DOSSIER, MENAGE, ETAT, ECHEANCE, PRESSE, CONFIE = range(6)


class DossiersModel(QAbstractTableModel):
    """`checked_changed` quand on coche ou décoche ; tous le sont au départ."""

    checked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dossiers: Sequence[DossierAPasser] = ()
        self._coches: set[int] = set()
        self._plan: Mapping[int, str] = {}
        self._au = date.min

    def show_dossiers(self, dossiers: Sequence[DossierAPasser], au: date) -> None:
        self.beginResetModel()
        self._dossiers, self._au = dossiers, au
        self._coches, self._plan = {d.id for d in dossiers}, {}
        self.endResetModel()

    def show_plan(self, plan: Mapping[int, str]) -> None:
        """À qui irait chaque dossier coché."""
        self._plan = plan
        if self._dossiers:
            self.dataChanged.emit(self.index(0, CONFIE), self.index(len(self._dossiers) - 1, CONFIE))

    @property
    def coches(self) -> list[DossierAPasser]:
        return [d for d in self._dossiers if d.id in self._coches]

    def dossier(self, rang: int) -> DossierAPasser | None:
        return self._dossiers[rang] if 0 <= rang < len(self._dossiers) else None

    def toggle(self, rangs: Sequence[int]) -> None:
        """Coche ces lignes si l'une ne l'est pas, sinon les décoche toutes."""
        ids = {self._dossiers[rang].id for rang in rangs if 0 <= rang < len(self._dossiers)}
        self._coches = self._coches - ids if ids <= self._coches else self._coches | ids
        self._dire()

    def check_all(self, *, coche: bool) -> None:
        self._coches = {d.id for d in self._dossiers} if coche else set()
        self._dire()

    def _dire(self) -> None:
        if self._dossiers:
            self.dataChanged.emit(self.index(0, DOSSIER), self.index(len(self._dossiers) - 1, DOSSIER))
        self.checked_changed.emit()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._dossiers)

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
        dossier, colonne_ = self._dossiers[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texte(dossier, colonne_)
        if role == Qt.ItemDataRole.CheckStateRole and colonne_ == DOSSIER:
            return Qt.CheckState.Checked if dossier.id in self._coches else Qt.CheckState.Unchecked
        if role == ROLE_VUE and colonne_ == ETAT:
            return chip_etat(dossier.etat, court=True)
        if role == ROLE_TOKEN:
            return self._token(dossier, colonne_)
        if role == ROLE_GRAISSE:
            return fonts.MOYEN if colonne_ in (MENAGE, CONFIE) else fonts.NORMAL
        return None

    def _token(self, dossier: DossierAPasser, colonne_: int) -> str:
        presse = dossier.prochaine
        if colonne_ == CONFIE:
            return "accent"
        if colonne_ in (ECHEANCE, PRESSE) and presse is not None and colonne(presse, self._au) is Colonne.RETARD:
            return "rouge"
        return "texte2" if colonne_ == DOSSIER or (colonne_ in (ECHEANCE, PRESSE) and presse is None) else "texte"

    def _texte(self, dossier: DossierAPasser, colonne_: int) -> str:
        presse = dossier.prochaine
        quand = jour(presse.echeance_le) if presse else TIRET
        plan = self._plan.get(dossier.id, "")
        presse_dit = prochaine_dite(dossier, self._au)
        return (dossier.reference, dossier.nom, dossier.etat.libelle, quand, presse_dit, plan)[colonne_]


class PartieModel(QAbstractTableModel):
    """Une partie de la page, telle qu'elle s'imprime."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.partie = Partie("", ("",), (1,), ())

    def show_partie(self, partie: Partie) -> None:
        self.beginResetModel()
        self.partie = partie
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.partie.lignes)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return len(self.partie.entetes)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        visible = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.partie.entetes[section] if visible else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.partie.lignes[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


class TableRepartie(TableView):
    """Ses colonnes se partagent toute la largeur."""

    def __init__(self, nom: str, lu: str) -> None:
        super().__init__(nom=nom, lu=lu)
        self._parts: Sequence[float] = ()
        self.setSortingEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def repartir(self, parts: Sequence[float]) -> None:
        self._parts = parts
        entete = self.horizontalHeader()
        entete.setSectionsMovable(False)
        entete.setSectionsClickable(False)
        entete.setStretchLastSection(False)
        entete.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._placer()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._placer()

    def _placer(self) -> None:
        unite = self.viewport().width() / sum(self._parts or (1,))
        for rang, part in enumerate(self._parts):
            self.setColumnWidth(rang, int(part * unite))


class TableDossiers(TableRepartie):
    """Espace coche ou décoche les lignes choisies ; un clic sur la case fait de même."""

    def __init__(self, modele: DossiersModel) -> None:
        super().__init__("passation_dossiers", "Dossiers de l’agent")
        self.modele = modele
        self.setModel(modele)
        self.repartir(PARTS)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Space:
                self.modele.toggle([index.row() for index in self.selectionModel().selectedRows()])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.activated.emit(self.currentIndex())
            case _:
                super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid() and index.column() == DOSSIER and event.position().x() < px(32):
            self.modele.toggle([index.row()])
