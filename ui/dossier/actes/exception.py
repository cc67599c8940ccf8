"""Le motif d'une exception : un champ qui n'apparaît que si le tableau des transitions en demande un."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from relogement.champs import PARCOURS, Faits
from ui.form import Formulaire
from ui.theme import px

MOTIF = "motif_exception"


class MotifException(Formulaire):
    """`motif` est vide tant que rien n'est demandé ni écrit."""

    def __init__(self, nom: str) -> None:
        super().__init__(neuf=True)
        self.setObjectName(f"{nom}_exception")
        faits = Faits("Motif de l’exception", PARCOURS, aide="Il reste sur l’étape, au journal du dossier")
        self.add(MOTIF, faits, str)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(px(4))
        pile.addWidget(self.label(MOTIF))
        pile.addWidget(self.editor(MOTIF))
        self.hide()

    @property
    def motif(self) -> str | None:
        return self.values()[MOTIF] if self.isVisible() else None

    def demander(self) -> None:
        """Ouvre le champ et y met le clavier."""
        self.setVisible(True)
        self.editor(MOTIF).setFocus(Qt.FocusReason.OtherFocusReason)
