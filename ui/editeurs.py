"""L'éditeur d'un champ, d'après ses faits et son type : texte, montant, date, liste, oui ou non."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QStyledItemDelegate, QWidget
from typing_extensions import override

from relogement.base import Code
from relogement.champs import Faits
from ui import saisie


class Editeur(Protocol):
    """Ce que le formulaire attend de chaque éditeur ; `value` lève `ErreurMetier` si la saisie est illisible."""

    def value(self) -> Any: ...

    def set_value(self, valeur: Any) -> None: ...

    def edited(self) -> SignalInstance: ...

    def widget(self) -> QWidget: ...


@dataclass(frozen=True)
class Ecriture:
    """Comment un type se lit et s'écrit dans un champ de texte."""

    lire: Callable[[str], Any]
    ecrire: Callable[[object], str]
    invite: str = ""
    a_droite: bool = False


ECRITURES: dict[type, Ecriture] = {
    str: Ecriture(saisie.lire_texte, saisie.ecrire_texte),
    Decimal: Ecriture(saisie.lire_montant, saisie.ecrire_montant, a_droite=True),
    int: Ecriture(saisie.lire_entier, saisie.ecrire_texte, a_droite=True),
    date: Ecriture(saisie.lire_date, saisie.ecrire_date, "JJ/MM/AAAA"),
    datetime: Ecriture(saisie.lire_moment, saisie.ecrire_moment, "JJ/MM/AAAA HH:MM"),
    float: Ecriture(saisie.lire_coordonnee, saisie.ecrire_coordonnee, a_droite=True),
}


class ChampTexte(QLineEdit):
    """Une ligne : texte, nombre, montant ou date ; remise en forme quand on la quitte."""

    def __init__(self, ecriture: Ecriture) -> None:
        super().__init__()
        self._ecriture = ecriture
        self.setPlaceholderText(ecriture.invite)
        if ecriture.a_droite:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> Any:
        return self._ecriture.lire(self.text())

    def set_value(self, valeur: Any) -> None:
        self.setText(self._ecriture.ecrire(valeur))
        self.setCursorPosition(0)

    def edited(self) -> SignalInstance:
        return self.textChanged

    def widget(self) -> QWidget:
        return self


class ChampLong(QPlainTextEdit):
    """Plusieurs lignes : souhaits, remarques."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def value(self) -> Any:
        return saisie.lire_texte(self.toPlainText())

    def set_value(self, valeur: Any) -> None:
        self.setPlainText(saisie.ecrire_texte(valeur))

    def edited(self) -> SignalInstance:
        return self.textChanged

    def widget(self) -> QWidget:
        return self


@dataclass(frozen=True)
class Option:
    texte: str
    valeur: Any


INCONNU = Option("—", None)
OUI_NON = (Option("Oui", True), Option("Non", False))


class ChampChoix(QComboBox):
    """Une liste dont le premier choix dit que l'on ne sait pas ; la molette ne la change pas par mégarde."""

    def __init__(self, options: Sequence[Option], *, vide: Option | None = INCONNU) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(QStyledItemDelegate(self))  # celui d'une liste ignore le style des lignes
        self.set_options(options, vide=vide)

    def set_options(self, options: Sequence[Option], *, vide: Option | None = INCONNU) -> None:
        self._options = ((vide,) if vide else ()) + tuple(options)
        self.clear()
        self.addItems([option.texte for option in self._options])

    def value(self) -> Any:
        rang = self.currentIndex()
        return self._options[rang].valeur if rang >= 0 else None

    def set_value(self, valeur: Any) -> None:
        rangs = (
            i for i, o in enumerate(self._options) if o.valeur == valeur and (o.valeur is None) == (valeur is None)
        )
        self.setCurrentIndex(next(rangs, -1))

    def edited(self) -> SignalInstance:
        return self.currentIndexChanged

    def widget(self) -> QWidget:
        return self

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(e)
        else:
            e.ignore()


def editable(type_: type) -> bool:
    """Vrai si le type a un éditeur ; une liste ou un tableau demande un écran à lui."""
    return issubclass(type_, Code) or type_ is bool or type_ in ECRITURES


E = TypeVar("E", bound=QWidget)


def _nu(type_: type, long: bool) -> ChampTexte | ChampLong | ChampChoix:
    if issubclass(type_, Code):
        return ChampChoix([Option(code.libelle, code) for code in type_])
    if type_ is bool:
        return ChampChoix(OUI_NON)
    return ChampLong() if long else ChampTexte(ECRITURES[type_])


def editeur(nom: str, faits: Faits, type_: type, *, long: bool = False) -> ChampTexte | ChampLong | ChampChoix:
    """L'éditeur d'un champ : nommé, décrit, avec son aide."""
    return nommer(_nu(type_, long), nom, faits)


def nommer(fait: E, nom: str, faits: Faits) -> E:
    """Donne à un éditeur son nom, son étiquette parlée et son aide."""
    fait.setObjectName(nom)
    fait.setAccessibleName(f"{faits.libelle} ({faits.unite})" if faits.unite else faits.libelle)
    fait.setToolTip(faits.aide)
    fait.setAccessibleDescription(faits.aide)
    return fait
