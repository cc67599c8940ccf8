"""Les tableaux trouvés : leur feuille, leur étendue, leurs titres, ce qu'ils semblent être ; on les coche."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from relogement.imports.analyse import Sorte, Tableau
from relogement.imports.examen import TableauExamine
from relogement.imports.lecture.annonces import lettres
from relogement.imports.phrases import phrase
from relogement.textes import nombre, pluriel
from ui.composants.delegue import ROLE_TOKEN
from ui.composants.table import Densite, TableView
from ui.peinture import DROITE
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
COLONNES = ("Feuille", "Étendue", "Titres", "Lignes", "Semble être")
LARGEURS = (190, 96, 120, 64, 200)
LIGNES_MONTREES = 4
RACINE = QModelIndex()


@dataclass(frozen=True)
class Rang:
    """Une ligne de la liste : un tableau, ou une feuille masquée que l'on ne lit pas encore."""

    nom: str
    feuille: str
    tableau: TableauExamine | None = None
    retenu: bool = False

    @property
    def textes(self) -> tuple[str, ...]:
        if self.tableau is None:
            return (self.nom, "—", "—", "—", "Feuille masquée : cochez-la pour la lire")
        vu = self.tableau.tableau
        return (
            self.nom,
            etendue(vu),
            titres(vu),
            nombre(vu.nb_lignes, 0),
            contenu(self.tableau),
        )


def etendue(tableau: Tableau) -> str:
    """« B5:Q58 », comme dans un tableur."""
    positions = [colonne.position for colonne in tableau.colonnes]
    if not positions:
        return "vide"
    debut = tableau.premiere or min(tableau.derniere + 1, tableau.fin)
    return f"{lettres(min(positions))}{debut}:{lettres(max(positions))}{tableau.fin}"


def titres(tableau: Tableau) -> str:
    if not tableau.premiere:
        return "sans titres"
    if tableau.premiere == tableau.derniere:
        return f"ligne {tableau.premiere}"
    return f"lignes {tableau.premiere} à {tableau.derniere}"


def contenu(examine: TableauExamine) -> str:
    """Ce qu'il semble être, et avec quelle assurance ; ce qui n'est pas une donnée se compte."""
    if examine.nature is not None:
        sur = next((d.confiance for d in examine.natures if d.nature is examine.nature), None)
        return examine.nature.libelle + (f", sûr à {sur} %" if sur is not None else ", choisi par vous")
    if examine.natures:
        premiere = examine.natures[0]
        return phrase(f"Peut-être : {premiere.nature.libelle} ({premiere.confiance} %)")
    return "Titres inconnus"


def a_part(tableau: Tableau) -> str:
    """Ce qui, dans le tableau, n'est pas une donnée : « 3 totaux, 1 titre répété »."""
    mots = {
        Sorte.TOTAL: ("total", "totaux"),
        Sorte.TITRES: ("ligne de titres", "lignes de titres"),
        Sorte.INTERTITRE: ("intertitre ou note", "intertitres ou notes"),
    }
    return ", ".join(pluriel(n, *dits) for sorte, dits in mots.items() if (n := tableau.compte(sorte)))


class ModeleTableaux(QAbstractTableModel):
    toggled = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rangs: Sequence[Rang] = ()

    def show_rangs(self, rangs: Sequence[Rang]) -> None:
        self.beginResetModel()
        self.rangs = tuple(rangs)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self.rangs)

    @override
    def columnCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(COLONNES)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole and section == 3:
            return DROITE
        return COLONNES[section] if role == Role.DisplayRole else None

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        rang, colonne = self.rangs[index.row()], index.column()
        match role:
            case Role.DisplayRole:
                return rang.textes[colonne]
            case Role.CheckStateRole if not colonne:
                return Qt.CheckState.Checked if rang.retenu else Qt.CheckState.Unchecked
            case Role.TextAlignmentRole if colonne == 3:
                return DROITE
            case Role.ToolTipRole if colonne == 4 and rang.tableau is not None:
                return a_part(rang.tableau.tableau) or None
            case Role.AccessibleTextRole:
                return f"{COLONNES[colonne]} {rang.textes[colonne]}"
            case _ if role == ROLE_TOKEN:
                return "texte" if rang.retenu else "texte2" if rang.tableau else "texte3"
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    @override
    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role == Role.CheckStateRole:
            self.toggled.emit(index.row())
            return True
        return False


class ListeTableaux(TableView):
    """Espace coche la ligne ; la ligne courante est celle dont on voit les premières lignes."""

    current_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__(nom="import_tableaux", lu="Tableaux trouvés", densite=Densite.NORMALE)
        self.modele = ModeleTableaux()
        self.modele.setParent(self)
        self.setModel(self.modele)
        self.setSortingEnabled(False)
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        for colonne, largeur in enumerate(LARGEURS):
            self.setColumnWidth(colonne, px(largeur))

    def show_rangs(self, rangs: Sequence[Rang], courant: int) -> None:
        self.modele.show_rangs(rangs)
        lignes = min(max(len(rangs), 1), LIGNES_MONTREES)
        hauteur = self.horizontalHeader().height() + lignes * self.verticalHeader().defaultSectionSize() + 2
        self.setFixedHeight(hauteur)
        if 0 <= courant < len(rangs):
            self.setCurrentIndex(self.modele.index(courant, 0))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.current_changed.emit(current.row())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.modele.toggled.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
