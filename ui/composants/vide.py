"""L'écran vide : une icône, une phrase, et le bouton qui fait avancer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.composants.bouton import Bouton
from ui.composants.icone import Icone
from ui.composants.texte import Texte
from ui.theme import px


class Vide(QWidget):
    """« Aucun dossier dans cette opération. » et ce qu'il faut faire."""

    def __init__(self, icone: str, phrase: str, *boutons: Bouton, nom: str = "vide") -> None:
        super().__init__()
        self.setObjectName(nom)
        self.setAccessibleName(phrase)
        disposition = QVBoxLayout(self)
        disposition.setSpacing(px(12))
        disposition.addStretch(1)
        milieu = Qt.AlignmentFlag.AlignHCenter
        disposition.addWidget(Icone(icone, "texte3", 32), 0, milieu)
        self.phrase = Texte(phrase, "texte2", lignes=False, nom=f"{nom}_phrase")
        disposition.addWidget(self.phrase, 0, milieu)
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        rangee.addStretch(1)
        for bouton in boutons:
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        disposition.addLayout(rangee)
        disposition.addStretch(2)
