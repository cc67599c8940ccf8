"""Ce que la lecture a vu sans le lire, ou lu en le signalant ; ce qui est masqué se lit si on le demande."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relogement.imports.lecture import Annonce, Genre, Reglages
from ui.composants.bouton import Bouton
from ui.composants.bouton import Genre as Allure
from ui.composants.carte import Carte
from ui.composants.icone import Icone
from ui.composants.suite import Suite
from ui.composants.texte import Texte, legende
from ui.theme import px

ICONES = {
    Genre.FEUILLE_MASQUEE: "eye-off",
    Genre.LIGNES_MASQUEES: "eye-off",
    Genre.COLONNES_MASQUEES: "eye-off",
    Genre.COMMENTAIRES: "message-square",
    Genre.MACROS: "shield-alert",
    Genre.LIENS: "link",
    Genre.SANS_VALEUR: "square-function",
    Genre.ERREUR_DE_FORMULE: "square-function",
    Genre.DATES_1904: "calendar",
    Genre.ACCENTS: "languages",
    Genre.ZEROS_PERDUS: "hash",
    Genre.CHIFFRES_PERDUS: "hash",
    Genre.TOTAL: "sigma",
    Genre.NOTES: "sticky-note",
}
MASQUES = {Genre.LIGNES_MASQUEES: "lignes_masquees", Genre.COLONNES_MASQUEES: "colonnes_masquees"}
DEJA_DITES = frozenset((Genre.ACCENTS,))  # la carte « Lecture » les propose à la réparation
MONTREES = 12


class CarteAnnonces(Carte):
    """``changed`` porte les réglages voulus ; ``comments_asked`` demande à lire les commentaires."""

    changed = Signal(object)
    comments_asked = Signal()

    def __init__(self) -> None:
        super().__init__("À savoir", nom="carte_annonces")
        self._reglages = Reglages()
        self._suite = Suite()
        self.contenu.addLayout(self._suite)
        self._rien = legende("Rien de masqué, rien de perdu.", "texte3", nom="annonces_rien")
        self.contenu.addWidget(self._rien)

    def show_annonces(self, annonces: Sequence[Annonce], reglages: Reglages) -> None:
        self._reglages = reglages
        dites = [a for a in annonces if a.genre not in DEJA_DITES]
        # Le nombre de masquées peut tomber à zéro une fois lues : de quoi revenir en arrière reste.
        demandes = [genre for genre, champ in MASQUES.items() if getattr(reglages, champ)]
        deja = {a.genre for a in dites}
        lignes = [((a.genre, a.message, self._lu(a.genre)), self._ligne_de(a)) for a in dites[:MONTREES]]
        lignes += [((g, "", True), self._relecture(g)) for g in demandes if g not in deja]
        self._suite.show_lignes(lignes)
        self._rien.setVisible(not lignes)
        self.set_titre("À savoir", f"{len(dites) - MONTREES} de plus" if len(dites) > MONTREES else "")

    def _lu(self, genre: Genre) -> bool:
        return genre in MASQUES and bool(getattr(self._reglages, MASQUES[genre]))

    def _ligne_de(self, annonce: Annonce) -> Callable[[], QWidget]:
        return lambda: self._ligne(annonce.genre, annonce.message, annonce.feuille, grave=annonce.grave)

    def _relecture(self, genre: Genre) -> Callable[[], QWidget]:
        return lambda: self._ligne(genre, "Lues, comme vous l’avez demandé.", "", grave=False)

    def _ligne(self, genre: Genre, message: str, feuille: str, *, grave: bool) -> QWidget:
        ligne = QWidget()
        rangee = QHBoxLayout(ligne)
        rangee.setContentsMargins(0, px(3), 0, px(3))
        rangee.setSpacing(px(10))
        icone = ICONES.get(genre, "info")
        rangee.addWidget(Icone(icone, "ambre" if grave else "texte2", 16), 0, Qt.AlignmentFlag.AlignTop)
        mots = QVBoxLayout()
        mots.setSpacing(px(1))
        mots.addWidget(Texte(genre.libelle + (f" · {feuille}" if feuille else ""), graisse=500))
        mots.addWidget(legende(message, lignes=True))
        rangee.addLayout(mots, 1)
        if (geste := self._geste(genre)) is not None:
            rangee.addWidget(geste, 0, Qt.AlignmentFlag.AlignTop)
        return ligne

    def _geste(self, genre: Genre) -> QWidget | None:
        if genre is Genre.COMMENTAIRES:
            montrer = Bouton("Lire…", genre=Allure.LIEN, nom="annonces_commentaires")
            montrer.setAccessibleName("Lire les commentaires")
            montrer.clicked.connect(self.comments_asked)
            return montrer
        if genre not in MASQUES:
            return None
        lu = self._lu(genre)
        bouton = Bouton("Ne plus lire" if lu else "Lire aussi", genre=Allure.LIEN, nom=f"annonces_{genre.value}")
        bouton.setAccessibleName(f"{bouton.text()} : {genre.libelle}")
        voulus: dict[str, Any] = {MASQUES[genre]: not lu}
        bouton.clicked.connect(lambda: self.changed.emit(replace(self._reglages, **voulus)))
        return bouton
