"""La petite fenêtre d'un acte : ce qu'il faut savoir, une phrase si cela ne va pas, un verbe pour l'écrire."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.brouillons import ACTE, Place
from db.dossier import DossierLu, relire
from relogement.base import Ligne
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.transitions import PassageRefuse, exception_motivee
from ui import fonts
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.dossier.actes.exception import MotifException
from ui.form import Formulaire
from ui.garde_dialogue import GardeDialogue
from ui.ouvert import ProjetOuvert
from ui.theme import px

L = TypeVar("L", bound=Ligne)


@dataclass(frozen=True)
class Ecriture:
    """Ce qu'un acte écrit : son nom au journal, et le geste."""

    acte: str
    geste: Callable[[Session], Any]


class ActeDialog(QDialog):
    """Ce qui est saisi reste affiché tant que l'écriture n'a pas réussi."""

    largeur = 460

    def __init__(
        self, ouvert: ProjetOuvert, lu: DossierLu, parent: QWidget, *, nom: str, titre: str, verbe: str
    ) -> None:
        super().__init__(parent)
        self.ouvert, self.lu = ouvert, lu
        self._occupe = self._a_motiver = False
        self._brouillon: GardeDialogue | None = None
        self.exception = MotifException(nom)
        self.setObjectName(f"dialogue_{nom}")
        self.setWindowTitle(titre)
        self.setAccessibleName(titre)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.erreur = BandeauErreur(nom=f"{nom}_erreur")
        self.contenu = QVBoxLayout()
        self.contenu.setSpacing(px(12))
        self.valider = Bouton(verbe, genre=Genre.PRINCIPAL, nom=f"{nom}_valider")
        self.annuler = Bouton("Annuler", nom=f"{nom}_annuler")
        self._disposer(titre)

    def _disposer(self, titre: str) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        corps = Bande(None)
        pile = QVBoxLayout(corps)
        pile.setContentsMargins(px(20), px(16), px(20), px(16))
        pile.setSpacing(px(12))
        pile.addWidget(Texte(titre, taille=fonts.SECTION, graisse=fonts.GRAS))
        pile.addWidget(self.erreur)
        pile.addLayout(self.contenu, 1)
        pile.addWidget(self.exception)
        colonne.addWidget(corps, 1)
        colonne.addWidget(self._pied())
        self.setMinimumWidth(px(self.largeur))
        self.annuler.setAutoDefault(False)
        self.valider.setDefault(True)  # seulement une fois posé : avant, la fenêtre l'ignore

    def _pied(self) -> QWidget:
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        rangee = QHBoxLayout(pied)
        rangee.setContentsMargins(px(20), px(10), px(20), px(10))
        rangee.setSpacing(px(8))
        rangee.addStretch(1)
        rangee.addWidget(self.annuler)
        rangee.addWidget(self.valider)
        self.valider.clicked.connect(self._valider)
        self.annuler.clicked.connect(self.reject)
        return pied

    def ecriture(self) -> Ecriture:
        """Ce qui sera écrit ; lève ``ErreurMetier`` si la saisie ne suffit pas."""
        raise NotImplementedError

    def premier(self) -> QWidget | None:
        """Le champ qui reçoit le focus à l'ouverture."""
        return None

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._brouillon is None:
            self._brouillon = GardeDialogue(self.ouvert, self, self._place(), self._poser_l_avis)
        if (premier := self.premier()) is not None:
            premier.setFocus(Qt.FocusReason.TabFocusReason)

    def _place(self) -> Place:
        """Le brouillon de cet acte, sur ce dossier."""
        return Place(self.auteur, ACTE, f"{self.objectName()}:{self.lu.menage.id}")

    def _poser_l_avis(self, avis: QWidget) -> None:
        self.contenu.insertWidget(0, avis)

    @override
    def reject(self) -> None:
        if not self._occupe:
            super().reject()

    def _valider(self) -> None:
        try:
            ecriture = self.ecriture()
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return
        self.erreur.dire("")
        self._occuper(True)
        motif = self.exception.motif
        tache = self.ouvert.write(ecriture.acte, lambda session: self._ecrire(session, ecriture.geste, motif))
        tache.failed.connect(self._echouer)
        tache.succeeded.connect(self._reussi)
        tache.ended.connect(self._liberer)  # un lien qui tombe avec la fenêtre, déjà fermée quand l'acte a réussi

    def _ecrire(self, session: Session, geste: Callable[[Session], Any], motif: str | None) -> Any:
        """L'acte, avec le motif donné à ce que le tableau des transitions ne prévoit pas."""
        try:
            with exception_motivee(motif):
                return geste(session)
        except PassageRefuse:
            self._a_motiver = True
            raise

    def _echouer(self, phrase: str) -> None:
        """Ce qui demande un motif ouvre le champ où l'écrire ; le reste se corrige."""
        self.erreur.dire(phrase)
        if self._a_motiver:
            self._a_motiver = False
            self.exception.demander()

    def _reussi(self, _: object) -> None:
        self._occuper(False)
        self.accept()

    def _liberer(self) -> None:
        self._occuper(False)

    def _occuper(self, occupe: bool) -> None:
        self._occupe = occupe
        self.valider.setEnabled(not occupe)

    def menage(self, session: Session) -> Menage:
        return relire(session, Menage, self.lu.menage.id)

    def a_jour(self, session: Session, ligne: L) -> L:
        """La ligne montrée, dans cette session ; refuse si quelqu'un l'a changée depuis."""
        return relire(session, type(ligne), ligne.id, ligne.version)

    @property
    def auteur(self) -> str:
        return self.ouvert.fichier.auteur


def grille_de(form: Formulaire, noms: Sequence[str] = (), *, etiquette: int = 130) -> None:
    """Une étiquette à gauche, son champ en face : les petites fenêtres se remplissent de haut en bas."""
    grille = QGridLayout(form)
    grille.setContentsMargins(0, 0, 0, 0)
    grille.setHorizontalSpacing(px(12))
    grille.setVerticalSpacing(px(8))
    grille.setColumnMinimumWidth(0, px(etiquette))
    grille.setColumnStretch(1, 1)
    for rang, nom in enumerate(noms or form.names):
        grille.addWidget(form.label(nom), 2 * rang, 0)
        grille.addWidget(form.editor(nom), 2 * rang, 1)
        grille.addWidget(form.remark(nom), 2 * rang + 1, 1)


def exiger(valeurs: dict[str, Any], nom: str, phrase: str) -> Any:
    """La valeur, ou la phrase qui la demande."""
    if valeurs.get(nom) is None:
        raise ErreurMetier(phrase)
    return valeurs[nom]


def note(texte: str = "", *, nom: str = "", token: str = "texte2") -> Texte:
    """Une phrase sous les champs, qui dit ce que l'acte va faire."""
    return legende(texte, token, nom=nom, lignes=True)
