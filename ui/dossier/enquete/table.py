"""La table des ressources se tape comme un tableur : flèches, Tab, F2, R recopie, Ctrl+V colle une ligne."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ui import fonts
from ui.composants.delegue import Delegue, Index
from ui.composants.table import TableView
from ui.dossier.enquete.grille import ROLE_ERREUR, ROLE_MODIFIE, GrilleModel
from ui.peinture import DROITE, GAUCHE, anneau, boite, ecrire, soigne
from ui.theme import couleur, px

ETIQUETTES, MOIS_MINI, RANGEE, ENTETE = 190, 57, 27, 28
CHIFFRES = "0123456789,.-"
PAS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class CaseDelegue(Delegue):
    """Une case tapée se voit : ambre en brouillon, rouge si elle ne se lit pas."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        self._fond(painter, rect, option, index)
        erreur, modifiee = index.data(ROLE_ERREUR), index.data(ROLE_MODIFIE)
        zone = rect.adjusted(1, 1, -1, -2)
        with soigne(painter):
            if erreur or modifiee:
                famille = "rouge" if erreur else "ambre"
                boite(painter, zone, rayon=4, fond=f"{famille}_fond", bord=famille)
            self._contenu(painter, rect.adjusted(px(3), 0, -px(5), -1), index)
            if option.state & QStyle.StateFlag.State_HasFocus:
                anneau(painter, zone, 4)

    @override
    def _contenu(self, peintre: QPainter, zone: QRectF, index: Index) -> None:
        graisse = index.data(Qt.ItemDataRole.UserRole + 3) or fonts.NORMAL
        token = index.data(Qt.ItemDataRole.UserRole + 2) or "texte"
        texte = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        ecrire(peintre, zone, texte, fonts.police(fonts.LEGENDE, graisse), token, DROITE)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        champ = QLineEdit(parent)
        champ.setObjectName("ressource_case")
        champ.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        champ.setAlignment(Qt.AlignmentFlag.AlignRight)
        champ.setFont(fonts.police(fonts.LEGENDE))
        champ.setTextMargins(-px(4), 0, -px(4), 0)
        return champ

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit) and isinstance(model, GrilleModel):
            model.ecrire({(index.row(), index.column()): editor.text()})

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    @override
    def eventFilter(self, object: QObject, event: QEvent) -> bool:
        """Entrée descend, Tab avance ; les flèches aussi tant que l'on tape par-dessus, comme dans un tableur."""
        table = self.parent()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(table, TableMois):
            geste = table.geste(event)
            if geste is not None and isinstance(object, QLineEdit):
                self.commitData.emit(object)
                self.closeEditor.emit(object)
                geste()
                return True
        return super().eventFilter(object, event)


