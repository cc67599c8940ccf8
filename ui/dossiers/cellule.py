"""Écrire dans une cellule de la liste : son éditeur, et la phrase qui dit ce qui ne peut pas être gardé."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem, QWidget
from typing_extensions import override

from db import lot
from db.champs_liste import champ_de
from relogement.erreurs import ErreurMetier
from ui.composants.delegue import Delegue, Index
from ui.dossiers.bulle import Bulle
from ui.dossiers.colonnes_champs import TOUTES
from ui.editeurs import ChampChoix, ChampLong, ChampTexte, editeur
from ui.theme import px

VALIDER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
HAUT = 92
Editeur = ChampTexte | ChampChoix | ChampLong


class DelegueDossiers(Delegue):
    """Une saisie illisible reste ouverte, avec sa phrase dessous ; Échap rend la valeur d'avant.

    Le dessin est ailleurs (`dessin`) : la table peint la page d'un trait.
    """

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        champ = champ_de(TOUTES[index.column()].champ)
        assert champ is not None
        valeur = index.data(Qt.ItemDataRole.EditRole)
        fait = editeur("cellule", champ.faits, champ.type, long=isinstance(valeur, str) and "\n" in valeur)
        fait.setParent(parent)
        fait.setProperty("champ", champ.cle)
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


def _valide(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and Qt.Key(event.key()) in VALIDER


def _refus(editor: Editeur) -> str:
    """Pourquoi cette saisie ne peut pas être gardée ; vide si elle peut l'être."""
    try:
        return lot.refus(str(editor.property("champ")), editor.value())
    except ErreurMetier as erreur:
        return str(erreur)


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
