"""La table des colonnes : chacune se lit d'un coup d'œil et se corrige d'une touche."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from typing_extensions import override

from ui import fonts, icons
from ui.composants.delegue import ROLE_TOKEN, ROLE_VUE
from ui.composants.jauge import dessiner_jauge
from ui.composants.table import Densite, TableView
from ui.composants.vue import Vue
from ui.echanges.assistant.colonnes.rangs import Etat, RangColonne
from ui.peinture import boite, ecrire
from ui.theme import couleur, px

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RACINE = QModelIndex()
TITRES = ("Colonne du fichier", "Ses valeurs", "Se lit comme", "Assurance", "Pourquoi")
LARGEURS = (184, 196, 200, 122, 220)
CHOIX = 2
ENTREE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
EFFACER = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


@dataclass(frozen=True)
class VueTitre:
    """La lettre du tableur, puis le titre."""

    lettre: str
    titre: str

    def lu(self) -> str:
        return f"colonne {self.lettre}, {self.titre}"

    def largeur(self) -> float:
        return px(28) + fonts.largeur(self.titre, fonts.police(fonts.BASE, fonts.MOYEN))

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        ecrire(peintre, rect, self.lettre, fonts.police(fonts.LEGENDE), "texte3")
        mot = rect.adjusted(px(28), 0, 0, 0)
        ecrire(peintre, mot, self.titre, fonts.police(fonts.BASE, fonts.MOYEN), "texte")


@dataclass(frozen=True)
class VueChoix:
    """Ce que porte la colonne, dans une boîte qui s'ouvre."""

    texte: str
    etat: Etat

    def lu(self) -> str:
        return self.texte

    def largeur(self) -> float:
        return fonts.largeur(self.texte, fonts.police(fonts.BASE, fonts.MOYEN)) + px(44)

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        zone = rect.adjusted(-2, px(4), 2, -px(3))
        doute = self.etat is Etat.DOUTEUSE
        eteinte = self.etat is Etat.NON_LUE
        fond, bord = ("ambre_fond", "ambre_bord") if doute else ("surface", "bord" if eteinte else "bord_fort")
        boite(peintre, zone, rayon=6, fond=fond, bord=bord)
        cote = px(14)
        chevron = QRectF(zone.right() - px(8) - cote, zone.center().y() - cote / 2, cote, cote)
        icons.draw(peintre, "chevron-down", chevron, "texte2")
        mot = zone.adjusted(px(10), 0, -px(28), 0)
        graisse = fonts.NORMAL if eteinte else fonts.MOYEN
        ecrire(peintre, mot, self.texte, fonts.police(fonts.BASE, graisse), "texte3" if eteinte else "texte")


@dataclass(frozen=True)
class VueAssurance:
    """Une barre et un mot."""

    part: float
    etat: Etat

    def lu(self) -> str:
        sur = f", {round(100 * self.part)} %" if self.part and self.etat is not Etat.CHOISIE else ""
        return self.etat.mot + sur

    def largeur(self) -> float:
        return px(52) + fonts.largeur(self.etat.mot, fonts.police(fonts.LEGENDE, fonts.MOYEN))

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        mot = QRectF(rect)
        if self.part:
            barre = QRectF(rect.x(), rect.y(), px(42), rect.height())
            token = self.etat.token if self.etat.token != "texte2" else "accent"
            dessiner_jauge(peintre, barre, self.part, token=token, epaisseur=6)
            mot.setLeft(mot.left() + px(52))
        ecrire(peintre, mot, self.etat.mot, fonts.police(fonts.LEGENDE, fonts.MOYEN), self.etat.token)


@dataclass(frozen=True)
class VuePourquoi:
    """La raison, sur deux lignes au plus."""

    texte: str

    def lu(self) -> str:
        return self.texte

    def largeur(self) -> float:
        return fonts.largeur(self.texte, fonts.police(fonts.LEGENDE)) / 2

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        peintre.setFont(fonts.police(fonts.LEGENDE))
        peintre.setPen(couleur("texte2"))
        peintre.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), self.texte)


class ModeleColonnes(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.rangs: Sequence[RangColonne] = ()

    def show_rangs(self, rangs: Sequence[RangColonne]) -> None:
        """Les mêmes lignes, redites : la sélection et le défilement restent."""
        if [(r.tableau, r.position) for r in rangs] == [(r.tableau, r.position) for r in self.rangs]:
            self.rangs = tuple(rangs)
            if rangs:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rangs) - 1, len(TITRES) - 1))
            return
        self.beginResetModel()
        self.rangs = tuple(rangs)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self.rangs)

    @override
    def columnCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(TITRES)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return TITRES[section]
        return None

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        rang, colonne = self.rangs[index.row()], index.column()
        match role:
            case Role.DisplayRole:
                return _textes(rang)[colonne]
            case Role.AccessibleTextRole:
                return f"{TITRES[colonne]} : {_textes(rang)[colonne]}"
            case Role.ToolTipRole if colonne in (1, 4):
                return "\n".join(rang.exemples) if colonne == 1 else rang.pourquoi
            case _ if role == ROLE_VUE:
                return _vue(rang, colonne)
            case _ if role == ROLE_TOKEN:
                return "texte2"
        return None


def _textes(rang: RangColonne) -> tuple[str, ...]:
    return (
        VueTitre(rang.lettre, rang.titre).lu(), rang.valeurs, rang.lu, VueAssurance(rang.part, rang.etat).lu(),
        rang.pourquoi,
    )  # fmt: skip


def _vue(rang: RangColonne, colonne: int) -> Vue | None:
    match colonne:
        case 0:
            return VueTitre(rang.lettre, rang.titre)
        case 2:
            return VueChoix(rang.lu, rang.etat)
        case 3:
            return VueAssurance(rang.part, rang.etat)
        case 4:
            return VuePourquoi(rang.pourquoi)
    return None


class TableColonnes(TableView):
    """Entrée, F2 ou une lettre ouvre le choix ; Suppr ne lit pas la colonne ; Ctrl+Entrée va à la suivante."""

    choice_asked = Signal(int, str)
    ignored = Signal(int)

    def __init__(self) -> None:
        super().__init__(nom="import_colonnes_table", lu="Colonnes du fichier", densite=Densite.AEREE)
        self.modele = ModeleColonnes()
        self.modele.setParent(self)
        self.setModel(self.modele)
        self.setSortingEnabled(False)
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        for colonne, largeur in enumerate(LARGEURS):
            self.setColumnWidth(colonne, px(largeur))
        self.clicked.connect(self._clic)

    @property
    def courant(self) -> int:
        return self.currentIndex().row()

    def aller(self, rang: int) -> None:
        if 0 <= rang < self.modele.rowCount():
            self.setCurrentIndex(self.modele.index(rang, CHOIX))
            self.scrollTo(self.currentIndex())

    def sous_le_choix(self) -> QPoint:
        """Où ouvrir la liste : sous la boîte de la ligne courante."""
        zone = self.visualRect(self.modele.index(self.courant, CHOIX))
        return self.viewport().mapToGlobal(zone.bottomLeft())

    def _clic(self, index: QModelIndex) -> None:
        if index.column() == CHOIX:
            self.choice_asked.emit(index.row(), "")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        touche, rang = Qt.Key(event.key()), self.courant
        seule = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if rang < 0 or (not seule and event.modifiers() != Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif touche in ENTREE:
            self.choice_asked.emit(rang, "")
        elif touche in EFFACER:
            self.ignored.emit(rang)
        elif event.text().isalpha():
            self.choice_asked.emit(rang, event.text())
        else:
            super().keyPressEvent(event)
