"""Les offres d'un cas et leur validité, puis les piles du reste à charge, telles que le dossier les dessine."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.cellule.cas import Cas
from relogement.cellule.cas import OffreDuCas
from ui import fonts
from ui.cellule.seance.titre import TitreDuCas
from ui.composants.bande import defilante
from ui.composants.pile_rac import Mesures, PileRac
from ui.composants.suite import Suite, Voulue
from ui.composants.texte import Texte, legende
from ui.composants.verdicts import chip_reponse
from ui.composants.vue import Vignette
from ui.dossier.colonnes_rac import colonne, vues
from ui.theme import px

MESURES, HAUTEUR = Mesures(gauche=60, colonne=168, droite=120), 280


class OffresEtRac(QWidget):
    """O les montre ou les cache quand la hauteur manque."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cas_offres")
        tete = TitreDuCas("cas_offres")
        tete.dire("Offres faites et reste à charge")
        self._suite = Suite()
        self._suite.setSpacing(px(6))
        self.pile = PileRac(mesures=MESURES, legende=False, nom="cas_pile_rac")
        colonne_ = QVBoxLayout(self)
        colonne_.setContentsMargins(0, 0, 0, 0)
        colonne_.setSpacing(px(8))
        colonne_.addLayout(tete)
        colonne_.addLayout(self._suite)
        zone = defilante(self.pile, nom="cas_pile_defilement", horizontale=True)
        zone.setFixedHeight(px(HAUTEUR))
        colonne_.addWidget(zone)

    def show_cas(self, cas: Cas) -> None:
        self._suite.show_lignes(_voulues(cas.offres))
        self.pile.set_colonnes([colonne(vue, brut=False) for vue in vues(cas.lu)])


def _voulues(offres: Sequence[OffreDuCas]) -> list[Voulue]:
    if not offres:
        sinon = "Aucune offre n’a encore été faite à ce ménage."
        return [(sinon, lambda: Texte(sinon, "texte2", fonts.SECTION))]
    return [((o.rang, o.logement, o.validite), partial(_ligne, o)) for o in offres]


def _ligne(offre: OffreDuCas) -> QWidget:
    ligne = QWidget()
    rangee = QHBoxLayout(ligne)
    rangee.setContentsMargins(0, 0, 0, 0)
    rangee.setSpacing(px(8))
    haut = Qt.AlignmentFlag.AlignTop
    rangee.addWidget(Vignette(chip_reponse(offre.reponse)), 0, haut)
    mots = QVBoxLayout()
    mots.setSpacing(0)
    mots.addWidget(Texte(f"Offre {offre.rang} · {offre.logement}", taille=fonts.SECTION, lignes=True))
    mots.addWidget(legende(offre.validite, lignes=True))
    rangee.addLayout(mots, 1)
    return ligne
