"""Mettre un dossier à l'ordre du jour : on le cherche en tapant, on dit pourquoi si l'on veut."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.dossiers import LigneDossier, page, trouver
from ui import fonts
from ui.cellule.seance.masque import nom_montre
from ui.composants.erreur import BandeauErreur
from ui.composants.recherche import ChampRecherche
from ui.composants.texte import Texte, legende
from ui.composants.volet import Volet
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px

TROUVES, LIGNES = 30, 8
PAS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
ROLE = Qt.ItemDataRole.UserRole


class VoletAjout(Volet):
    """`added` porte le dossier et le motif ; Entrée prend la ligne choisie."""

    added = Signal(int, str)

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget, *, noms: bool) -> None:
        super().__init__(parent, nom="volet_ajout", lu="Mettre un dossier à l’ordre du jour", largeur=400)
        self._noms = noms
        self.erreur = BandeauErreur(nom="ajout_erreur")
        self._lecture = DerniereLecture(ouvert, self.erreur.dire, self)
        self.champ = ChampRecherche("Nom, référence, UG, téléphone…", nom="ajout_champ")
        self.liste = QListWidget()
        self.liste.setObjectName("ajout_liste")
        self.liste.setAccessibleName("Dossiers trouvés")
        self.liste.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.liste.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.liste.setProperty("cadre", "champ")
        self.liste.setFixedHeight(px(28) * LIGNES)
        self.motif = QLineEdit()
        self.motif.setObjectName("ajout_motif")
        self.motif.setAccessibleName("Pourquoi (facultatif)")
        self.motif.setPlaceholderText("Pourquoi (facultatif)")
        self.colonne.addWidget(Texte("Mettre un dossier à l’ordre du jour", graisse=fonts.GRAS))
        for widget in (self.champ, self.liste, self.motif, self.erreur):
            self.colonne.addWidget(widget)
        self.colonne.addWidget(legende("Entrée met le dossier choisi à la fin de l’ordre du jour.", lignes=True))
        self.champ.textChanged.connect(self._chercher)
        for champ in (self.champ, self.motif):
            champ.installEventFilter(self)
        self.liste.itemDoubleClicked.connect(lambda _: self._prendre())

    def _chercher(self, demande: str) -> None:
        if not demande.strip():
            self.liste.clear()
            return
        self._lecture.demander("Recherche d’un dossier", _trouver(demande), self._montrer)

    def _montrer(self, trouves: Sequence[LigneDossier]) -> None:
        self.liste.clear()
        for trouve in trouves:
            nom = nom_montre(trouve, noms=self._noms)
            ligne = QListWidgetItem("  ·  ".join(filter(None, (nom, (self._noms and trouve.reference) or ""))))
            ligne.setData(ROLE, trouve.id)
            self.liste.addItem(ligne)
        self.liste.setCurrentRow(0)

    def _prendre(self) -> None:
        ligne = self.liste.currentItem()
        if ligne is None:
            self.erreur.dire("Tapez de quoi trouver un dossier, puis choisissez-le.")
            return
        self.added.emit(ligne.data(ROLE), self.motif.text())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in (
            self.champ, self.motif,
        ):  # fmt: skip
            touche = Qt.Key(event.key())
            if touche in PAS and self.liste.count():
                rang = self.liste.currentRow() + PAS[touche]
                self.liste.setCurrentRow(max(0, min(rang, self.liste.count() - 1)))
                return True
            if touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._prendre()
                return True
        return super().eventFilter(watched, event)


def _trouver(demande: str) -> Callable[[Session], list[LigneDossier]]:
    return lambda session: page(session, sorted(trouver(session, demande) or ())[:TROUVES])
