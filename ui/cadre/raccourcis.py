"""La liste des raccourcis clavier (Ctrl+/), lue dans les commandes, groupe par groupe."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from relogement.rapprochement import sans_accents
from ui.commande import Commande, Groupe
from ui.composants.recherche import ChampRecherche
from ui.composants.texte import Texte, section, titre
from ui.composants.touche import Touche
from ui.composants.vue import Vignette
from ui.theme import couleur, px
from ui.touches import lisible

LARGEUR, HAUTEUR, COLONNES = 920, 660, 2


class FenetreRaccourcis(QDialog):
    """Ce qui est tapé garde les lignes qui le contiennent ; Échap ferme."""

    def __init__(self, commandes: Iterable[Commande], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fenetre_raccourcis")
        self.setWindowTitle("Raccourcis clavier")
        self.blocs = [_Bloc(groupe, lignes) for groupe, lignes in _par_groupe(commandes)]
        self.champ = ChampRecherche("Filtrer les raccourcis", icone="funnel", nom="raccourcis_filtre")
        self.champ.textChanged.connect(self.filtrer)
        self._rien = Texte("Aucun raccourci ne répond à ces mots.", "texte2", nom="raccourcis_rien")
        self._rien.hide()
        self._disposer()
        self.champ.setFocus()

    def filtrer(self, demande: str) -> None:
        mots = sans_accents(demande).split()
        trouves = [bloc.filtrer(mots) for bloc in self.blocs]
        self._rien.setVisible(not any(trouves))

    def _disposer(self) -> None:
        haut = QHBoxLayout()
        haut.addWidget(titre("Raccourcis clavier"))
        haut.addStretch(1)
        self.champ.setFixedWidth(px(280))
        haut.addWidget(self.champ)
        page = QWidget()
        colonnes = QHBoxLayout(page)
        colonnes.setContentsMargins(0, 0, px(8), 0)
        colonnes.setSpacing(px(32))
        for blocs in _partager(self.blocs):
            colonne = QVBoxLayout()
            colonne.setSpacing(px(18))
            for bloc in blocs:
                colonne.addWidget(bloc)
            colonne.addStretch(1)
            colonnes.addLayout(colonne, 1)
        defilement = QScrollArea()
        defilement.setObjectName("raccourcis_defilement")
        defilement.setAccessibleName("Raccourcis clavier")
        defilement.setWidgetResizable(True)
        defilement.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        defilement.setWidget(page)
        tout = QVBoxLayout(self)
        tout.setContentsMargins(px(20), px(16), px(20), px(16))
        tout.setSpacing(px(14))
        tout.addLayout(haut)
        tout.addWidget(self._rien)
        tout.addWidget(defilement, 1)
        self.resize(px(LARGEUR), px(HAUTEUR))


class _Bloc(QWidget):
    """Un groupe : son titre, puis une ligne par touche."""

    def __init__(self, groupe: str, commandes: list[Commande]) -> None:
        super().__init__()
        self.nb = len(commandes)
        self._lignes: list[tuple[str, tuple[QWidget, ...]]] = []
        grille = QGridLayout(self)
        grille.setContentsMargins(0, 0, 0, 0)
        grille.setHorizontalSpacing(px(16))
        grille.setVerticalSpacing(px(7))
        grille.setColumnStretch(1, 1)
        self._titre = section(groupe)
        grille.addWidget(self._titre, 0, 0, 1, 2)
        for rang, commande in enumerate(commandes, start=1):
            self._ajouter(grille, rang, commande)

    def filtrer(self, mots: list[str]) -> bool:
        """Montre les lignes où chaque mot se trouve, ou cache le groupe."""
        visibles = [all(mot in texte for mot in mots) for texte, _ in self._lignes]
        for visible, (_, morceaux) in zip(visibles, self._lignes, strict=True):
            for morceau in morceaux:
                morceau.setVisible(visible)
        self.setVisible(any(visibles))
        return any(visibles)

    def _ajouter(self, grille: QGridLayout, rang: int, commande: Commande) -> None:
        touche = lisible(commande.touches)
        morceaux = (Vignette(Touche(touche)), Texte(commande.texte, lignes=True))
        boite = QWidget()
        boite.setMinimumWidth(px(104))
        rangee = QHBoxLayout(boite)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.addWidget(morceaux[0])
        rangee.addStretch(1)
        grille.addWidget(boite, rang, 0)
        grille.addWidget(morceaux[1], rang, 1)
        cherche = sans_accents(f"{touche} {commande.texte} {commande.groupe} {commande.mots}")
        self._lignes.append((cherche, (boite, morceaux[1])))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Un trait sous le titre."""
        bas = self._titre.geometry().bottom() + px(3)
        peintre = QPainter(self)
        peintre.fillRect(QRectF(0, bas, self.width(), 1), couleur("trait"))
        peintre.end()


def _par_groupe(commandes: Iterable[Commande]) -> Iterator[tuple[str, list[Commande]]]:
    rangs = {groupe: rang for rang, groupe in enumerate(Groupe)}
    avec = sorted((c for c in commandes if c.touches), key=lambda c: rangs[c.groupe])
    for groupe, lignes in groupby(avec, key=lambda c: c.groupe):
        yield groupe, list(lignes)


def _partager(blocs: list[_Bloc]) -> list[list[_Bloc]]:
    """En colonnes de hauteurs voisines, dans l'ordre."""
    total, colonnes, fait = sum(b.nb + 2 for b in blocs), [list[_Bloc]() for _ in range(COLONNES)], 0
    for bloc in blocs:
        colonnes[min(COLONNES - 1, fait * COLONNES // total)].append(bloc)
        fait += bloc.nb + 2
    return colonnes
