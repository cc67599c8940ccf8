"""La mise en page que l'on écrit : son titre, sa feuille, ses colonnes, et les lignes qui en sortiraient."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.exports.apercu import apercu
from db.horloge import aujourdhui
from relogement.exports.rime.brouillon import Brouillon
from relogement.exports.rime.controle import Controle, controler
from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import legende
from ui.echanges.mises_en_page.apercu import VIDE, PanneauApercu
from ui.echanges.mises_en_page.modele import ENTETE, ColonnesModel, TableColonnes
from ui.editeurs import ECRITURES, ChampTexte
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px
from ui.touches import poser

ATTENTE_MS = 250


class EditeurMiseEnPage(QWidget):
    """`edited` : on vient de taper ; `failed` : l'aperçu n'a pas pu se lire."""

    edited = Signal()
    failed = Signal(str)

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self._ouvert = ouvert
        self._lecture = DerniereLecture(ouvert, self.failed.emit, self)
        self.modele = ColonnesModel(self)
        self.table, self.apercu = TableColonnes(self.modele), PanneauApercu()
        self.titre, self.feuille = _champ("mise_en_page_titre", "Titre"), _champ("mise_en_page_feuille", "Feuille")
        self._gestes = (
            geste("Ajouter", "plus", "ajouter", self._ajouter),
            geste("Retirer", "minus", "retirer", self._retirer),
            geste("Monter", "arrow-up", "monter", partial(self._deplacer, -1), "Monter (Alt+Haut)"),
            geste("Descendre", "arrow-down", "descendre", partial(self._deplacer, 1), "Descendre (Alt+Bas)"),
        )
        self._minuterie = QTimer(self, singleShot=True, interval=ATTENTE_MS)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        for mot, champ in (("Titre", self.titre), ("Feuille", self.feuille)):
            etiquette = legende(mot)
            etiquette.setBuddy(champ)
            rangee.addWidget(etiquette)
            rangee.addWidget(champ, 2 if champ is self.titre else 1)
        for bouton in self._gestes:
            rangee.addWidget(bouton)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(px(8))
        colonne.addLayout(rangee)
        colonne.addWidget(self.table, 1)
        colonne.addWidget(self.apercu)

    def _brancher(self) -> None:
        self.modele.edited.connect(self._tape)
        self._minuterie.timeout.connect(self.controler)
        for champ in (self.titre, self.feuille):
            champ.textEdited.connect(self._tape)
        ici = Qt.ShortcutContext.WidgetWithChildrenShortcut
        poser(self.table, "Alt+Up", partial(self._deplacer, -1), ici)
        poser(self.table, "Alt+Down", partial(self._deplacer, 1), ici)
        poser(self.table, "Del", self._retirer, ici)

    @property
    def brouillon(self) -> Brouillon:
        """Ce que l'on voit, enregistré ou non."""
        return Brouillon(self.titre.text(), self.feuille.text(), self.modele.rangees)

    def show_brouillon(self, lu: Brouillon, *, modifiable: bool) -> None:
        """Montre cette mise en page ; celle du programme se lit sans se taper."""
        self.titre.set_value(lu.titre)
        self.feuille.set_value(lu.feuille)
        self.modele.show_rangees(lu.rangees, modifiable=modifiable)
        for champ in (self.titre, self.feuille):
            champ.setReadOnly(not modifiable)
        for bouton in self._gestes:
            bouton.setEnabled(modifiable)
        if lu.rangees:
            self.table.setCurrentIndex(self.modele.index(0, 0))
        self.controler()

    def _tape(self, *_: object) -> None:
        """Le contrôle et l'aperçu attendent que l'on ait fini de taper."""
        self.edited.emit()
        self._minuterie.start()

    def controler(self) -> None:
        """Contrôle ce qui est tapé, et lit ce qui en sortirait."""
        controle = controler(self.brouillon.en_toml())
        self.apercu.show_defauts(controle.defauts)
        self.modele.show_fautes({d.colonne: d.phrase for d in controle.defauts if d.colonne is not None})
        self._lire_l_apercu(controle)

    def _lire_l_apercu(self, controle: Controle) -> None:
        page, operation = controle.page, self._ouvert.operation
        if page is None:
            self.apercu.show_apercu(VIDE)
            return
        self._lecture.demander(
            "Aperçu de l’export",
            lambda session: apercu(session, page, aujourdhui(), operation=operation),
            self.apercu.show_apercu,
        )

    def _ajouter(self) -> None:
        rang = self.table.currentIndex().row() + 1
        self.modele.add(rang)
        self.table.setCurrentIndex(self.modele.index(rang, ENTETE))
        self.table.edit(self.modele.index(rang, ENTETE))

    def _retirer(self) -> None:
        if self.modele.modifiable:
            self.modele.remove(self.table.currentIndex().row())

    def _deplacer(self, pas: int) -> None:
        rang = self.table.currentIndex().row()
        if self.modele.modifiable and self.modele.move(rang, rang + pas):
            self.table.setCurrentIndex(self.modele.index(rang + pas, self.table.currentIndex().column()))


def geste(texte: str, icone: str, nom: str, faire: Callable[[], object], aide: str = "") -> Bouton:
    """Un petit bouton de cette fenêtre, que la touche Entrée d'un champ ne presse pas."""
    fait = Bouton(texte, icone, genre=Genre.NU, petit=True, nom=f"mise_en_page_{nom}", aide=aide)
    fait.setAutoDefault(False)
    fait.clicked.connect(lambda: faire())
    return fait


def _champ(nom: str, lu: str) -> ChampTexte:
    champ = ChampTexte(ECRITURES[str])
    champ.setObjectName(nom)
    champ.setAccessibleName(lu)
    return champ
