"""Les premières lignes du tableau choisi, comme le fichier les montre et comme on les lit."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from relogement.imports.extraits import Extrait, LigneVue, Role
from relogement.imports.lecture.annonces import lettres
from ui import fonts
from ui.composants.delegue import ROLE_GRAISSE, ROLE_TOKEN
from ui.composants.table import Densite, TableView
from ui.peinture import DROITE
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
Donnee = Qt.ItemDataRole
RACINE = QModelIndex()
TOKENS = {Role.AVANT: "texte3", Role.TITRES: "texte", Role.DONNEE: "texte", Role.ECARTEE: "texte3"}
DIT = {Role.AVANT: "au-dessus", Role.TITRES: "titres", Role.DONNEE: "", Role.ECARTEE: "non lue"}
LARGEUR_MIN, LARGEUR_MAX = 60, 210


class ModelePremieres(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.extrait = Extrait()
        self._debut = self._largeur = 0

    def show_extrait(self, extrait: Extrait) -> None:
        self.beginResetModel()
        self.extrait = extrait
        pleines = [p for ligne in extrait.lignes for p, c in enumerate(ligne.cellules) if c]
        self._debut = min(pleines, default=0)
        self._largeur = max(pleines, default=-1) + 1 - self._debut
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self.extrait.lignes)

    @override
    def columnCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else self._largeur + 1

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Donnee.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Donnee.TextAlignmentRole and self._a_droite(section):
            return DROITE
        if role == Donnee.DisplayRole:
            return lettres(self._position(section)) if section else "Ligne"
        return None

    @override
    def data(self, index: Index, role: int = Donnee.DisplayRole) -> Any:
        ligne, section = self.extrait.lignes[index.row()], index.column()
        match role:
            case Donnee.DisplayRole:
                return self._texte(ligne, section)
            case Donnee.BackgroundRole if ligne.role in (Role.TITRES, Role.AVANT, Role.ECARTEE):
                return "creux"
            case Donnee.TextAlignmentRole if not section or (
                ligne.role is Role.DONNEE and self._a_droite(section)
            ):
                return DROITE
            case Donnee.AccessibleTextRole:
                return f"ligne {ligne.numero} {DIT[ligne.role]} {self._texte(ligne, section)}"
            case _ if role == ROLE_TOKEN:
                return "texte3" if not section else TOKENS[ligne.role]
            case _ if role == ROLE_GRAISSE and section and ligne.role is Role.TITRES:
                return fonts.GRAS
        return None

    def premiere(self, ligne: LigneVue) -> int:
        """La première section remplie de cette ligne."""
        return next((p - self._debut + 1 for p, c in enumerate(ligne.cellules) if c), 1)

    def texte(self, ligne: LigneVue, position: int) -> str:
        return ligne.cellules[position] if position < len(ligne.cellules) else ""

    def _texte(self, ligne: LigneVue, section: int) -> str:
        return self.texte(ligne, self._position(section)) if section else str(ligne.numero)

    def _position(self, section: int) -> int:
        return self._debut + section - 1

    def _a_droite(self, section: int) -> bool:
        return not section or self._position(section) in self.extrait.a_droite


class PremieresLignes(TableView):
    """T sur une ligne, ou sur plusieurs : les titres sont là."""

    titles_asked = Signal(int, int)

    def __init__(self) -> None:
        super().__init__(nom="import_premieres", lu="Premières lignes", densite=Densite.COMPACTE)
        self.modele = ModelePremieres()
        self.modele.setParent(self)
        self.setModel(self.modele)
        self.setSortingEnabled(False)
        self.horizontalHeader().setStretchLastSection(False)
        self.horizontalHeader().setSectionsMovable(False)

    def show_extrait(self, extrait: Extrait) -> None:
        self.modele.show_extrait(extrait)
        fonte = fonts.police()
        self.clearSpans()
        lignes = extrait.lignes
        for rang, ligne in enumerate(lignes):
            if ligne.role is Role.AVANT and self.modele.columnCount() > 1:
                self.setSpan(rang, self.modele.premiere(ligne), 1, self.modele.columnCount())
        dedans = [rang for rang, ligne in enumerate(lignes) if ligne.role is not Role.AVANT]
        for section in range(self.modele.columnCount()):
            textes = [str(self.modele.index(rang, section).data() or "") for rang in dedans]
            large = max((fonts.largeur(t, fonte) for t in textes), default=0) + px(18)
            mini = px(46) if not section else px(LARGEUR_MIN)
            self.setColumnWidth(section, round(max(mini, min(large, px(LARGEUR_MAX)))))

    def ask_titles(self) -> None:
        """Les lignes choisies sont celles des titres."""
        rangs = sorted(index.row() for index in self.selectionModel().selectedRows())
        if rangs:
            lignes = self.modele.extrait.lignes
            self.titles_asked.emit(lignes[rangs[0]].numero, lignes[rangs[-1]].numero)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self.ask_titles()
        else:
            super().keyPressEvent(event)
