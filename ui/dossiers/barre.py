"""Sous les onglets : le filtre que l'on tape, les filtres posés, les échéances du jour et en retard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from db.filtres import Condition
from db.phrases_filtres import dite, titre
from ui.commandes import touches
from ui.composants.bande import Bande, vider
from ui.composants.bouton import Bouton, Genre
from ui.composants.filtre import ChipFiltre
from ui.composants.flot import Flot
from ui.composants.recherche import ChampRecherche
from ui.dossiers.mention import Mention
from ui.theme import px

BAS, MARGE = 44, 9


@dataclass(frozen=True)
class FiltrePose:
    """Un filtre montré en pastille, ce que fait un clic et ce que fait sa croix."""

    condition: Condition
    enlever: Callable[[], None]
    changer: Callable[[QWidget], None] | None = None


class ChampFiltre(ChampRecherche):
    """Bas va à la table ; Échap efface, puis y va ; `left` le dit."""

    left = Signal()

    def take(self, texte: str) -> None:
        """Reçoit ce qui est tapé dans la table."""
        if texte.strip():
            self.setFocus()
            self.insert(texte)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        echap = arg__1.key() == Qt.Key.Key_Escape
        if echap and self.text():
            self.clear()
        elif echap or arg__1.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(arg__1)


class BarreFiltres(Bande):
    """Les pastilles passent à la ligne quand elles sont nombreuses."""

    def __init__(self) -> None:
        super().__init__(nom="barre_filtres")
        self.setMinimumHeight(px(BAS))
        self.champ = ChampFiltre(
            "Filtrer le tableau",
            icone="funnel",
            touche=touches("filtrer"),
            raccourci=touches("filtrer"),
            nom="filtre",
        )
        self.champ.setFixedWidth(px(270))
        self.ajouter = Bouton("Ajouter un filtre", "plus", genre=Genre.NU, petit=True, nom="ajouter_filtre")
        self.ajouter.setToolTip("Ajouter un filtre (Ctrl+Maj+F)")
        self.effacer = Bouton("Effacer", "x", genre=Genre.NU, petit=True, nom="tout_effacer")
        self.effacer.setToolTip("Effacer tous les filtres (Ctrl+Maj+X)")
        self.jour = Mention("bell", "ambre", nom="compte_du_jour")
        self.retard = Mention("triangle-alert", "rouge", gras=True, nom="compte_en_retard")
        zone = QWidget()
        zone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._pastilles = Flot(zone)
        haut = Qt.AlignmentFlag.AlignTop
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(px(8), px(MARGE), px(12), px(MARGE))
        disposition.setSpacing(px(8))
        disposition.addWidget(self.champ, 0, haut)
        disposition.addWidget(zone, 1)
        disposition.addWidget(self.jour, 0, haut)
        disposition.addWidget(self.retard, 0, haut)
        self._poser([])

    def show_filtres(self, poses: Sequence[FiltrePose]) -> None:
        """Une pastille par filtre, dans l'ordre où ils ont été posés."""
        for bouton in (self.ajouter, self.effacer):
            self._pastilles.removeWidget(bouton)
        vider(self._pastilles)
        self._poser([_pastille(rang, pose) for rang, pose in enumerate(poses)])

    def show_urgences(self, le_jour: int, en_retard: int) -> None:
        self.jour.show_compte(f"{le_jour} aujourd’hui", le_jour)
        self.retard.show_compte(f"{en_retard} en retard", en_retard)

    def _poser(self, pastilles: Sequence[ChipFiltre]) -> None:
        self.chips = list(pastilles)
        for widget in (*pastilles, self.ajouter, self.effacer):
            self._pastilles.addWidget(widget)
        self.effacer.setVisible(len(pastilles) > 1)
        self._pastilles.invalidate()
        suite = (self.champ, *pastilles, self.ajouter, self.effacer, self.jour, self.retard)
        for precedent, suivant in pairwise(suite):
            QWidget.setTabOrder(precedent, suivant)


def _pastille(rang: int, pose: FiltrePose) -> ChipFiltre:
    condition = pose.condition
    changer = pose.changer
    chip = ChipFiltre(titre(condition), dite(condition), change=changer is not None, nom=f"filtre_pose_{rang}")
    chip.removed.connect(pose.enlever)
    if changer is not None:
        chip.clicked.connect(lambda: changer(chip))
    return chip
