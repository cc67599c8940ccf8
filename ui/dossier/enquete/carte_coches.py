"""Les besoins du logement et l'accompagnement : des cases à cocher, et qui s'en charge."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit

from db.dossier import Ajout, Changement, DossierLu, Modification, Retrait
from relogement.base import Code
from relogement.menage import Menage
from relogement.modeles import Accompagnement, Besoin
from relogement.nomenclatures import CodeAccompagnement, CodeBesoin
from ui.dossier.enquete.partie import Partie
from ui.theme import px

PAR = "Qui s’en charge"


class CarteCoches(Partie):
    """Le brouillon ne dit que les cases qui diffèrent du dossier : « CAF » → cochée, et par qui."""

    def __init__(
        self, titre: str, nom: str, modele: type[Besoin | Accompagnement], codes: Sequence[Code], *, colonnes: int
    ) -> None:
        super().__init__(titre, nom=f"enquete_{nom}")
        self._modele, self._avec_qui = modele, modele is Accompagnement
        self._lignes: Mapping[Code, Besoin | Accompagnement] = {}
        self._cases: dict[Code, QCheckBox] = {}
        self._qui: dict[Code, QLineEdit] = {}
        self._montre = False
        grille = QGridLayout()
        grille.setHorizontalSpacing(px(12))
        grille.setVerticalSpacing(px(6))
        rangs = -(-len(codes) // colonnes)
        for n, code in enumerate(codes):
            self._case(nom, code)
            grille.addWidget(self._cases[code], n % rangs, 2 * (n // rangs))
            if self._avec_qui:
                grille.addWidget(self._qui[code], n % rangs, 2 * (n // rangs) + 1)
        for colonne in range(colonnes):
            grille.setColumnStretch(2 * colonne + int(self._avec_qui), 1)
        self.contenu.addLayout(grille)
        self.contenu.addStretch(1)

    def _case(self, nom: str, code: Code) -> None:
        case = QCheckBox(code.libelle)
        case.setObjectName(f"{nom}_{code.value}")
        case.setAccessibleName(code.libelle)
        case.toggled.connect(lambda _: self._changee(code))
        self._cases[code] = case
        if self._avec_qui:
            champ = QLineEdit()
            champ.setObjectName(f"{nom}_{code.value}_par")
            champ.setAccessibleName(f"{code.libelle} : {PAR.lower()}")
            champ.setPlaceholderText(PAR)
            champ.textEdited.connect(lambda _: self._changee(code))
            self._qui[code] = champ

    def show_dossier(self, lu: DossierLu, brouillon: Any) -> None:
        self._montre = True
        self._lignes = {ligne.code: ligne for ligne in self._du_menage(lu.menage)}
        for code, case in self._cases.items():
            garde = (brouillon or {}).get(code.value)
            case.setChecked(code in self._lignes if garde is None else bool(garde["coche"]))
            if code in self._qui:
                self._qui[code].setText(self._par(code) if garde is None else garde["par"])
                self._qui[code].setCursorPosition(0)
                self._qui[code].setVisible(case.isChecked())
        self._montre = False

    def _du_menage(self, menage: Menage) -> Sequence[Besoin | Accompagnement]:
        return menage.accompagnements if self._avec_qui else menage.besoins

    def _par(self, code: Code) -> str:
        ligne = self._lignes.get(code)
        return (ligne.par or "") if isinstance(ligne, Accompagnement) else ""

    def _changee(self, code: Code) -> None:
        if self._montre:
            return
        if code in self._qui:
            self._qui[code].setVisible(self._cases[code].isChecked())
        self.edited.emit()

    def _differe(self, code: Code) -> bool:
        coche = self._cases[code].isChecked()
        return coche != (code in self._lignes) or (coche and self._tape(code) != self._par(code))

    def _tape(self, code: Code) -> str:
        return self._qui[code].text().strip() if code in self._qui else ""

    def draft(self) -> dict[str, Any]:
        return {
            code.value: {"coche": case.isChecked(), "par": self._tape(code)}
            for code, case in self._cases.items()
            if self._differe(code)
        }

    def draft_count(self) -> int:
        return len(self.draft())

    def changes(self) -> list[Changement]:
        return [self._changement(code) for code in self._cases if self._differe(code)]

    def _changement(self, code: Code) -> Changement:
        ligne, par = self._lignes.get(code), self._tape(code) or None
        if ligne is None:
            return Ajout(self._modele, {"code": code} | ({"par": par} if self._avec_qui else {}))
        if not self._cases[code].isChecked():
            return Retrait(self._modele, ligne.id, ligne.version)
        return Modification(self._modele, ligne.id, ligne.version, {"par": par})


def carte_besoins() -> CarteCoches:
    return CarteCoches("Besoins du logement", "besoins", Besoin, list(CodeBesoin), colonnes=2)


def carte_accompagnements() -> CarteCoches:
    return CarteCoches("Accompagnement", "accompagnements", Accompagnement, list(CodeAccompagnement), colonnes=1)
