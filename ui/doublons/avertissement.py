"""Sous un formulaire de personne : elle est peut-être déjà dans un autre dossier, que l'on ouvre d'une touche."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db.doublons import Doublon, candidats, identite_dans
from relogement.doublons import Identite
from relogement.erreurs import ErreurMetier
from ui.background import Tache
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert
from ui.theme import px

ATTENTE = 150
LUS = ("nom", "prenom", "naissance_le", "naissance_annee")


class Avertissement(QWidget):
    """Suit le formulaire ; `open_asked` demande l'autre dossier."""

    open_asked = Signal(int)

    def __init__(self, ouvert: ProjetOuvert, menage_id: int, form: Formulaire) -> None:
        super().__init__()
        self._ouvert, self._menage, self._form = ouvert, menage_id, form
        self._recherche: Tache | None = None
        self.trouves: list[Doublon] = []
        self.bandeau = BandeauErreur("ambre", nom="personne_doublon", fermable=False)
        self.ouvrir = Bouton("", genre=Genre.LIEN, petit=True, raccourci="Alt+1", nom="personne_doublon_ouvrir")
        self.ouvrir.setAutoDefault(False)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(px(4))
        pile.addWidget(self.bandeau)
        pile.addWidget(self.ouvrir)
        self._attente = QTimer(self, singleShot=True, interval=ATTENTE)
        self._attente.timeout.connect(self._chercher)
        form.changed.connect(self._attente.start)
        self.ouvrir.clicked.connect(lambda: self.open_asked.emit(self.trouves[0].menage_id))
        self._montrer([])

    def _chercher(self) -> None:
        qui = self._lue()
        if qui is None:
            self._montrer([])
            return
        if self._recherche is not None:
            self._recherche.succeeded.disconnect(self._montrer)
        menage = self._menage
        self._recherche = self._ouvert.read("Doublons", lambda session: _trouver(session, menage, qui))
        self._recherche.succeeded.connect(self._montrer)

    def _lue(self) -> Identite | None:
        """Rien à chercher tant que le nom et le prénom ne sont pas là."""
        try:
            nom, prenom, naissance, annee = (self._form.editor(champ).value() for champ in LUS)
        except ErreurMetier:
            return None
        return Identite(nom, prenom, naissance, annee) if nom and prenom else None

    def _montrer(self, trouves: list[Doublon]) -> None:
        self.trouves = trouves
        self.setVisible(bool(trouves))
        if not trouves:
            return
        premier = trouves[0]
        self.bandeau.dire(f"Peut-être déjà suivie dans le dossier {premier.reference} : {premier.vu.raison}.")
        self.ouvrir.setText(f"Ouvrir {premier.reference}")
        self.ouvrir.setAccessibleName(self.ouvrir.text())
        self.ouvrir.updateGeometry()


def _trouver(session: Session, menage: int, qui: Identite) -> list[Doublon]:
    return candidats(session, identite_dans(session, menage, qui), sauf=menage)
