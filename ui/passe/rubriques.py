"""Les rubriques d'un état passé, en cartes : ce qui a changé depuis est marqué, avec sa valeur d'aujourd'hui."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.passe_dit import ChampPasse, Rubrique
from relogement.textes import INSECABLE, pluriel
from ui import fonts
from ui.composants.bande import defilante, vider
from ui.composants.carte import Carte
from ui.composants.texte import Texte, legende
from ui.theme import px

COLONNES, LIBELLE = 2, 170


class PageRubriques(QWidget):
    """Deux colonnes de cartes, chacune dans la moins haute."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("passe_rubriques")
        page = QWidget()
        rangee = QHBoxLayout(page)
        rangee.setContentsMargins(px(12), px(12), px(12), px(12))
        rangee.setSpacing(px(10))
        self._colonnes = [QVBoxLayout() for _ in range(COLONNES)]
        for colonne in self._colonnes:
            colonne.setSpacing(px(10))
            rangee.addLayout(colonne, 1)
        self.zone = defilante(page, nom="passe_defilement")
        self.zone.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.zone.setAccessibleName("État du dossier à cette date")
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.addWidget(self.zone)

    def show_rubriques(self, rubriques: Sequence[Rubrique]) -> None:
        hauteurs = [0] * COLONNES
        for colonne in self._colonnes:
            vider(colonne)
        for rang, rubrique in enumerate(rubriques):
            place = hauteurs.index(min(hauteurs))
            self._colonnes[place].addWidget(_carte(rubrique, rang))
            hauteurs[place] += len(rubrique.champs) + 2
        for colonne in self._colonnes:
            colonne.addStretch(1)
        self.zone.verticalScrollBar().setValue(0)


def _carte(rubrique: Rubrique, rang: int) -> Carte:
    note = pluriel(rubrique.changes, "changement depuis", "changements depuis") if rubrique.changes else " "
    carte = Carte(rubrique.titre, note, nom=f"rubrique_{rang}")
    if rubrique.changes:
        carte.note.set_token("ambre")
    page = QWidget()
    grille = QGridLayout(page)
    grille.setContentsMargins(0, 0, 0, 0)
    grille.setHorizontalSpacing(px(12))
    grille.setVerticalSpacing(px(5))
    grille.setColumnMinimumWidth(0, px(LIBELLE))
    grille.setColumnStretch(1, 1)
    for ligne, champ in enumerate(rubrique.champs):
        grille.addWidget(legende(champ.libelle, lignes=True), ligne, 0, Qt.AlignmentFlag.AlignTop)
        grille.addWidget(_valeur(champ), ligne, 1, Qt.AlignmentFlag.AlignTop)
    carte.contenu.addWidget(page)
    return carte


def _valeur(champ: ChampPasse) -> QWidget:
    """La valeur d'alors ; dessous, en ambre, celle d'aujourd'hui."""
    if champ.maintenant is None:
        return Texte(champ.valeur, lignes=True)
    page = QWidget()
    pile = QVBoxLayout(page)
    pile.setContentsMargins(0, 0, 0, 0)
    pile.setSpacing(0)
    pile.addWidget(Texte(champ.valeur, graisse=fonts.GRAS, lignes=True))
    pile.addWidget(legende(f"aujourd’hui{INSECABLE}: {champ.maintenant}", "ambre", lignes=True))
    return page
