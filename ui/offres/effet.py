"""Ce que cette attribution ferait des quatre parts du projet : une ligne, lue une fois arrêté sur une paire."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import horloge
from db.effets import AvantOffre, avant_offre
from relogement.appariement.note import Appariement
from ui.avant_envoi.disposition import rangee
from ui.composants.texte import legende
from ui.dossier.effets import APRES_L_IMAGE_MS, ATTENTE, dit_en_entier, en_une_ligne, montrer_equilibre
from ui.dossier.souple import Souple
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px


class EffetDeLaPaire(QWidget):
    """« Effet sur les critères : neuf ↗ QPV ↗ site → RAC ↗ » ; la phrase de chacun est au survol."""

    def __init__(self, ouvert: ProjetOuvert, nom: str) -> None:
        super().__init__()
        self._ouvert = ouvert
        self._trouve: Appariement | None = None
        self.setObjectName(f"{nom}_effet")
        self.ligne = Souple(ATTENTE, nom=f"{nom}_effet_dit")
        self.residence = Souple(ATTENTE, nom=f"{nom}_equilibre")
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(px(4))
        for mot, vue in (("Effet sur les critères", self.ligne), ("Sur la résidence", self.residence)):
            ligne = rangee(legende(mot), vue)
            ligne.setStretch(1, 1)
            pile.addLayout(ligne)
        self._lecture = DerniereLecture(ouvert, self.ligne.setToolTip, self)
        self._attente = QTimer(self, singleShot=True, interval=APRES_L_IMAGE_MS)
        self._attente.timeout.connect(self._lire)
        ouvert.closing.connect(self._attente.stop)

    def show_note(self, trouve: Appariement | None) -> None:
        """Rien tant que l'on passe d'une paire à l'autre."""
        self._trouve = trouve
        for vue in (self.ligne, self.residence):
            vue.show_vue(ATTENTE)
        self.setAccessibleName("")
        if trouve is not None:
            self._attente.start()

    def _lire(self) -> None:
        trouve = self._trouve
        if trouve is None or not self.isVisible():
            return
        menage, au = trouve.candidat.menage.id, horloge.aujourdhui()
        lire = partial(avant_offre, menage_id=menage, au=au, operation=self._ouvert.operation)
        self._lecture.demander("Effet sur les quatre critères", lire, partial(self._montrer, trouve))

    def _montrer(self, trouve: Appariement, avant: AvantOffre | None) -> None:
        if trouve is not self._trouve or avant is None:
            return
        effets = avant.effets(trouve.logement, trouve.chiffrage.cout)
        dit = dit_en_entier(effets, avant.operation)
        self.ligne.show_vue(en_une_ligne(effets))
        self.ligne.setToolTip(dit)
        self.setAccessibleName(dit)
        montrer_equilibre(self.residence, avant.equilibre(trouve.logement))
