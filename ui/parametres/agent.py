"""La page de l'agent : le nom et les initiales qui signent ses actes, et la veille quand il s'absente."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.composants.bouton import Bouton
from ui.composants.carte import Carte
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.texte import Texte, legende
from ui.ouvert import ProjetOuvert
from ui.reglages import VEILLES, Reglages, initiales_de
from ui.theme import px
from ui.veille import veille_changed

VEILLE = (
    "Sans geste de votre part pendant ce temps, la fenêtre se couvre : personne ne lit par-dessus votre épaule. "
    "Une touche ou un clic la rend, avec tout ce qui était tapé. Ce n’est pas un mot de passe : verrouillez aussi "
    "votre session."
)


class PageAgent(QWidget):
    def __init__(self, ouvert: ProjetOuvert, reglages: Reglages) -> None:
        super().__init__()
        self.setObjectName("page_agent")
        self._ouvert, self._reglages = ouvert, reglages
        self.nom = _champ("parametres_nom", "Nom de l’agent", 320)
        self.initiales = _champ("parametres_initiales", "Initiales de l’agent", 72)
        self.nom.setText(ouvert.fichier.auteur)
        self.initiales.setText(reglages.initiales or initiales_de(ouvert.fichier.auteur))
        self._dit = legende("", "vert", nom="parametres_dit")
        self.veilles = Segment([Choix(v, _minutes(v)) for v in VEILLES], nom="parametres_veille")
        self.veilles.set_titre("Masquer la fenêtre")
        self.veilles.set_current(str(reglages.veille))
        self.veilles.current_changed.connect(self._veiller)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(16), px(12), px(16), px(16))
        colonne.setSpacing(px(12))
        colonne.addWidget(self._carte_nom())
        colonne.addWidget(self._carte_veille())
        colonne.addStretch(1)

    def _carte_nom(self) -> Carte:
        carte = Carte("Agent", "le nom sous lequel vos actes sont inscrits au journal", nom="parametres_agent")
        garder = Bouton("Enregistrer", nom="parametres_enregistrer")
        garder.clicked.connect(self._nommer)
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        for mot, champ in (("Nom", self.nom), ("Initiales", self.initiales)):
            etiquette = Texte(mot, "texte2")
            etiquette.setBuddy(champ)
            rangee.addWidget(etiquette)
            rangee.addWidget(champ)
            champ.returnPressed.connect(self._nommer)
        rangee.addWidget(garder)
        rangee.addWidget(self._dit, 1)
        carte.contenu.addLayout(rangee)
        return carte

    def _carte_veille(self) -> Carte:
        carte = Carte("Quand je m’absente", "sur ce poste", nom="parametres_absence")
        rangee = QHBoxLayout()
        rangee.setSpacing(px(12))
        rangee.addWidget(Texte("Masquer la fenêtre", "texte2"))
        rangee.addWidget(self.veilles)
        rangee.addStretch(1)
        carte.contenu.addLayout(rangee)
        carte.contenu.addWidget(legende(VEILLE, lignes=True), 0, Qt.AlignmentFlag.AlignTop)
        return carte

    def _nommer(self) -> None:
        nom = self.nom.text().strip()
        if not nom:
            self._dire("Écrivez votre nom : il signe vos actes.", "rouge")
            return
        self._reglages.agent = nom
        self._reglages.initiales = self.initiales.text().strip() or initiales_de(nom)
        self.initiales.setText(self._reglages.initiales)
        self._ouvert.fichier.auteur = nom
        self._dire("Enregistré.", "vert")
        self._ouvert.saved.emit()

    def _veiller(self, minutes: str) -> None:
        self._reglages.veille = int(minutes)
        veille_changed.emit()

    def _dire(self, phrase: str, token: str) -> None:
        self._dit.set_token(token)
        self._dit.setText(phrase)


def _champ(nom: str, lu: str, largeur: int) -> QLineEdit:
    champ = QLineEdit()
    champ.setObjectName(nom)
    champ.setAccessibleName(lu)
    champ.setFixedWidth(px(largeur))
    return champ


def _minutes(veille: str) -> str:
    return "Jamais" if veille == "0" else f"{veille} minutes"
