"""Le champ où s'écrit la décision, et ce que l'on en tire : le texte, qui, pour quand, quel logement."""

import re
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QStyledItemDelegate
from typing_extensions import override

from relogement.rapprochement import cle
from relogement.textes import jour_de_semaine
from ui.editeurs import ChampTexte, Ecriture
from ui.journee.saisies import champ_jour

ENTREE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_JOUR_DIT = re.compile(r"^\s*(?:lun|mar|mer|jeu|ven|sam|dim)\.\s*")


@dataclass(frozen=True)
class Decidee:
    """Une décision telle qu'elle se note ; ``corrige`` : celle qu'elle remplace."""

    texte: str = field(repr=False)
    responsable: str | None
    partenaire_id: int | None
    echeance_le: date | None
    logement_id: int | None
    corrige: int | None = None


@dataclass(frozen=True)
class LogementVise:
    """Un logement que l'on propose, et la décision qui le dit."""

    id: int
    dit: str
    decision: str


class ChampDecision(QPlainTextEdit):
    """Entrée note, Maj et Entrée vont à la ligne, Échap rend le clavier au dossier."""

    noted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("decision_texte")
        self.setAccessibleName("Décision")
        self.setPlaceholderText("Ce que la cellule décide")
        self.setTabChangesFocus(True)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        maj = bool(e.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if e.key() in ENTREE and not maj:
            self.noted.emit()
        elif e.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(e)


class ChampResponsable(QComboBox):
    """Un agent, un partenaire, ou un nom que l'on tape ; la molette ne le change pas par mégarde."""

    def __init__(self) -> None:
        super().__init__()
        self._numeros: dict[str, int | None] = {}
        self.setEditable(True)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)  # un long nom ne pousse pas la colonne hors de la fenêtre
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setObjectName("decision_responsable")
        self.setAccessibleName("Responsable")
        champ = self.lineEdit()
        assert champ is not None
        champ.setObjectName("decision_responsable_champ")
        champ.setAccessibleName("Responsable")

    def set_responsables(self, responsables: list[tuple[str, int | None]]) -> None:
        """Ceux que l'on propose ; ce qui est tapé reste."""
        if list(self._numeros.items()) == responsables:
            return
        tape = self.currentText()
        self._numeros = dict(responsables)
        self.clear()
        self.addItems(list(self._numeros))
        self.setCurrentText(tape)

    def value(self) -> tuple[str | None, int | None]:
        """Le nom écrit, et le partenaire s'il en est un, même écrit autrement."""
        texte = self.currentText().strip()
        numero = next((n for nom, n in self._numeros.items() if cle(nom) == cle(texte)), None) if texte else None
        return texte or None, numero


def champ_echeance(au: date) -> ChampTexte:
    """« ven. 27/11/2026 », « vendredi », « dans 15 jours »."""
    simple = champ_jour(au)

    def lire(texte: str) -> date | None:
        simple.setText(_JOUR_DIT.sub("", texte))
        lue: date | None = simple.value()
        return lue

    def ecrire(valeur: object) -> str:
        return jour_de_semaine(valeur) if isinstance(valeur, date) else ""

    champ = ChampTexte(Ecriture(lire, ecrire, "lundi, 15 jours…"))
    champ.setObjectName("decision_echeance")
    champ.setAccessibleName("Échéance")
    return champ
