"""Le formulaire : il montre un objet et rend des valeurs ; il n'écrit jamais dans l'objet."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from db.horloge import aujourdhui
from relogement.champs import Faits, champs, types
from relogement.controles import Remarque, remarques
from relogement.erreurs import ErreurMetier
from relogement.textes import INSECABLE
from ui import fonts
from ui.composants.texte import Texte
from ui.editeurs import ChampChoix, ChampLong, ChampTexte, editable, editeur


class Formulaire(QWidget):
    """L'appelant dispose lui-même `label(nom)` et `editor(nom)` ; vide reste inconnu.

    `neuf` : l'objet n'existe pas encore, rien n'y est donc marqué comme modifié.
    """

    changed = Signal()

    def __init__(
        self,
        modele: type | None = None,
        noms: Iterable[str] | None = None,
        *,
        long: Iterable[str] = (),
        neuf: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._neuf, self._modele = neuf, modele
        self._dites: dict[str, str] = {}
        self._remarques: dict[str, Texte] = {}
        self._editeurs: dict[str, ChampTexte | ChampLong | ChampChoix] = {}
        self._labels: dict[str, QLabel] = {}
        self._faits: dict[str, Faits] = {}
        self._montre: dict[str, Any] = {}
        if modele is not None:
            faits, genres = champs(modele), types(modele)
            for nom in noms if noms is not None else filter(lambda n: editable(genres[n]), faits):
                self.add(nom, faits[nom], genres[nom], long=nom in set(long))

    def add(self, nom: str, faits: Faits, type_: type, *, long: bool = False) -> None:
        """Ajoute un champ hors modèle, ou déclaré ailleurs."""
        self.adopt(nom, faits, editeur(nom, faits, type_, long=long))

    def adopt(self, nom: str, faits: Faits, champ: ChampTexte | ChampLong | ChampChoix) -> None:
        """Ajoute un éditeur fait par l'appelant : une liste dont les choix dépendent du dossier."""
        champ.setParent(self)
        label = Texte(faits.libelle, "texte2", nom=f"{nom}_label", parent=self)
        label.setBuddy(champ)
        self._editeurs[nom], self._labels[nom], self._faits[nom] = champ, label, faits
        self._montre[nom] = None
        champ.edited().connect(lambda *_: self._edited(nom))

    def editor(self, nom: str) -> ChampTexte | ChampLong | ChampChoix:
        return self._editeurs[nom]

    def label(self, nom: str) -> QLabel:
        return self._labels[nom]

    def remark(self, nom: str) -> QWidget:
        """La phrase à poser sous le champ : ce qui ne se lit pas, ne peut pas être vrai, ou ne se note pas."""
        phrase = Texte("", "rouge", fonts.LEGENDE, lignes=True, nom=f"{nom}_remarque", parent=self)
        phrase.hide()
        self._remarques[nom] = phrase
        return phrase

    def say(self, nom: str, phrase: str) -> None:
        """Une phrase que l'appelant sait, dite sous le champ jusqu'à ce qu'il change."""
        self._dites[nom] = phrase
        self._remark()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._editeurs)

    def show(self, objet: object = None) -> None:
        """Montre l'objet ; sans objet, affiche le widget comme le fait Qt."""
        if objet is None:
            super().show()
            return
        self.show_values({nom: getattr(objet, nom, None) for nom in self._editeurs})

    def show_values(self, valeurs: Mapping[str, Any]) -> None:
        """Le point de départ : ce qui s'en écarte est modifié, et se voit."""
        for nom, champ in self._editeurs.items():
            self._montre[nom] = valeurs.get(nom)
            champ.blockSignals(True)
            champ.set_value(self._montre[nom])
            champ.blockSignals(False)
        self._dites.clear()
        for nom in self._editeurs:
            self._mark(nom)
        self._remark()
        self.changed.emit()

    def values(self) -> dict[str, Any]:
        """Toutes les valeurs saisies ; une saisie illisible ou impossible est refusée en nommant son champ."""
        lues = {nom: self._read(nom) for nom in self._editeurs}
        for remarque in self._impossibles():
            raise ErreurMetier(f"{self._faits[remarque.champ].libelle}{INSECABLE}: {remarque.phrase}")
        return lues

    def changes(self) -> dict[str, Any]:
        """Seulement ce qui a changé depuis `show`."""
        return {nom: valeur for nom, valeur in self.values().items() if valeur != self._montre[nom]}

    @property
    def changed_names(self) -> tuple[str, ...]:
        return tuple(nom for nom in self._editeurs if self._differs(nom))

    @property
    def is_dirty(self) -> bool:
        return bool(self.changed_names)

    def draft(self) -> dict[str, str]:
        """Ce qui est tapé et pas encore enregistré, tel quel, pour le brouillon."""
        return {nom: _text(self._editeurs[nom]) for nom in self.changed_names}

    def resume(self, brouillon: Mapping[str, str]) -> None:
        """Reprend un brouillon par-dessus l'objet montré."""
        for nom in brouillon.keys() & self._editeurs.keys():
            _set_text(self._editeurs[nom], brouillon[nom])

    def rendre(self, nom: str) -> bool:
        """Rend à ce champ la valeur montrée ; faux s'il ne s'en écartait pas."""
        if nom not in self._editeurs or not self._differs(nom):
            return False
        self._editeurs[nom].set_value(self._montre[nom])
        return True

    def _read(self, nom: str) -> Any:
        try:
            return self._editeurs[nom].value()
        except ErreurMetier as erreur:
            raise ErreurMetier(f"{self._faits[nom].libelle}{INSECABLE}: {erreur}") from erreur

    def _differs(self, nom: str) -> bool:
        try:
            return bool(self._editeurs[nom].value() != self._montre[nom])
        except ErreurMetier:
            return True

    def _lues(self) -> dict[str, Any]:
        """Ce qui se lit parmi ce qui est tapé."""
        return {nom: champ.value() for nom, champ in self._editeurs.items() if not self._unreadable(nom)}

    def _vues(self) -> list[Remarque]:
        """Les remarques sur ce qui vient de changer ; ce qui était déjà écrit ne se juge pas."""
        if self._modele is None:
            return []
        lues = self._lues()
        changes = {nom for nom, valeur in lues.items() if valeur != self._montre[nom]}
        dites = remarques(self._modele, lues, au=aujourdhui()) if changes else []
        return [r for r in dites if changes & set(r.champs) and r.champ in self._editeurs]

    def _impossibles(self) -> list[Remarque]:
        return [remarque for remarque in self._vues() if remarque.bloque]

    def _remark(self) -> None:
        """Chaque phrase sous son champ ; le rouge empêche d'enregistrer, l'ambre prévient."""
        vues = {remarque.champ: remarque for remarque in reversed(self._vues())}
        for nom, phrase in self._remarques.items():
            illisible, vue = self._refusal(nom), vues.get(nom)
            dite = illisible or self._dites.get(nom, "") or (vue.phrase if vue else "")
            phrase.setText(dite)
            phrase.set_token("ambre" if vue is not None and not vue.bloque and not illisible else "rouge")
            phrase.setVisible(bool(dite))
            self._editeurs[nom].setAccessibleDescription(dite or self._faits[nom].aide)
        for nom in {nom for nom, vue in vues.items() if vue.bloque} | self._dites.keys():
            self._show_wrong(nom)

    def _edited(self, nom: str) -> None:
        self._dites.pop(nom, None)
        for autre in self._editeurs:
            self._mark(autre)
        self._remark()
        self.changed.emit()

    def _mark(self, nom: str) -> None:
        marques = {"modifie": not self._neuf and self._differs(nom), "errone": self._unreadable(nom)}
        _set_marks(self._editeurs[nom], marques)

    def _show_wrong(self, nom: str) -> None:
        _set_marks(self._editeurs[nom], {"errone": True})

    def _unreadable(self, nom: str) -> bool:
        return bool(self._refusal(nom))

    def _refusal(self, nom: str) -> str:
        """Pourquoi ce qui est tapé ne se lit pas ; vide sinon."""
        try:
            self._editeurs[nom].value()
        except ErreurMetier as erreur:
            return str(erreur)
        return ""


def _set_marks(champ: QWidget, marques: Mapping[str, bool]) -> None:
    """Un champ dont les marques ne changent pas ne se rhabille pas : c'est le plus long d'un formulaire."""
    if all(champ.property(nom) == vrai for nom, vrai in marques.items()):
        return
    for nom, vrai in marques.items():
        champ.setProperty(nom, vrai)
    champ.style().unpolish(champ)
    champ.style().polish(champ)
    champ.update()


def _text(champ: ChampTexte | ChampLong | ChampChoix) -> str:
    if isinstance(champ, ChampChoix):
        return champ.currentText()
    return champ.toPlainText() if isinstance(champ, ChampLong) else champ.text()


def _set_text(champ: ChampTexte | ChampLong | ChampChoix, texte: str) -> None:
    if isinstance(champ, ChampChoix):
        champ.setCurrentText(texte)
    elif isinstance(champ, ChampLong):
        champ.setPlainText(texte)
    else:
        champ.setText(texte)
