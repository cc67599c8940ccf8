"""Le haut de l'écran : jusqu'à quelle date, et avec ou sans les décohabitants."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from relogement.nomenclatures import GenerationQpv
from relogement.textes import nombre
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.choix import Choix
from ui.composants.jusqu_au import ChampJusquAu
from ui.composants.segment import Segment
from ui.composants.texte import Texte, titre
from ui.indicateurs.copie import dire_copie
from ui.theme import px

TOUS, TITULAIRES = "tous", "titulaires"
GENERATIONS = {
    GenerationQpv.EN_VIGUEUR.value: "au bail",
    GenerationQpv.QP2015.value: "2015",
    GenerationQpv.QN2024.value: "2024",
}


class EnTeteIndicateurs(Bande):
    """`asked` dit que la date ou la population vient de changer ; `refused` qu'une date est illisible."""

    asked = Signal()
    refused = Signal(str)
    image_asked = Signal()
    pdf_asked = Signal()
    seal_asked = Signal()

    def __init__(self, au: date) -> None:
        super().__init__(nom="entete_indicateurs")
        self._champ = ChampJusquAu(
            au, nom="indicateurs_au", aide="Compter ce qui est arrivé jusqu’à cette date, comprise"
        )
        self._retour = Bouton("Aujourd’hui", genre=Genre.NU, petit=True, nom="indicateurs_aujourdhui")
        self._retour.hide()
        self.population = Segment(
            [Choix(TOUS, "Tous"), Choix(TITULAIRES, "Titulaires")], nom="indicateurs_population"
        )
        self.population.set_titre("Population")
        self.quartiers = Segment([Choix(cle, mot) for cle, mot in GENERATIONS.items()], nom="indicateurs_qpv")
        self.quartiers.set_titre("Quartiers prioritaires")
        self.quartiers.setToolTip(
            "Quartiers de la génération en vigueur à chaque bail, ou les mêmes pour tous les relogements"
        )
        self._pdf = Bouton("PDF", "printer", petit=True, nom="indicateurs_pdf", aide="Rapport en PDF, sans un nom")
        self._image = Bouton("Copier en image", "copy", petit=True, nom="indicateurs_image")
        self._sceller = Bouton("Sceller la période", "lock", petit=True, nom="indicateurs_sceller")
        self._disposer()
        self._champ.dated.connect(self._dater)
        self._champ.refused.connect(self.refused)
        self._retour.clicked.connect(self._champ.revenir)
        self.population.current_changed.connect(lambda _: self.asked.emit())
        self.quartiers.current_changed.connect(lambda _: self.asked.emit())
        self._pdf.clicked.connect(self.pdf_asked)
        self._sceller.clicked.connect(self.seal_asked)
        self._image.clicked.connect(self.image_asked)
        self._image.clicked.connect(lambda: dire_copie(self._image))

    def _disposer(self) -> None:
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(px(16), px(9), px(16), px(9))
        rangee.setSpacing(px(8))
        rangee.addWidget(titre("Indicateurs"))
        rangee.addSpacing(px(10))
        mot = Texte("Jusqu’au", "texte2")
        mot.setBuddy(self._champ)
        rangee.addWidget(mot)
        rangee.addWidget(self._champ)
        rangee.addWidget(self._retour)
        rangee.addSpacing(px(4))
        rangee.addWidget(self.population)
        rangee.addSpacing(px(4))
        self._mot_qpv = Texte("QPV", "texte2")
        rangee.addWidget(self._mot_qpv)
        rangee.addWidget(self.quartiers)
        rangee.addStretch(1)
        rangee.addWidget(self._image)
        rangee.addWidget(self._pdf)
        rangee.addWidget(self._sceller)

    @property
    def au(self) -> date:
        return self._champ.au

    @property
    def titulaires(self) -> bool:
        return self.population.current == TITULAIRES

    @property
    def generation(self) -> GenerationQpv:
        """Les quartiers que l'on compte."""
        return GenerationQpv(self.quartiers.current)

    def proposer(self, *, chiffres: bool) -> None:
        """Le choix des quartiers et le rapport, ou rien là où ils ne changeraient rien."""
        for morceau in (self._mot_qpv, self.quartiers, self._pdf):
            morceau.setVisible(chiffres)

    def set_au(self, au: date) -> None:
        self._champ.set_au(au)

    def _dater(self) -> None:
        self._retour.setVisible(not self._champ.est_d_aujourdhui)
        self.asked.emit()

    def reprendre(self, ancien: "EnTeteIndicateurs") -> None:
        """La date et la population d'un autre en-tête, sans rien demander."""
        self.blockSignals(True)
        self.population.set_current_quietly(ancien.population.current)
        self.quartiers.set_current_quietly(ancien.quartiers.current)
        self.set_au(ancien.au)
        self.blockSignals(False)

    def show_effectifs(self, tous: int, titulaires: int) -> None:
        self.population.set_choix(
            [Choix(TOUS, "Tous", nombre(tous, 0)), Choix(TITULAIRES, "Titulaires", nombre(titulaires, 0))]
        )
