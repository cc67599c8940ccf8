"""Une consultation qui court : ce qui reste, la part du délai passée, et ce qu'elle soumet."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relogement.objection.etat import ConsultationLue
from ui import fonts
from ui.composants.bouton import Bouton, Genre
from ui.composants.jauge import Jauge
from ui.composants.ligne import Ligne, Morceau
from ui.composants.texte import Texte, legende, section
from ui.composants.vue import Vignette
from ui.theme import px


class Horloge(QWidget):
    """`opened` porte le numéro de la consultation."""

    opened = Signal(int)

    def __init__(self, lue: ConsultationLue, titre: str, *, noms: bool, maintenant: datetime) -> None:
        super().__init__()
        self.lue = lue
        nom = f"objection_{lue.id}"
        self.setObjectName(nom)
        self._reste = Vignette(_reste(lue, maintenant), nom=f"{nom}_reste")
        self._jauge = Jauge(lue.ecoule(maintenant), token="ambre", nom=f"{nom}_jauge")
        self._phrase = legende("", nom=f"{nom}_phrase", lignes=True)
        self.voir = Bouton(lue.compte, "users", genre=Genre.LIEN, petit=True, nom=f"{nom}_voir")
        self.voir.setToolTip("Voir ce que chaque partenaire a répondu")
        self.voir.clicked.connect(lambda: self.opened.emit(self.lue.id))
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(px(6))
        tete = QHBoxLayout()
        tete.setSpacing(px(8))
        tete.addWidget(_titre(titre))
        tete.addStretch(1)
        tete.addWidget(self._reste)
        colonne.addLayout(tete)
        colonne.addWidget(self._jauge)
        colonne.addWidget(self._phrase)
        colonne.addWidget(self.voir, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_noms(noms)
        self.tick(maintenant)

    def set_noms(self, noms: bool) -> None:
        self._phrase.setText(self.lue.phrase(noms=noms))

    def tick(self, maintenant: datetime) -> None:
        """Le temps a passé."""
        self._reste.show_vue(_reste(self.lue, maintenant))
        self._reste.setToolTip(self.lue.reste_dit(maintenant))
        part = self.lue.ecoule(maintenant)
        self._jauge.set_part(part, lu=f"{round(part * 100)} % du délai passé")


def _titre(texte: str) -> Texte:
    dit = section(texte)
    dit.setMinimumWidth(0)
    return dit


def _reste(lue: ConsultationLue, maintenant: datetime) -> Ligne:
    """« reste 1 h 28 » ; fini, un marteau plutôt qu'une montre : il y a quelque chose à faire."""
    icone = "stamp" if lue.a_constater(maintenant) else "clock"
    dit = "à constater" if lue.a_constater(maintenant) else lue.reste_dit(maintenant)
    morceau = Morceau(dit, "ambre", fonts.GRAS, fonts.LEGENDE, icone=icone)
    return Ligne((morceau,))
