"""Ce que les contacts ont laissé à faire, au-dessus du journal : une ligne et « Fait » par suite ouverte."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relogement.suivi import Contact
from relogement.textes import jour_de_semaine
from ui.composants.bande import vider
from ui.composants.bouton import Bouton
from ui.composants.echeance import urgence
from ui.composants.texte import Texte, legende
from ui.theme import px


class SuitesADonner(QWidget):
    """`done` porte le contact dont la suite vient d'être faite."""

    done = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("journal_suites")
        self.setAccessibleName("Suites à donner")
        self._pile = QVBoxLayout(self)
        self._pile.setContentsMargins(px(16), 0, px(14), px(10))
        self._pile.setSpacing(px(6))

    def show_contacts(self, contacts: Sequence[Contact], au: date) -> None:
        """Les suites pas encore faites, la plus proche d'abord."""
        vider(self._pile)
        ouvertes = [c for c in contacts if c.suite and c.suite_faite_le is None]
        for contact in sorted(ouvertes, key=lambda c: (c.suite_le is None, c.suite_le or au)):
            self._pile.addLayout(self._ligne(contact, au))
        self.setVisible(bool(ouvertes))

    def _ligne(self, contact: Contact, au: date) -> QHBoxLayout:
        quand = jour_de_semaine(contact.suite_le) if contact.suite_le else "sans date"
        token = urgence(contact.suite_le, au).token if contact.suite_le else "texte2"
        textes = QVBoxLayout()
        textes.setSpacing(0)
        textes.addWidget(Texte(f"Suite : {contact.suite}", lignes=True, nom=f"suite_{contact.id}"))
        textes.addWidget(legende(quand, token))
        fait = Bouton("Fait", "check", petit=True, nom=f"suite_faite_{contact.id}")
        fait.setAccessibleName(f"Fait : {contact.suite}")
        fait.clicked.connect(lambda: self.done.emit(contact.id))
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        rangee.addLayout(textes, 1)
        rangee.addWidget(fait)
        return rangee
