"""Le haut de l'écran : jusqu'à quelle date, quelle génération, les flux, les noms, et l'image."""

from collections import Counter
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from relogement.nomenclatures import GenerationQpv
from ui.carte.dessin import Options
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.choix import Choix
from ui.composants.jusqu_au import ChampJusquAu
from ui.composants.segment import Segment
from ui.composants.texte import Texte, titre
from ui.theme import px

DEUX = "toutes"
GENERATIONS = {
    "2015": frozenset({GenerationQpv.QP2015}),
    "2024": frozenset({GenerationQpv.QN2024}),
    DEUX: frozenset({GenerationQpv.QP2015, GenerationQpv.QN2024}),
}


class EnTeteCarte(Bande):
    """`asked` : la date a changé ; `options_changed` : ce que l'on montre ; `refused` : une date illisible."""

    asked = Signal()
    options_changed = Signal()
    names_toggled = Signal(bool)
    refused = Signal(str)
    copy_asked = Signal()
    save_asked = Signal()
    layers_asked = Signal()

    def __init__(self, au: date) -> None:
        super().__init__(nom="carte_entete")
        self.champ = ChampJusquAu(au, nom="carte_au", aide="Les ménages relogés jusqu’à cette date, comprise")
        self.generation = Segment(_choix(None), nom="carte_generation")
        self.generation.set_titre("Génération des quartiers")
        self.generation.set_current(DEUX)
        self.flux = _bascule("Flux", "spline", "carte_flux", "Montrer d’où partent les ménages et où ils vont (F)")
        self.flux.setChecked(True)
        self.noms = _bascule("Noms", "eye", "carte_noms", "Montrer ou masquer les noms des ménages (N)")
        self.couches = Bouton("Couches", "layers", petit=True, nom="carte_couches")
        self.couches.setToolTip("Les fichiers de contours chargés")
        self.copier = Bouton("Copier en image", "copy", petit=True, nom="carte_copier")
        self.enregistrer = Bouton("PNG…", "download", petit=True, nom="carte_png", aide="Enregistrer l’image")
        self.enregistrer.setAccessibleName("Enregistrer l’image en PNG")
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(px(16), px(9), px(16), px(9))
        rangee.setSpacing(px(8))
        rangee.addWidget(titre("Carte"))
        rangee.addSpacing(px(10))
        mot = Texte("Jusqu’au", "texte2")
        mot.setBuddy(self.champ)
        rangee.addWidget(mot)
        for widget in (self.champ, self.generation, self.flux, self.noms):
            rangee.addWidget(widget)
        rangee.addStretch(1)
        for widget in (self.couches, self.copier, self.enregistrer):
            rangee.addWidget(widget)

    def _brancher(self) -> None:
        self.champ.dated.connect(self.asked)
        self.champ.refused.connect(self.refused)
        self.generation.current_changed.connect(lambda _: self.options_changed.emit())
        self.flux.toggled.connect(lambda _: self.options_changed.emit())
        self.noms.toggled.connect(self.names_toggled)
        self.couches.clicked.connect(self.layers_asked)
        self.copier.clicked.connect(self.copy_asked)
        self.enregistrer.clicked.connect(self.save_asked)

    @property
    def au(self) -> date:
        return self.champ.au

    @property
    def options(self) -> Options:
        return Options(GENERATIONS[self.generation.current], self.flux.isChecked())

    def show_quartiers(self, comptes: Counter[GenerationQpv]) -> None:
        """Combien de contours de chaque génération la carte a."""
        self.generation.set_choix(_choix(comptes))

    def show_couches(self, nombre: int) -> None:
        self.couches.setText(f"Couches ({nombre})" if nombre else "Couches")
        self.couches.updateGeometry()


def _choix(comptes: Counter[GenerationQpv] | None) -> list[Choix]:
    par_generation = ((GenerationQpv.QP2015, "2015", "QPV 2015"), (GenerationQpv.QN2024, "2024", "QPV 2024"))
    choix = [Choix(cle, mot, None if comptes is None else comptes[g]) for g, cle, mot in par_generation]
    return [*choix, Choix(DEUX, "Les deux")]


def _bascule(texte: str, icone: str, nom: str, aide: str) -> Bouton:
    bouton = Bouton(texte, icone, genre=Genre.SIMPLE, petit=True, aide=aide, nom=nom)
    bouton.setCheckable(True)
    return bouton
