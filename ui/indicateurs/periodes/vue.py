"""L'onglet : les périodes closes en haut, et dessous celle que l'on regarde, avec ce qui en a changé."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.exports import exporter
from db.scelles.lever import ACTE, lever
from db.scelles.tables import PeriodeScellee
from db.scelles.vue import PeriodeOuverte, PeriodeVue, ouvrir_periode, periodes_vues
from db.tableaux import Portee
from relogement.exports import RECTIFICATIONS, export_de
from relogement.travail import Avancement
from ui.background import Tache
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.vide import Vide
from ui.echanges.carte_export import FORMATS
from ui.indicateurs.periodes.lever import DialogueLever
from ui.indicateurs.periodes.page import PagePeriode
from ui.indicateurs.periodes.sceller import DialogueSceller
from ui.indicateurs.periodes.tables import PERIODES, Modele, Table, rangee_periode
from ui.indicateurs.sous_vue import SousVue
from ui.ouvert import ProjetOuvert
from ui.reglages import Reglages

MONTREES = 5


class VuePeriodes(SousVue):
    """La sélection reste sur la même période après une relecture."""

    exported = Signal(object)

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__(ouvert)
        self._periodes: tuple[PeriodeVue, ...] = ()
        self._choisie: int | None = None
        self._lecture: Tache | None = None
        self._ouverture: Tache | None = None
        self.modele = Modele(PERIODES, a_droite=(2,))
        self.table = Table(self.modele, nom="periodes_table", lu="Périodes closes", large=0)
        self.page = PagePeriode()
        self.erreur = BandeauErreur(nom="periodes_erreur")
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        self._pile = QStackedWidget()
        self._pile.addWidget(QWidget())  # rien à montrer avant la première lecture
        corps = QWidget()
        colonne = QVBoxLayout(corps)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self.table)
        colonne.addWidget(self.page, 1)
        self._pile.addWidget(corps)
        sceller = Bouton("Sceller une période…", "lock", genre=Genre.PRINCIPAL, nom="periodes_sceller")
        sceller.clicked.connect(self.sceller)
        phrase = "Aucune période close. Sceller un trimestre garde ses lignes et ses chiffres tels qu’ils sortent."
        self._pile.addWidget(Vide("lock", phrase, sceller, nom="periodes_vide"))
        dehors = QVBoxLayout(self)
        dehors.setContentsMargins(0, 0, 0, 0)
        dehors.setSpacing(0)
        dehors.addWidget(self.erreur)
        dehors.addWidget(self._pile, 1)

    def _brancher(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._choisir)
        self.page.lift_asked.connect(self._demander_a_lever)
        self.page.export_asked.connect(self._exporter_a_l_identique)
        self.page.rectifications_asked.connect(self._exporter_les_rectifications)
        self.page.dossier_asked.connect(self.ouvert.dossier_asked)

    @override
    def refresh(self, portee: Portee) -> None:
        tache = self.ouvert.read("Périodes closes", periodes_vues)
        self._lecture = tache
        tache.succeeded.connect(lambda vues: self._montrer(tache, vues))
        tache.failed.connect(self.erreur.dire)

    def sceller(self) -> None:
        """Ouvre la fenêtre qui scelle ; la période scellée est montrée ensuite."""
        dialogue = DialogueSceller(self.ouvert, self)
        dialogue.sealed.connect(self.choisir)
        dialogue.open()

    def choisir(self, numero: int) -> None:
        """Montre cette période dès que la liste la connaît."""
        self._choisie = numero

    def _montrer(self, tache: Tache, vues: tuple[PeriodeVue, ...]) -> None:
        if tache is not self._lecture:
            return
        self._periodes = vues
        self._pile.setCurrentIndex(1 if vues else 2)
        voulue = self._choisie
        levees = frozenset(rang for rang, vue in enumerate(vues) if vue.est_levee)
        self.table.selectionModel().blockSignals(True)
        self.modele.show_rangees([rangee_periode(vue) for vue in vues], levees)
        self.table.selectionModel().blockSignals(False)
        self.table.tenir(len(vues), MONTREES)
        rang = next((r for r, vue in enumerate(vues) if vue.id == voulue), 0)
        if vues:
            self.table.setCurrentIndex(self.modele.index(rang, 0))

    def _choisir(self, index: QModelIndex, *_: object) -> None:
        if not 0 <= index.row() < len(self._periodes):
            return
        vue = self._periodes[index.row()]
        self._choisie = vue.id
        self.page.attendre(vue)
        tache = self.ouvert.read("Rectifications", partial(ouvrir_periode, vue=vue))
        self._ouverture = tache
        tache.succeeded.connect(lambda ouverte: self._ouvrir(tache, ouverte))
        tache.failed.connect(self.erreur.dire)

    def _ouvrir(self, tache: Tache, ouverte: PeriodeOuverte) -> None:
        if tache is self._ouverture:
            self.page.montrer(ouverte)

    def _demander_a_lever(self, vue: PeriodeVue) -> None:
        dialogue = DialogueLever(vue, self)
        dialogue.accepted.connect(lambda: self._lever(vue, dialogue.motif))
        dialogue.open()

    def _lever(self, vue: PeriodeVue, motif: str) -> None:
        auteur = self.ouvert.fichier.auteur
        tache = self.ouvert.write(ACTE, partial(_ecrire_la_levee, numero=vue.id, motif=motif, auteur=auteur))
        tache.failed.connect(self.erreur.dire)

    def _exporter_a_l_identique(self, vue: PeriodeVue, code: str, extension: str) -> None:
        self._demander_ou(vue, code, extension)

    def _exporter_les_rectifications(self, vue: PeriodeVue) -> None:
        self._demander_ou(vue, RECTIFICATIONS.code, ".xlsx")

    def _demander_ou(self, vue: PeriodeVue, code: str, extension: str) -> None:
        portee = f"-{vue.operation}" if vue.operation else ""
        nom = f"{code}-{vue.periode.code.replace('..', '_')}{portee}{extension}"
        propose = Path(Reglages().lieu("exports")) / nom
        dialogue = QFileDialog(self, f"Enregistrer : {export_de(code).libelle}", str(propose))
        dialogue.setObjectName("periodes_dialogue")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setNameFilter(f"{FORMATS[extension]} (*{extension})")
        dialogue.setDefaultSuffix(extension.lstrip("."))
        dialogue.fileSelected.connect(lambda chemin: self._exporter(vue, code, Path(chemin)))
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def _exporter(self, vue: PeriodeVue, code: str, chemin: Path) -> None:
        fichier = self.ouvert.fichier

        def travail(avancement: Avancement) -> int:
            return exporter(
                fichier, code, chemin, operation=vue.operation, au=vue.periode.fin, avancement=avancement,
                periode=vue.periode,
            )  # fmt: skip

        self.erreur.dire("")
        tache = self.ouvert.atelier.run(f"Export : {export_de(code).libelle}", travail)
        tache.failed.connect(self.erreur.dire)
        tache.succeeded.connect(lambda lignes: self.page.dire_ecrit(chemin, lignes))
        tache.succeeded.connect(lambda _: self.exported.emit(chemin))


def _ecrire_la_levee(session: Session, *, numero: int, motif: str, auteur: str) -> None:
    lever(session, session.get_one(PeriodeScellee, numero), motif, auteur=auteur)
