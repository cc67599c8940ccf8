"""Noter un contact : une ligne que l'on relit à mesure, et des champs pour qui préfère les cases."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from db import horloge
from relogement.contacts import MOTS, Precisions, lire_contact, relecture
from relogement.erreurs import ErreurMetier
from ui.composants.bouton import Bouton, Genre
from ui.composants.recherche import ChampRecherche
from ui.composants.texte import Texte, legende
from ui.editeurs import ECRITURES, ChampChoix, ChampTexte, Option
from ui.theme import px

FLECHE = "->"
AIDE = (
    "Le premier mot dit le canal (appel, SMS, courriel, courrier, visite, RDV), puis le jour s’il n’est pas "
    "d’aujourd’hui. Après « -> », la suite à donner et sa date."
)


class SaisieContact(QWidget):
    """`entered` : Entrée a été pressée et la ligne n'est pas vide."""

    entered = Signal()

    def __init__(self, invite: str, *, nom: str, touche: str = "") -> None:
        super().__init__()
        self.setObjectName(f"{nom}_saisie")
        self.ligne = ChampRecherche(invite, icone="phone", touche=touche, nom=nom)
        self.ligne.setToolTip(AIDE)
        self.ligne.setAccessibleDescription(AIDE)
        self.relu = legende("", lignes=True, nom=f"{nom}_relu")
        self.relu.hide()
        self.detail = Bouton("Préciser", "chevron-down", genre=Genre.LIEN, nom=f"{nom}_preciser")
        self.detail.setCheckable(True)
        self._cases = QWidget()
        self._champs(nom)
        self._cases.hide()
        self._disposer()
        self.ligne.textChanged.connect(self._relire)
        self.ligne.returnPressed.connect(self._entrer)
        self.detail.toggled.connect(self._deplier)

    def _champs(self, nom: str) -> None:
        self.canal = ChampChoix(
            [Option(mot, canal) for canal, mot in MOTS.items()], vide=Option("Selon la ligne", None)
        )
        self.le, self.suite, self.suite_le = ChampTexte(ECRITURES[date]), QLineEdit(), ChampTexte(ECRITURES[date])
        grille = QGridLayout(self._cases)
        grille.setContentsMargins(0, 0, 0, 0)
        grille.setHorizontalSpacing(px(8))
        grille.setVerticalSpacing(px(4))
        grille.setColumnStretch(1, 1)
        champs: tuple[tuple[str, str, Any], ...] = (
            ("Canal", "canal", self.canal), ("Le", "le", self.le), ("Suite", "suite", self.suite),
            ("Pour le", "suite_le", self.suite_le),
        )  # fmt: skip
        for rang, (libelle, cle, champ) in enumerate(champs):
            champ.setObjectName(f"{nom}_{cle}")
            champ.setAccessibleName({"Suite": "Suite à donner", "Pour le": "Suite pour le"}.get(libelle, libelle))
            etiquette = Texte(libelle, "texte2")
            etiquette.setBuddy(champ)
            grille.addWidget(etiquette, rang, 0)
            grille.addWidget(champ, rang, 1)
            (champ.edited() if hasattr(champ, "edited") else champ.textChanged).connect(self._relire)

    def _disposer(self) -> None:
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(px(4))
        for widget in (self.ligne, self.relu, self.detail, self._cases):
            pile.addWidget(widget)

    def _deplier(self, ouvert: bool) -> None:
        self._cases.setVisible(ouvert)
        self.detail.set_icone("chevron-up" if ouvert else "chevron-down")

    def precisions(self) -> Precisions:
        """Ce que disent les cases ; lève ``ErreurMetier`` si une date est illisible."""
        suite = self.suite.text().strip() or None
        return Precisions(self.canal.value(), self.le.value(), suite, self.suite_le.value())

    def texte(self) -> str:
        return self.ligne.text()

    def preremplir(self, debut: str, suite: str = "") -> None:
        """« Appel : | -> relancer le 25/11 » : le curseur attend ce qui s'est dit, la suite est déjà proposée."""
        self.ligne.setText(f"{debut} {FLECHE} {suite}" if suite else debut)
        self.ligne.setCursorPosition(len(debut))

    def clear(self) -> None:
        """Prêt pour le contact suivant."""
        self.ligne.clear()
        self.suite.clear()
        for champ in (self.le, self.suite_le):
            champ.set_value(None)
        self.canal.set_value(None)
        self.detail.setChecked(False)

    def _entrer(self) -> None:
        if self.ligne.text().strip():
            self.entered.emit()

    def _relire(self, *_: object) -> None:
        """La ligne relue, sous le champ, à chaque lettre."""
        texte = self.ligne.text()
        try:
            dit = relecture(lire_contact(texte, au, self.precisions()), au) if (au := _jour()) else ""
            token = "ambre" if "n’est pas une date" in dit else "texte2"
        except ErreurMetier as erreur:
            dit, token = str(erreur), "rouge"
        self.relu.setText(dit)
        self.relu.set_token(token)
        self.relu.setVisible(bool(texte.strip()))


def _jour() -> date:
    return horloge.maintenant().date()
