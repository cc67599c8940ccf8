"""À qui confier les dossiers : les collègues et leur charge, la façon de partager, la date du retour."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from db.passation import Charge
from relogement.erreurs import ErreurMetier
from relogement.passation import DossierAPasser, Partage, repartir
from relogement.textes import pluriel
from ui.composants.bande import Bande, defilante, vider
from ui.composants.bouton import Bouton, Genre
from ui.composants.choix import Choix
from ui.composants.erreur import BandeauErreur
from ui.composants.segment import Segment
from ui.composants.texte import legende, section
from ui.editeurs import ECRITURES, ChampTexte
from ui.theme import px

LARGEUR = 300


class PanneauPartage(Bande):
    """`changed` quand le partage n'est plus le même ; `asked` pour confier."""

    changed = Signal()
    asked = Signal()

    def __init__(self) -> None:
        super().__init__(Qt.Edge.LeftEdge, nom="passation_partage")
        self._charges: dict[str, int] = {}
        self._cases: list[tuple[str, QCheckBox]] = []
        self.autre = QLineEdit()
        self.autre.setObjectName("passation_autre")
        self.autre.setAccessibleName("Autre collègue")
        self.autre.setPlaceholderText("Autre collègue, son nom")
        self.partage = Segment(
            [Choix(Partage.EQUILIBRE.value, "Équilibré"), Choix(Partage.PAR_OPERATION.value, "Par opération")],
            nom="passation_mode",
        )
        self.partage.set_titre("Partage entre plusieurs collègues")
        self.retour = ChampTexte(ECRITURES[date])
        self.retour.setObjectName("passation_retour")
        self.retour.setAccessibleName("Retour prévu le")
        self.erreur = BandeauErreur(nom="passation_erreur")
        self.confier = Bouton("Confier", genre=Genre.PRINCIPAL, nom="passation_confier")
        self._dit = legende("", nom="passation_dit", lignes=True)
        self.setFixedWidth(px(LARGEUR))
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        page = QWidget()
        self._noms = QVBoxLayout(page)
        self._noms.setContentsMargins(0, 0, 0, 0)
        self._noms.setSpacing(px(6))
        pile = QVBoxLayout(self)
        pile.setContentsMargins(px(16), px(12), px(16), px(12))
        pile.setSpacing(px(8))
        pile.addWidget(section("Confier à"))
        pile.addWidget(defilante(page, nom="passation_collegues"), 1)
        pile.addWidget(self.autre)
        pile.addWidget(legende("Entre plusieurs collègues"))
        pile.addWidget(self.partage)
        etiquette = legende("Retour prévu le (facultatif)")
        etiquette.setBuddy(self.retour)
        pile.addWidget(etiquette)
        pile.addWidget(self.retour)
        pile.addWidget(self._dit)
        pile.addWidget(self.erreur)
        pile.addWidget(self.confier)

    def _brancher(self) -> None:
        self.autre.textChanged.connect(lambda _: self.changed.emit())
        self.partage.current_changed.connect(lambda _: self.changed.emit())
        self.confier.clicked.connect(self.asked)

    def show_charges(self, charges: Sequence[Charge], absent: str) -> None:
        """Les collègues de l'agent ; ceux qui étaient cochés le restent."""
        coches = set(self.collegues)
        self._charges = {c.referent: c.dossiers for c in charges}
        vider(self._noms)
        self._cases = []
        for rang, charge in enumerate(c for c in charges if c.referent != absent):
            case = QCheckBox()
            case.setObjectName(f"collegue_{rang}")
            case.setChecked(charge.referent in coches)
            case.toggled.connect(lambda _: self.changed.emit())
            self._cases.append((charge.referent, case))
            self._noms.addWidget(case)
        if not self._cases:
            self._noms.addWidget(
                legende("Personne d’autre ne suit de dossier : écrivez un nom ci-dessous.", lignes=True)
            )
        self._noms.addStretch(1)
        self.show_plan([], {})

    @property
    def collegues(self) -> list[str]:
        """Ceux qui recevront : les cases cochées, puis le nom écrit."""
        coches = [nom for nom, case in self._cases if case.isChecked()]
        autre = self.autre.text().strip()
        return [*coches, autre] if autre and autre not in coches else coches

    @property
    def retour_le(self) -> date | None:
        """Lève ``ErreurMetier`` si la date ne se lit pas."""
        try:
            le: date | None = self.retour.value()
        except ErreurMetier as erreur:
            raise ErreurMetier(f"Retour prévu le : {erreur}") from erreur
        return le

    def plan(self, dossiers: Sequence[DossierAPasser]) -> dict[int, str]:
        """À qui va chaque dossier."""
        return repartir(dossiers, self.collegues, self._charges, Partage(self.partage.current))

    def show_plan(self, dossiers: Sequence[DossierAPasser], plan: Mapping[int, str]) -> None:
        """La charge de chacun, avant et après."""
        recus = Counter(plan.values())
        for nom, case in self._cases:
            avant = self._charges.get(nom, 0)
            apres = f" → {avant + recus[nom]}" if recus[nom] else ""
            case.setText(
                f"{nom}, {avant}{apres} dossiers" if avant + recus[nom] > 1 else f"{nom}, {avant}{apres} dossier"
            )
            case.setAccessibleName(case.text())
        combien = len(plan)
        self.partage.setEnabled(len(self.collegues) > 1)
        self.confier.setEnabled(bool(combien))
        self.confier.setText(f"Confier {pluriel(combien, 'dossier')}" if combien else "Confier")
        self.confier.setAccessibleName(self.confier.text())
        self._dit.setText(_dit(len(dossiers), combien))

    def clear(self) -> None:
        """Après une passation : plus personne n'est coché."""
        for _, case in self._cases:
            case.setChecked(False)
        self.autre.clear()
        self.retour.clear()


def _dit(coches: int, confies: int) -> str:
    if not coches:
        return "Cochez au moins un dossier (Espace)."
    if not confies:
        return f"{pluriel(coches, 'dossier coché', 'dossiers cochés')}. Choisissez qui les reçoit."
    return "Une seule écriture, qui s’annule d’un geste ; une famille n’est pas séparée."
