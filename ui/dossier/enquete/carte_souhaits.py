"""Les souhaits dans leur ordre : une rangée vide attend toujours le suivant, Alt+↑ et Alt+↓ les classent."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from db.dossier import Ajout, Changement, DossierLu, Modification, Retrait
from relogement.modeles import Souhait
from relogement.nomenclatures import Typologie
from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import Texte, legende
from ui.dossier.enquete.partie import Partie
from ui.editeurs import ChampChoix, Option
from ui.theme import px

CHAMPS = ("lieu", "typologie", "note")
VIDE = {"id": None, "lieu": "", "typologie": "", "note": ""}
MODE_D_EMPLOI = "Alt+↑ et Alt+↓ changent l’ordre ; une rangée vidée s’efface."


class Rangee(QWidget):
    """Un souhait : où, quelle typologie, et une note."""

    edited = Signal()
    moved = Signal(int)
    cleared = Signal()

    def __init__(self, rang: int, valeurs: dict[str, Any]) -> None:
        super().__init__()
        self.id: int | None = valeurs["id"]
        self.rang = Texte("", "texte3")
        self.rang.setFixedWidth(px(18))
        self.lieu, self.note = QLineEdit(str(valeurs["lieu"])), QLineEdit(str(valeurs["note"]))
        self.lieu.setPlaceholderText("Commune ou quartier")
        self.note.setPlaceholderText("Note")
        for champ in (self.lieu, self.note):
            champ.setCursorPosition(0)
            champ.setMinimumWidth(px(110))
        self.typologie = ChampChoix([Option(t.libelle, t.value) for t in Typologie])
        self.typologie.set_value(valeurs["typologie"] or None)
        self.typologie.setFixedWidth(px(96))
        self.oter = Bouton("", "x", genre=Genre.NU, petit=True, aide="Ôter ce souhait")
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(px(8))
        rangee.addWidget(self.rang)
        rangee.addWidget(self.lieu, 3)
        rangee.addWidget(self.typologie)
        rangee.addWidget(self.note, 3)
        rangee.addWidget(self.oter)
        for signal in (self.lieu.textEdited, self.note.textEdited, self.typologie.currentIndexChanged):
            signal.connect(lambda *_: self.edited.emit())
        self.oter.clicked.connect(self.cleared)
        self.numeroter(rang)

    def numeroter(self, rang: int) -> None:
        self.rang.setText(str(rang))
        noms = (("lieu", self.lieu, "commune ou quartier"), ("typologie", self.typologie, "typologie"),
                ("note", self.note, "note"), ("oter", self.oter, "ôter"))  # fmt: skip
        for nom, widget, mot in noms:
            widget.setObjectName(f"souhait_{rang}_{nom}")
            widget.setAccessibleName(f"Souhait {rang} : {mot}")

    def valeurs(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "lieu": self.lieu.text().strip(),
            "typologie": self.typologie.value() or "",
            "note": self.note.text().strip(),
        }

    @property
    def vide(self) -> bool:
        return not any(self.valeurs()[nom] for nom in CHAMPS)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class CarteSouhaits(Partie):
    """Le brouillon est la liste des souhaits tels qu'ils sont tapés, dans leur ordre."""

    def __init__(self) -> None:
        super().__init__("Souhaits, du préféré au moindre", nom="enquete_souhaits")
        self._lignes: dict[int, Souhait] = {}
        self._rangees: list[Rangee] = []
        self._pile = QVBoxLayout()
        self._pile.setSpacing(px(6))
        self.contenu.addLayout(self._pile)
        self.contenu.addWidget(legende(MODE_D_EMPLOI, "texte3", lignes=True))
        self.contenu.addStretch(1)

    def show_dossier(self, lu: DossierLu, brouillon: Any) -> None:
        self._lignes = {s.id: s for s in lu.menage.souhaits}
        voulues = brouillon if brouillon else [_valeurs(s) for s in lu.menage.souhaits]
        if [r.valeurs() for r in self._rangees if not r.vide] == [v for v in voulues if _dit(v)] and self._rangees:
            return
        for rangee in self._rangees:
            rangee.hide()
            rangee.deleteLater()
        self._rangees = []
        for valeurs in voulues:
            self._poser(valeurs)
        self._completer()

    def _poser(self, valeurs: dict[str, Any]) -> None:
        rangee = Rangee(len(self._rangees) + 1, valeurs)
        rangee.edited.connect(self._tapee)
        rangee.moved.connect(lambda pas, r=rangee: self._deplacer(r, pas))
        rangee.cleared.connect(lambda r=rangee: self._oter(r))
        self._rangees.append(rangee)
        self._pile.addWidget(rangee)

    def _completer(self) -> None:
        """Une rangée vide attend le souhait suivant."""
        if not self._rangees or not self._rangees[-1].vide:
            self._poser(dict(VIDE))
        self._ranger()

    def _ranger(self) -> None:
        precedent: QWidget | None = None
        for rang, rangee in enumerate(self._rangees, 1):
            rangee.numeroter(rang)
            rangee.oter.setEnabled(not rangee.vide)
            self._pile.removeWidget(rangee)
            self._pile.addWidget(rangee)
            if precedent is not None:
                QWidget.setTabOrder(precedent, rangee.lieu)
            for avant, apres in ((rangee.lieu, rangee.typologie), (rangee.typologie, rangee.note),
                                 (rangee.note, rangee.oter)):  # fmt: skip
                QWidget.setTabOrder(avant, apres)
            precedent = rangee.oter

    def _tapee(self) -> None:
        self._completer()
        self.edited.emit()

    def _deplacer(self, rangee: Rangee, pas: int) -> None:
        ici = self._rangees.index(rangee)
        vers = ici + pas
        if not 0 <= vers < len(self._rangees) or rangee.vide or self._rangees[vers].vide:
            return
        self._rangees[ici], self._rangees[vers] = self._rangees[vers], self._rangees[ici]
        self._ranger()
        self.edited.emit()

    def _oter(self, rangee: Rangee) -> None:
        ici = self._rangees.index(rangee)
        self._rangees.remove(rangee)
        rangee.hide()
        rangee.deleteLater()
        self._completer()
        self._rangees[min(ici, len(self._rangees) - 1)].lieu.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _voulus(self) -> list[dict[str, Any]]:
        return [r.valeurs() for r in self._rangees if not r.vide]

    def draft(self) -> list[dict[str, Any]]:
        if not self.changes():
            return []
        return self._voulus() or [dict(VIDE)]  # tout ôter est aussi un brouillon

    def draft_count(self) -> int:
        return len(self.changes())

    def changes(self) -> list[Changement]:
        voulus = self._voulus()
        gardes = {v["id"] for v in voulus}
        otes: list[Changement] = [
            Retrait(Souhait, s.id, s.version) for s in self._lignes.values() if s.id not in gardes
        ]
        return otes + [c for rang, v in enumerate(voulus, 1) if (c := self._changement(rang, v)) is not None]

    def _changement(self, rang: int, valeurs: dict[str, Any]) -> Changement | None:
        champs = {nom: valeurs[nom] or None for nom in CHAMPS} | {"rang": rang}
        champs["typologie"] = Typologie(champs["typologie"]) if champs["typologie"] else None
        ligne = self._lignes.get(valeurs["id"] or 0)
        if ligne is None:
            return Ajout(Souhait, champs)
        differents = {nom: valeur for nom, valeur in champs.items() if getattr(ligne, nom) != valeur}
        return Modification(Souhait, ligne.id, ligne.version, differents) if differents else None

    def premier(self) -> QWidget:
        """Là où s'écrit le prochain souhait."""
        return self._rangees[-1].lieu


def _valeurs(souhait: Souhait) -> dict[str, Any]:
    return {
        "id": souhait.id,
        "lieu": souhait.lieu or "",
        "typologie": souhait.typologie.value if souhait.typologie else "",
        "note": souhait.note or "",
    }


def _dit(valeurs: dict[str, Any]) -> Sequence[str]:
    return [valeurs[nom] for nom in CHAMPS if valeurs[nom]]
