"""Les petits chiffres du bas : un mot, sa valeur, et le compte qui s'ouvre."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from ui import fonts
from ui.composants.carte import Carte
from ui.composants.texte import Texte, legende
from ui.indicateurs.cartes import ecrire_lien, lien
from ui.theme import px


class Tuile(Carte):
    def __init__(self, titre: str, nom: str) -> None:
        super().__init__(nom=nom, cliquable=True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # au clavier, on atteint son lien
        self.setAccessibleName(titre)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._titre = titre
        self.valeur = Texte("—", taille=fonts.BASE, graisse=fonts.GRAS, nom=f"valeur_{nom}")
        self.lien = lien(f"lien_{nom}")
        self.contenu.setContentsMargins(px(12), px(7), px(12), px(7))
        ligne = QHBoxLayout()
        ligne.setSpacing(px(8))
        ligne.addWidget(legende(titre))
        ligne.addStretch(1)
        ligne.addWidget(self.valeur)
        ligne.addWidget(self.lien)
        self.contenu.addLayout(ligne)
        self.lien.clicked.connect(self.clicked)

    def show_valeur(self, valeur: str, compte: str) -> None:
        self.valeur.setText(valeur)
        ecrire_lien(self.lien, compte, f"{self._titre}, {compte} : les ménages")
