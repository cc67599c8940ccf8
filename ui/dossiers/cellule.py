"""La cellule de la liste : le même dessin que partout, demandé au modèle d'un seul appel, et son éditeur."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLabel, QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

from db.champs_liste import champ_de
from relogement.erreurs import ErreurMetier
from relogement.imports.valeurs.du_champ import controler
from ui.composants.delegue import Delegue, Index
from ui.dossiers.bulle import Bulle
from ui.dossiers.colonnes_champs import TOUTES
from ui.dossiers.modele import ModeleDossiers
from ui.editeurs import ChampChoix, ChampLong, ChampTexte, editeur
from ui.theme import couleur, px

VALIDER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
HAUT = 92
Editeur = ChampTexte | ChampChoix | ChampLong


class DelegueDossiers(Delegue):
    """Ni case à cocher ni fond propre : cent quatre-vingts cellules se repeignent à chaque lettre tapée.

    Une saisie illisible reste ouverte, avec sa phrase dessous ; Échap rend la valeur d'avant.
    """

    def __init__(self, modele: ModeleDossiers, parent: QObject) -> None:
        super().__init__(parent)
        self._modele = modele

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        champ = champ_de(TOUTES[index.column()].champ)
        assert champ is not None
        valeur = index.data(Qt.ItemDataRole.EditRole)
        fait = editeur("cellule", champ.faits, champ.type, long=isinstance(valeur, str) and "\n" in valeur)
        fait.setParent(parent)
        fait.setProperty("attribut", champ.attribut)
        return fait

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, Editeur):
            editor.set_value(index.data(Qt.ItemDataRole.EditRole))
            if isinstance(editor, ChampTexte):
                editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, Editeur) and not _refus(editor):
            model.setData(index, editor.value())

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        place = option.rect
        if isinstance(editor, ChampLong):
            place.setHeight(px(HAUT))
        place.setWidth(max(place.width(), px(110)))
        editor.setGeometry(place)

    @override
    def eventFilter(self, object: QObject, event: QEvent) -> bool:
        quitte = event.type() == QEvent.Type.FocusOut or _valide(event)
        if isinstance(object, Editeur) and quitte and (phrase := _refus(object)):
            _dire(object, phrase)
            return True
        return super().eventFilter(object, event)

    @override
    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if (bulle := _bulle(editor)) is not None:
            bulle.setObjectName("")
            bulle.deleteLater()
        super().destroyEditor(editor, index)

    @override
    def _fond(self, peintre: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            super()._fond(peintre, rect, option, index)
        else:
            peintre.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), couleur("trait"))

    @override
    def _case(self, peintre: QPainter, zone: QRectF, option: QStyleOptionViewItem, index: Index) -> QRectF:
        return zone

    @override
    def _contenu(self, peintre: QPainter, zone: QRectF, index: Index) -> None:
        vue = self._modele.dessin(index.row(), index.column())
        if vue is None:
            return
        peintre.save()
        peintre.setClipRect(zone.adjusted(-4, 0, 4, 1))
        vue.dessiner(peintre, zone)
        peintre.restore()  # l'anneau de focus, lui, fait le tour de la cellule


def _valide(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and Qt.Key(event.key()) in VALIDER


def _refus(editor: Editeur) -> str:
    """Pourquoi cette saisie ne peut pas être gardée ; vide si elle peut l'être."""
    try:
        controler(str(editor.property("attribut")), editor.value())
    except ErreurMetier as erreur:
        return str(erreur)
    return ""


def _dire(editor: Editeur, phrase: str) -> None:
    parent = editor.parentWidget()
    assert parent is not None
    bulle = _bulle(editor) or Bulle(parent)
    bulle.dire(phrase, editor.geometry().bottomLeft() + QPoint(0, 2))
    editor.setProperty("errone", True)
    editor.update()


def _bulle(editor: QWidget) -> Bulle | None:
    parent = editor.parentWidget()
    trouvee = parent.findChild(QLabel, "cellule_erreur") if parent else None
    return trouvee if isinstance(trouvee, Bulle) else None
