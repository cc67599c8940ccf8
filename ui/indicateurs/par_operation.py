"""La table par opération : chaque cellule est un chiffre que l'on ouvre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy
from typing_extensions import override

from db.tableaux import LigneOperation
from relogement.indicateurs.indicateur import Mesure
from relogement.textes import pourcent
from ui import fonts
from ui.composants.carte import Carte
from ui.composants.chip import Chip
from ui.composants.delegue import ROLE_GRAISSE, ROLE_VUE
from ui.composants.ligne import Ligne, Morceau
from ui.composants.table import TableView
from ui.composants.vue import Vue
from ui.indicateurs.phrases import fraction, part
from ui.peinture import DROITE
from ui.theme import px

COLONNES = (
    ("AVANCEMENT", "Avancement"),
    ("NEUF", "Neuf"),
    ("HORS_QPV", "Hors QPV"),
    ("HORS_SITE", "Hors site"),
    ("RAC_MAITRISE", "RAC maîtrisé"),
    ("INTERBAILLEUR", "Inter-bailleurs"),
    ("LIBERATION", "Libération"),
)
LIGNES_MAX = 8
RESERVE = Chip("non signif.", "circle-alert")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RACINE = QModelIndex()


@dataclass(frozen=True)
class Reserve:
    """Une fraction trop mal connue pour donner sa part."""

    fraction: Ligne

    def lu(self) -> str:
        return f"{self.fraction.lu()}, non significatif"

    def largeur(self) -> float:
        return self.fraction.largeur() + px(6) + RESERVE.largeur()

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        droite = rect.adjusted(max(0.0, rect.width() - RESERVE.largeur()), 0, 0, 0)
        RESERVE.dessiner(peintre, droite)
        self.fraction.dessiner(peintre, rect.adjusted(0, 0, -RESERVE.largeur() - px(6), 0))


def cellule(mesure: Mesure, au: date, *, total: bool) -> Vue:
    if not mesure.base and not mesure.nr:
        return Ligne((Morceau("—", "texte3"),), DROITE)
    compte = Morceau(fraction(mesure), "accent", taille=fonts.LEGENDE)
    if not mesure.significatif(au):
        return Reserve(Ligne((compte,), DROITE))
    taux = Morceau(
        part(mesure), graisse=fonts.GRAS if total else fonts.NORMAL, taille=fonts.LEGENDE, largeur_min=48
    )
    return Ligne((compte, taux), DROITE, ecart=6)


class OperationsModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._lignes: Sequence[LigneOperation] = ()
        self._titulaires, self._choisie = False, ""

    def show_lignes(self, lignes: Sequence[LigneOperation], *, titulaires: bool, choisie: str | None) -> None:
        self.beginResetModel()
        self._lignes, self._titulaires, self._choisie = lignes, titulaires, choisie or ""
        self.endResetModel()

    def ligne(self, rang: int) -> LigneOperation:
        return self._lignes[rang]

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self._lignes)

    @override
    def columnCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else 1 + len(COLONNES)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole and section:
            return DROITE
        if role == Role.DisplayRole:
            return COLONNES[section - 1][1] if section else "Opération"
        return None

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        ligne = self._lignes[index.row()]
        total = ligne.code is None
        match role:
            case Role.BackgroundRole:
                return "creux" if total else "accent_fond" if ligne.code == self._choisie else None
            case Role.DisplayRole if not index.column():
                return ligne.libelle
            case _ if role == ROLE_GRAISSE and not index.column():
                return fonts.GRAS if total else fonts.MOYEN
            case _ if role == ROLE_VUE and index.column():
                return cellule(self._mesure(ligne, index.column()), ligne.mesures.au, total=total)
            case Role.AccessibleTextRole | Role.ToolTipRole if index.column():
                return self._phrase(ligne, index.column())
        return None

    def _phrase(self, ligne: LigneOperation, colonne: int) -> str:
        """Ce que la cellule dit en entier : sa part, et sur combien de réponses connues."""
        mesure = self._mesure(ligne, colonne)
        mots = [ligne.libelle, f"{COLONNES[colonne - 1][1]} {fraction(mesure)}", part(mesure)]
        if mesure.couverture is not None and not mesure.significatif(ligne.mesures.au):
            mots.append(f"non significatif, couverture {pourcent(mesure.couverture)}")
        return ", ".join(mots)

    def _mesure(self, ligne: LigneOperation, colonne: int) -> Mesure:
        mesures = ligne.mesures.titulaires if self._titulaires else ligne.mesures.tous
        return mesures[COLONNES[colonne - 1][0]]


class TableOperations(TableView):
    """Les flèches vont de cellule en cellule, Entrée ouvre."""

    cell_asked = Signal(int, int)

    def __init__(self, modele: OperationsModel) -> None:
        super().__init__(nom="table_operations", lu="Indicateurs par opération")
        self.setSortingEnabled(False)
        self.setModel(modele)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        entete = self.horizontalHeader()
        entete.setStretchLastSection(False)
        entete.setSectionsMovable(False)
        entete.setSectionsClickable(False)
        entete.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        entete.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(lambda index: self.cell_asked.emit(index.row(), index.column()))
        modele.modelReset.connect(self._hauteur)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        courante = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and courante.isValid():
            self.cell_asked.emit(courante.row(), courante.column())
        else:
            super().keyPressEvent(event)

    def _hauteur(self) -> None:
        lignes = min(self.model().rowCount(), LIGNES_MAX)
        self.setFixedHeight(self.horizontalHeader().height() + lignes * self.verticalHeader().defaultSectionSize())


class CarteOperations(Carte):
    """La table, dans sa carte."""

    cell_asked = Signal(object, str)  # le code de l'opération (rien : le projet), celui de l'indicateur

    def __init__(self) -> None:
        super().__init__("Par opération", nom="carte_operations")
        self._modele = OperationsModel()
        self._modele.setParent(self)
        self.table = TableOperations(self._modele)
        self.contenu.setContentsMargins(1, 1, 1, px(3))
        self.contenu.addWidget(self.table)
        self.table.cell_asked.connect(self._ask)

    def show_lignes(self, lignes: Sequence[LigneOperation], *, titulaires: bool, choisie: str | None) -> None:
        self.note.setText("titulaires seuls" if titulaires else "décohabitants compris")
        self._modele.show_lignes(lignes, titulaires=titulaires, choisie=choisie)

    def _ask(self, rang: int, colonne: int) -> None:
        if colonne:
            self.cell_asked.emit(self._modele.ligne(rang).code, COLONNES[colonne - 1][0])
