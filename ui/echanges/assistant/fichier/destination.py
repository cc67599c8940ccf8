"""Ce que c'est, et où vont les lignes : la nature, l'opération, le bailleur."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QWidget

from relogement.base import Code
from relogement.imports.choix import AUTO, Choix
from relogement.operation import Operation
from ui.composants.carte import Carte
from ui.composants.texte import Texte, legende
from ui.echanges.assistant.natures import DANS_UNE_OPERATION, natures
from ui.editeurs import ChampChoix, Option
from ui.theme import px

NOUVELLE = "\x00nouvelle"


class CarteDestination(Carte):
    """``changed`` porte un ``Choix`` dont la nature, l'opération ou le bailleur diffère."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("Ce que c’est", nom="carte_destination")
        self._choix, self._devinee = Choix(), ""
        self._operations: list[Operation] = []
        self.nature = ChampChoix([])
        self.operation = ChampChoix([])
        self.code, self.bailleur = QLineEdit(), QLineEdit()
        self._pourquoi = legende("", "texte3", lignes=True, nom="import_nature_raison")
        self._nommer()
        self._ranger()
        self._brancher()

    def _nommer(self) -> None:
        for champ, nom, lu in (
            (self.nature, "import_nature", "Contenu du fichier"),
            (self.operation, "import_operation", "Opération"),
            (self.code, "import_code_operation", "Code de la nouvelle opération"),
            (self.bailleur, "import_bailleur", "Bailleur"),
        ):
            champ.setObjectName(nom)
            champ.setAccessibleName(lu)
        self.code.setPlaceholderText("Son code, par exemple AC")
        self.bailleur.setPlaceholderText("Qui a remis ce fichier")

    def _ranger(self) -> None:
        grille = QGridLayout()
        grille.setHorizontalSpacing(px(10))
        grille.setVerticalSpacing(px(5))
        grille.setColumnStretch(1, 1)
        grille.setColumnMinimumWidth(0, px(66))
        lignes: tuple[tuple[str, QWidget], ...] = (
            ("Contenu", self.nature), ("", self._pourquoi), ("Opération", self.operation), ("", self.code),
            ("Bailleur", self.bailleur),
        )  # fmt: skip
        for rang, (mot, champ) in enumerate(lignes):
            if mot:
                etiquette = Texte(mot, "texte2")
                etiquette.setBuddy(champ)
                grille.addWidget(etiquette, rang, 0)
            grille.addWidget(champ, rang, 1)
        self.contenu.addLayout(grille)

    def _brancher(self) -> None:
        self.nature.activated.connect(lambda _: self.dire(nature=self.nature.value()))
        self.operation.activated.connect(lambda _: self._operation())
        self.code.editingFinished.connect(self._operation)
        self.bailleur.editingFinished.connect(lambda: self.dire(bailleur=self.bailleur.text().strip() or None))

    def set_connus(self, operations: Sequence[Operation], bailleurs: Sequence[str]) -> None:
        """Les opérations du projet, et les bailleurs déjà nommés."""
        self._operations = list(operations)
        self._montrer_operations()
        completer = QCompleter(list(bailleurs), self.bailleur)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.bailleur.setCompleter(completer)

    def show_choix(self, choix: Choix, devinee: Code | None, raison: str) -> None:
        """Ce qui est choisi ; ``devinee`` est la nature reconnue tant que l'on n'en impose pas."""
        self._choix, self._devinee = choix, "" if devinee is None else str(devinee.value)
        sur = devinee.libelle if devinee is not None else "à choisir"
        impose = choix.nature != AUTO
        vide = Option("Deviner" if impose else f"Reconnu : {sur}" if devinee else "À choisir…", AUTO)
        self.nature.set_options([Option(n.libelle, str(n.value)) for n in natures()], vide=vide)
        self.nature.set_value(choix.nature)
        self._pourquoi.setText("" if impose else raison)
        self._pourquoi.setVisible(bool(self._pourquoi.text()))
        self._montrer_operations()
        if self.bailleur.text().strip() != (choix.bailleur or ""):
            self.bailleur.setText(choix.bailleur or "")

    @property
    def _exigee(self) -> bool:
        """Plusieurs opérations, et un fichier qui ne dit pas la sienne."""
        nature = self._choix.nature if self._choix.nature != AUTO else self._devinee
        return len(self._operations) > 1 and nature in DANS_UNE_OPERATION

    def _montrer_operations(self) -> None:
        options = [Option(f"{o.code} · {o.libelle}", o.code) for o in self._operations]
        options.append(Option("Nouvelle opération…", NOUVELLE))
        sans = "À choisir…" if self._exigee else "Dite par le fichier"
        seules = {0: "À créer", 1: "La seule du projet"}
        self.operation.set_options(options, vide=Option(seules.get(len(options) - 1, sans), None))
        connues = [o.code for o in self._operations]
        neuve = self._choix.operation is not None and self._choix.operation not in connues
        self.operation.set_value(NOUVELLE if neuve else self._choix.operation)
        self.code.setVisible(neuve)
        if neuve:
            self.code.setText(self._choix.operation or "")

    @property
    def a_dire(self) -> QWidget | None:
        """Le champ qu'il reste à remplir."""
        if self._choix.nature == AUTO and not self._devinee:
            return self.nature
        return self.operation if self._exigee and self._choix.operation is None else None

    @property
    def manque(self) -> str:
        """Ce qu'il reste à dire, ou rien."""
        if self.operation.value() == NOUVELLE and not self.code.text().strip():
            return "Donnez un code à la nouvelle opération, par exemple AC."
        if self._exigee and self._choix.operation is None:
            return "Dites dans quelle opération vont ces lignes."
        return ""

    def _operation(self) -> None:
        code = self.operation.value()
        self.code.setVisible(code == NOUVELLE)
        if code == NOUVELLE:
            code = self.code.text().strip() or None
            if code is None:
                self.code.setFocus()
                self.changed.emit(self._choix)
                return
        self.dire(operation=code)

    def dire(self, **valeurs: Any) -> None:
        voulu = replace(self._choix, **valeurs)
        if voulu != self._choix:
            self._choix = voulu
            self.changed.emit(voulu)
