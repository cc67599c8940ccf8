"""« Depuis la dernière cellule » : une ligne par fait, l'icône, le jour, la phrase."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import fonts
from ui.cellule.seance.titre import TAILLE, TitreDuCas
from ui.cellule.seance.vues import FaitVu
from ui.composants.icone import Icone
from ui.composants.suite import Suite, Voulue
from ui.composants.texte import Texte
from ui.theme import px


class FaitsDepuis(QWidget):
    """Ceux qui comptent le plus ; combien il y en a d'autres se dit."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cas_depuis")
        self._tete = TitreDuCas("cas_depuis")
        self._vus: tuple[str, Sequence[FaitVu], str] = ("", (), "")
        self._au_plus = 0
        self._suite = Suite()
        self._suite.setSpacing(px(6))
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(px(8))
        colonne.addLayout(self._tete)
        colonne.addLayout(self._suite)

    def show_faits(self, titre: str, faits: Sequence[FaitVu], sinon: str) -> None:
        self._vus = titre, faits, sinon
        self._montrer()

    def set_au_plus(self, au_plus: int) -> None:
        """Une fenêtre basse en montre moins."""
        if au_plus != self._au_plus:
            self._au_plus = au_plus
            self._montrer()

    def _montrer(self) -> None:
        titre, faits, sinon = self._vus
        montres = retenus(faits, self._au_plus)
        self._tete.dire(titre, f"{len(montres)} sur {len(faits)}" if len(faits) > len(montres) else "")
        voulues: list[Voulue] = [(f, partial(_ligne, f)) for f in montres]
        rien: Voulue = (sinon, lambda: Texte(sinon, "texte2", fonts.SECTION, lignes=True))
        self._suite.show_lignes(voulues or [rien])


def retenus(faits: Sequence[FaitVu], au_plus: int) -> list[FaitVu]:
    """Les plus récents ; ce qui se voit ailleurs dans le cas cède d'abord sa place."""
    gardes = list(faits)
    while len(gardes) > au_plus:
        gardes.remove(next((f for f in gardes if f.secondaire), gardes[0]))
    return gardes


def _ligne(fait: FaitVu) -> QWidget:
    ligne = QWidget()
    rangee = QHBoxLayout(ligne)
    rangee.setContentsMargins(0, 0, 0, 0)
    rangee.setSpacing(px(8))
    haut = Qt.AlignmentFlag.AlignTop
    rangee.addWidget(Icone(fait.icone, fait.token, 18), 0, haut)
    rangee.addWidget(Texte(fait.le, "texte2", TAILLE), 0, haut)
    rangee.addWidget(Texte(fait.phrase, taille=TAILLE, lignes=True), 1, haut)
    return ligne
