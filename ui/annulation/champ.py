"""Ctrl+Z dans un champ : un texte tapé garde son annulation, une liste rend la valeur qu'elle montrait."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from ui.editeurs import ChampChoix
from ui.form import Formulaire

ANNULER, RETABLIR = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
Texte = QLineEdit | QPlainTextEdit | QTextEdit


def rendre_le_champ() -> bool:
    """Rend à la liste où est le focus la valeur enregistrée, si elle a été changée."""
    champ = QApplication.focusWidget()
    if not isinstance(champ, ChampChoix):
        return False
    parent: QWidget | None = champ.parentWidget()
    while parent is not None and not isinstance(parent, Formulaire):
        parent = parent.parentWidget()
    return parent is not None and parent.rendre(champ.objectName())


class GardienDesChamps(QObject):
    """Un champ de texte prend Ctrl+Z même quand il n'a rien à annuler : alors il le laisse à la fenêtre."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._suivre)

    def _suivre(self, avant: QWidget | None, apres: QWidget | None) -> None:
        if isinstance(avant, Texte):
            avant.removeEventFilter(self)
        if isinstance(apres, Texte):
            apres.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            annule, retablit = event.matches(ANNULER), event.matches(RETABLIR)
            if (annule and not _peut_annuler(watched)) or (retablit and not _peut_retablir(watched)):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def _peut_annuler(champ: QObject) -> bool:
    if isinstance(champ, QLineEdit):
        return champ.isUndoAvailable()
    return isinstance(champ, QPlainTextEdit | QTextEdit) and champ.document().isUndoAvailable()


def _peut_retablir(champ: QObject) -> bool:
    if isinstance(champ, QLineEdit):
        return champ.isRedoAvailable()
    return isinstance(champ, QPlainTextEdit | QTextEdit) and champ.document().isRedoAvailable()
