"""Le titre d'une partie du cas, lisible du fond de la salle, et la note qui le suit."""

from PySide6.QtWidgets import QHBoxLayout

from ui import fonts
from ui.composants.texte import Texte
from ui.theme import px

TAILLE = 16


class TitreDuCas(QHBoxLayout):
    """« Logements vacants, les mieux adaptés d'abord   3 sur 36 »."""

    def __init__(self, nom: str) -> None:
        super().__init__()
        self._titre = Texte("", taille=TAILLE, graisse=fonts.GRAS, nom=f"{nom}_titre")
        self._note = Texte("", "texte2", taille=TAILLE, nom=f"{nom}_note")
        self.setSpacing(px(8))
        for mot in (self._titre, self._note):
            self.addWidget(mot)
        self.addStretch(1)

    def dire(self, titre: str, note: str = "") -> None:
        self._titre.setText(titre)
        self._note.setText(note)
