"""Le haut de l'écran : jusqu'à quelle date, et avec ou sans les décohabitants."""

from datetime import date

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import GenerationQpv
from relogement.textes import nombre
from ui.composants.bouton import Bouton, Genre
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.texte import Texte, titre
from ui.editeurs import ECRITURES, ChampTexte
from ui.indicateurs.copie import dire_copie
from ui.theme import couleur, px

TOUS, TITULAIRES = "tous", "titulaires"
GENERATIONS = {
    GenerationQpv.EN_VIGUEUR.value: "au bail",
    GenerationQpv.QP2015.value: "2015",
    GenerationQpv.QN2024.value: "2024",
}


class EnTeteIndicateurs(QWidget):
    """`asked` dit que la date ou la population vient de changer ; `refused` qu'une date est illisible."""

    asked = Signal()
    refused = Signal(str)
    image_asked = Signal()
    pdf_asked = Signal()
    seal_asked = Signal()

    def __init__(self, au: date) -> None:
        super().__init__()
        self._aujourdhui, self._au = au, au
        self.setObjectName("entete_indicateurs")
        self._champ = ChampTexte(ECRITURES[date])
        self._champ.setObjectName("indicateurs_au")
        self._champ.setAccessibleName("Jusqu’au")
        self._champ.setToolTip("Compter ce qui est arrivé jusqu’à cette date, comprise")
        self._champ.setFixedWidth(px(108))
        self._champ.set_value(au)
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
        self._champ.editingFinished.connect(self._lire)
        self._retour.clicked.connect(lambda: self.set_au(self._aujourdhui))
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
        return self._au

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
        self._champ.set_value(au)
        self._lire()

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

    def _lire(self) -> None:
        try:
            lue: date = self._champ.value() or self._aujourdhui
        except ErreurMetier as erreur:
            self._marquer(errone=True)
            self.refused.emit(str(erreur))
            return
        self._marquer(errone=False)
        self.refused.emit("")
        self._champ.set_value(lue)
        self._retour.setVisible(lue != self._aujourdhui)
        if lue != self._au:
            self._au = lue
            self.asked.emit()

    def _marquer(self, *, errone: bool) -> None:
        self._champ.setProperty("errone", errone)
        self._champ.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(QRectF(self.rect()), couleur("surface"))
        peintre.fillRect(QRectF(0, self.height() - 1, self.width(), 1), couleur("bord"))