class Etiquettes(QHeaderView):
    """« Mariam · Salaire » à gauche de chaque ligne ; le total en gras."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        modele, zone = self.model(), QRectF(rect)
        total = logicalIndex == modele.rowCount() - 1
        painter.fillRect(zone, couleur("creux" if total else "surface"))
        painter.fillRect(QRectF(zone.x(), zone.bottom() - 1, zone.width(), 1), couleur("trait"))
        mot = str(modele.headerData(logicalIndex, Qt.Orientation.Vertical) or "")
        fonte = fonts.police(fonts.LEGENDE, fonts.GRAS if total else fonts.NORMAL)
        with soigne(painter):
            ecrire(
                painter, zone.adjusted(px(12), 0, -px(4), -1), mot, fonte, "texte" if total else "texte2", GAUCHE
            )


class TableMois(TableView):
    """`R` ou Ctrl+D recopie la case sur les mois suivants ; Suppr efface ; Tab sort après la dernière case.

    `pasted` dit combien de cases collées tombaient hors de la grille.
    """

    pasted = Signal(int)

    def __init__(self) -> None:
        super().__init__(nom="ressources_mois", lu="Ressources par mois")
        self._frappe = False
        self.setItemDelegate(CaseDelegue(self))
        self.setSortingEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionsMovable(False)
        self._etiquettes()

    def _etiquettes(self) -> None:
        cotes = Etiquettes(self)
        self.setVerticalHeader(cotes)
        cotes.setFixedWidth(px(ETIQUETTES))

    def ajuster(self) -> None:
        """La hauteur de toutes ses lignes ; les mois se partagent la largeur."""
        self.verticalHeader().setDefaultSectionSize(px(RANGEE))
        self.horizontalHeader().setFixedHeight(px(ENTETE))
        modele = self.model()
        colonnes = modele.columnCount() if modele is not None else 0
        libre = self.viewport().width()
        for colonne in range(colonnes):
            self.setColumnWidth(colonne, max(px(MOIS_MINI), libre // colonnes))
        barre = self.horizontalScrollBar().sizeHint().height() if libre < px(MOIS_MINI) * colonnes else 0
        lignes = modele.rowCount() if modele is not None else 0
        self.setFixedHeight(px(ENTETE) + px(RANGEE) * max(1, lignes) + barre + 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ajuster()

    def grille(self) -> GrilleModel:
        modele = self.model()
        assert isinstance(modele, GrilleModel)
        return modele

    def geste(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Ce que fait une touche pendant la frappe ; rien si elle reste dans le champ."""
        touche = Qt.Key(event.key())
        if touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return partial(self.bouger, -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        if touche in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return partial(self.focusNextPrevChild, touche == Qt.Key.Key_Tab)
        if touche in PAS and (self._frappe or touche in (Qt.Key.Key_Up, Qt.Key.Key_Down)):
            return partial(self.bouger, *PAS[touche])
        return None

    def bouger(self, bas: int, droite: int) -> None:
        ici = self.currentIndex()
        vers = self.grille().index(ici.row() + bas, ici.column() + droite)
        if self.grille().est_une_case(vers):
            self.setCurrentIndex(vers)
            self.scrollTo(vers)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self._frappe = False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ici = self.currentIndex()
        touche, commande = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(self.coller(QGuiApplication.clipboard().text()))
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copie())
        elif (touche == Qt.Key.Key_R and not commande) or (touche == Qt.Key.Key_D and commande):
            self.recopier()
        elif touche in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._effacer()
        elif touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.bouger(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif self.grille().est_une_case(ici) and event.text() and event.text() in CHIFFRES and not commande:
            self._taper(ici, event.text())
        else:
            super().keyPressEvent(event)

    def _taper(self, ici: QModelIndex, texte: str) -> None:
        """Le premier chiffre remplace ce qui était écrit."""
        self.edit(ici)
        champ = self.indexWidget(ici) or self.findChild(QLineEdit, "ressource_case")
        if isinstance(champ, QLineEdit):
            champ.setText(texte)
            self._frappe = True

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab va de case en case, puis sort ; Maj+Tab revient."""
        ici, modele = self.currentIndex(), self.grille()
        pas = 1 if next else -1
        rang = ici.row() * modele.columnCount() + ici.column() + pas
        vers = modele.index(rang // modele.columnCount(), rang % modele.columnCount()) if rang >= 0 else None
        if vers is None or not ici.isValid() or not modele.est_une_case(vers):
            return super().focusNextPrevChild(next)
        self.setCurrentIndex(vers)
        self.scrollTo(vers)
        return True

    def recopier(self) -> None:
        """La case courante, sur tous les mois suivants de sa ligne."""
        ici, modele = self.currentIndex(), self.grille()
        if not modele.est_une_case(ici):
            return
        texte = modele.texte(ici.row(), ici.column())
        modele.ecrire({(ici.row(), c): texte for c in range(ici.column() + 1, modele.columnCount())})

    def coller(self, texte: str) -> int:
        """Des lignes et des colonnes d'un tableur, à partir de la case courante ; rend ce qui n'a pas tenu."""
        ici, modele = self.currentIndex(), self.grille()
        if not modele.est_une_case(ici):
            return 0
        lignes = [ligne.split("\t") for ligne in texte.rstrip("\r\n").splitlines()]
        places = {
            (ici.row() + r, ici.column() + c): case
            for r, ligne in enumerate(lignes)
            for c, case in enumerate(ligne)
        }
        tenues = {place: case for place, case in places.items() if modele.est_une_case(modele.index(*place))}
        modele.ecrire(tenues)
        return len(places) - len(tenues)

    def copie(self) -> str:
        """Les cases choisies, séparées comme un tableur les lit."""
        choisies = sorted((i.row(), i.column()) for i in self._choisies())
        rangs = sorted({r for r, _ in choisies})
        return "\n".join("\t".join(self.grille().texte(*p) for p in choisies if p[0] == r) for r in rangs)

    def _effacer(self) -> None:
        self.grille().ecrire({(i.row(), i.column()): "" for i in self._choisies()})

    def _choisies(self) -> list[QModelIndex]:
        return [i for i in self.selectionModel().selectedIndexes() if self.grille().est_une_case(i)]

    def aller(self, rang: int, colonne: int) -> None:
        self.selectionModel().setCurrentIndex(
            self.grille().index(rang, colonne), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
