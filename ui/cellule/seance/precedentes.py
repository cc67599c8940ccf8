"""Les décisions d'un dossier : celles de cette séance, que l'on corrige, puis les autres et leur suite."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relogement.cellule.codes import SuiteDecision
from relogement.cellule.decisions import DecisionLue
from relogement.textes import jour
from ui.cadre.menu import Choix
from ui.cellule.seance.masque import texte_montre
from ui.cellule.seance.menu import BoutonDeroulant
from ui.composants.icone import Icone
from ui.composants.suite import Suite
from ui.composants.texte import Texte, legende, section
from ui.theme import px

MONTREES = 5
ICONES = {
    SuiteDecision.FAITE: ("check", "vert"),
    SuiteDecision.NON_TENUE: ("x", "rouge"),
    SuiteDecision.ABANDONNEE: ("circle-slash", "texte3"),
}


class Decisions(QWidget):
    """`outcome` : ce qu'une décision est devenue ; `edit_asked` et `remove_asked` : celles de cette séance."""

    outcome = Signal(int, object)
    edit_asked = Signal(object)
    remove_asked = Signal(int)

    def __init__(self, titre: str, *, nom: str) -> None:
        super().__init__()
        self.setObjectName(nom)
        self._nom = nom
        self._suite = Suite()
        self._suite.setSpacing(px(8))
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(px(8))
        colonne.addWidget(section(titre))
        colonne.addLayout(self._suite)
        self.hide()

    def show_decisions(
        self, decisions: Sequence[DecisionLue], au: date, *, noms: bool, de_la_seance: bool = False
    ) -> None:
        """Les plus récentes d'abord ; rien à montrer : rien ne se montre."""
        recentes = sorted(decisions, key=lambda d: (d.seance_le, d.id), reverse=True)[:MONTREES]
        self._suite.show_lignes(
            [((d, au, noms), partial(self._ligne, d, au, noms, de_la_seance)) for d in recentes]
        )
        self.setVisible(bool(recentes))

    def _ligne(self, decision: DecisionLue, au: date, noms: bool, de_la_seance: bool) -> QWidget:
        ligne = QWidget()
        rangee = QHBoxLayout(ligne)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(px(8))
        icone, token = _icone(decision, au)
        rangee.addWidget(Icone(icone, token, 16), 0, Qt.AlignmentFlag.AlignTop)
        mots = QVBoxLayout()
        mots.setSpacing(px(1))
        tu = f"Décision du {jour(decision.seance_le)}"
        mots.addWidget(Texte(texte_montre(decision.titre, noms=noms, tu=tu), lignes=True))
        mots.addWidget(legende(_detail(decision, au, de_la_seance=de_la_seance), lignes=True))
        rangee.addLayout(mots, 1)
        menu = BoutonDeroulant(nom=f"{self._nom}_{decision.id}", aide="Changer cette décision", icone="ellipsis")
        menu.set_choix(self._gestes(decision, de_la_seance=de_la_seance))
        rangee.addWidget(menu, 0, Qt.AlignmentFlag.AlignTop)
        return ligne

    def _gestes(self, decision: DecisionLue, *, de_la_seance: bool) -> list[Choix]:
        if de_la_seance:
            return [
                Choix("Corriger", partial(self.edit_asked.emit, decision), "pencil"),
                Choix("Retirer", partial(self.remove_asked.emit, decision.id), "trash-2"),
            ]
        suites = [
            Choix(suite.libelle, partial(self.outcome.emit, decision.id, suite), ICONES[suite][0])
            for suite in SuiteDecision
        ]
        court = Choix("Toujours en cours", partial(self.outcome.emit, decision.id, None), "clock")
        return [*suites, *([court] if decision.suite is not None else [])]


def _icone(decision: DecisionLue, au: date) -> tuple[str, str]:
    if decision.suite is not None:
        return ICONES[decision.suite]
    return ICONES[SuiteDecision.NON_TENUE] if decision.echue(au) else ("clock", "texte2")


def _detail(decision: DecisionLue, au: date, *, de_la_seance: bool) -> str:
    if de_la_seance:
        return f"{decision.par}, {decision.devenue(au)}"
    pourquoi = f" ; {decision.proposee.pourquoi}" if decision.proposee is not None else ""
    return f"{decision.dite(au)}{pourquoi}"
