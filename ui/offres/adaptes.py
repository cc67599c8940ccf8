"""« Logements adaptés », dans le dossier : les meilleurs du registre pour ce ménage, chaque note ouverte."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from db.appariement import A_LOGER, logements_adaptes
from db.dossier import DossierLu
from relogement.appariement.note import Appariement
from ui.avant_envoi.disposition import rangee
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte
from ui.composants.vide import Vide
from ui.lecture import DerniereLecture
from ui.offres.lignes import HAUTEUR, TableHaute, colonnes, dit_combien, vue_du_logement
from ui.offres.parts import PartsDeLaNote
from ui.ouvert import ProjetOuvert
from ui.theme import px

LOGEMENTS = colonnes("Logement", vue_du_logement)
LIGNES = 6
AUCUN = "Aucun logement libre au registre : ajoutez-en dans l’écran Offres."


class LogementsAdaptes(Carte):
    """`proposed` porte le logement choisi ; rien ne se lit tant que la section n'est pas vue."""

    proposed = Signal(object)

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__("Logements adaptés", "le mieux adapté d’abord", nom="offres_adaptes")
        self._lu: DossierLu | None = None
        self._perime = False
        self._combien = Texte("", "texte2", nom="adaptes_detail")
        self.erreur = BandeauErreur(nom="adaptes_erreur")
        self._lecture = DerniereLecture(ouvert, self.erreur.dire, self)
        self.table = TableHaute(LOGEMENTS, nom="adaptes_logements", lu="Logements adaptés à ce ménage")
        self.table.setMinimumHeight(px(HAUTEUR * LIGNES + 34))
        self.parts = PartsDeLaNote(ouvert, "adaptes")
        self.proposer = Bouton("Proposer…", "key-round", genre=Genre.PRINCIPAL, nom="adaptes_proposer")
        self._garnir()
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choisir())
        self.proposer.clicked.connect(lambda: self.proposed.emit(self.table.current.logement))
        self._choisir()

    def _garnir(self) -> None:
        gauche = QVBoxLayout()
        gauche.setSpacing(px(8))
        gauche.addWidget(self.erreur)
        gauche.addWidget(self.table, 1)
        gauche.addLayout(rangee(self._combien, None, self.proposer))
        corps = QHBoxLayout()
        corps.setSpacing(px(12))
        corps.addLayout(gauche, 7)
        corps.addWidget(self.parts, 5)
        self.contenu.addLayout(corps)

    def show_dossier(self, lu: DossierLu) -> None:
        """Seuls ceux qui cherchent un logement ont cette section."""
        self._lu, self._perime = lu, True
        self.setVisible(lu.menage.etat in A_LOGER)
        if self.isVisible():
            self._lire()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._perime:
            self._lire()

    def _lire(self) -> None:
        if self._lu is None:
            return
        self._perime = False
        lire = partial(logements_adaptes, reference=self._lu.menage.reference, au=self._lu.au)
        self._lecture.demander("Logements adaptés", lire, self._montrer)

    def _montrer(self, trouves: Sequence[Appariement]) -> None:
        choisi: Appariement | None = self.table.current
        self.table.show_lignes(trouves, lambda: Vide("key-round", AUCUN, nom="adaptes_vide"))
        self._combien.setText(dit_combien(trouves, "logement", "logements"))
        self.table.retrouver(lambda a: choisi is not None and a.logement.id == choisi.logement.id)
        self._choisir()

    def _choisir(self) -> None:
        trouve: Appariement | None = self.table.current
        self.parts.show_note(trouve)
        self.proposer.setEnabled(trouve is not None)
