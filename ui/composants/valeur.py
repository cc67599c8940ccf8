"""Une valeur sous son étiquette, ou à côté : « Loyer 471,59 € »."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import fonts
from ui.composants.texte import Texte, legende
from ui.theme import px


class Valeur(QWidget):
    """Le chiffre d'abord, son étiquette petite au-dessus, une note à côté."""

    def __init__(
        self,
        etiquette: str,
        valeur: str = "",
        note: str = "",
        *,
        token: str = "texte",
        taille: int = fonts.SECTION,
        nom: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(nom)
        self._etiquette = etiquette
        self._valeur = Texte(valeur, token, taille, fonts.GRAS, nom=f"{nom}_valeur")
        self._note = legende(note)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(px(2))
        colonne.addWidget(legende(etiquette))
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        rangee.addWidget(self._valeur, 0, Qt.AlignmentFlag.AlignBaseline)
        rangee.addWidget(self._note, 1, Qt.AlignmentFlag.AlignBaseline)
        colonne.addLayout(rangee)
        self.set_valeur(valeur, note, token=token)

    def set_valeur(self, valeur: str, note: str = "", *, token: str = "texte") -> None:
        self._valeur.setText(valeur)
        self._valeur.set_token(token)
        self._note.setText(note)
        self.setAccessibleName(f"{self._etiquette} {valeur} {note}".strip())


def fiche(lignes: Sequence[tuple[str, QWidget | str]], *, largeur: int = 72) -> QWidget:
    """Des étiquettes à gauche, leurs valeurs en face."""
    page = QWidget()
    grille = QGridLayout(page)
    grille.setContentsMargins(0, 0, 0, 0)
    grille.setHorizontalSpacing(px(8))
    grille.setVerticalSpacing(px(6))
    grille.setColumnMinimumWidth(0, px(largeur))
    grille.setColumnStretch(1, 1)
    for rang, (etiquette, valeur) in enumerate(lignes):
        grille.addWidget(Texte(etiquette, "texte2"), rang, 0, Qt.AlignmentFlag.AlignTop)
        grille.addWidget(Texte(valeur, lignes=True) if isinstance(valeur, str) else valeur, rang, 1)
    return page
