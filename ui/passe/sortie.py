"""Copier ou imprimer ce qui a changé : des références et des actes, sans nom de ménage ni valeur sensible."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from db import horloge
from relogement.changements import Changements, en_texte
from relogement.travail import Avancement
from ui import fonts
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton
from ui.composants.texte import Texte
from ui.ouvert import ProjetOuvert
from ui.theme import px

SANS_PROGRAMME = "Aucun programme de ce poste n’ouvre les PDF. Ouvrez la page d’un autre poste."


class PiedDeSortie(Bande):
    """`closed` pour fermer ; ce qui se copie et s'imprime est le même texte."""

    closed = Signal()

    def __init__(self, ouvert: ProjetOuvert, nom: str) -> None:
        super().__init__(Qt.Edge.TopEdge, fond="creux")
        self._ouvert, self._titre = ouvert, ""
        self._vus = Changements((), 0)
        self._page: Path | None = None
        self._dit = Texte("", "vert", fonts.LEGENDE, lignes=True, nom=f"{nom}_dit")
        self.copier = Bouton("Copier", "copy", nom=f"{nom}_copier", aide="Copier sans nom ni valeur sensible")
        self.imprimer = Bouton("Imprimer…", "printer", nom=f"{nom}_imprimer", aide="Une page sans valeur sensible")
        self.voir = Bouton("Ouvrir la page", "external-link", nom=f"{nom}_ouvrir")
        self.voir.hide()
        fermer = Bouton("Fermer", nom=f"{nom}_fermer")
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(px(16), px(10), px(16), px(10))
        rangee.setSpacing(px(8))
        rangee.addWidget(self._dit, 1)
        for bouton in (self.voir, self.copier, self.imprimer, fermer):
            bouton.setAutoDefault(False)
            rangee.addWidget(bouton)
        self.copier.clicked.connect(self._copier)
        self.imprimer.clicked.connect(self._demander_ou)
        self.voir.clicked.connect(self._ouvrir)
        fermer.clicked.connect(self.closed)
        self.show_changements("", self._vus)

    def show_changements(self, titre: str, vus: Changements) -> None:
        self._titre, self._vus = titre, vus
        for bouton in (self.copier, self.imprimer):
            bouton.setEnabled(bool(vus.dossiers))

    def dire(self, phrase: str, token: str = "vert") -> None:
        self._dit.set_token(token)
        self._dit.setText(phrase)

    def _copier(self) -> None:
        QGuiApplication.clipboard().setText(en_texte(self._titre, self._vus))
        self.dire("Copié, sans nom ni valeur sensible.")

    def _demander_ou(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        propose = Path(documents) / f"changements-{horloge.aujourdhui():%Y-%m-%d}.pdf"
        dialogue = QFileDialog(self, "Enregistrer la page", str(propose), "Document PDF (*.pdf)")
        dialogue.setObjectName("changements_fichier")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setDefaultSuffix("pdf")
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.fileSelected.connect(lambda nom: self._ecrire(Path(nom)))
        dialogue.open()

    def _ecrire(self, vers: Path) -> None:
        titre, vus = self._titre, self._vus

        def travail(_: Avancement) -> Path:
            from relogement.documents.changements import ecrire_changements

            ecrire_changements(vers, titre, vus)
            return vers

        tache = self._ouvert.atelier.run("Page des changements", travail)
        tache.succeeded.connect(self._ecrite)
        tache.failed.connect(lambda phrase: self.dire(phrase, "rouge"))

    def _ecrite(self, page: Path) -> None:
        self._page = page
        self.dire(f"Page enregistrée : {page.name}.")
        self.voir.show()

    def _ouvrir(self) -> None:
        if self._page is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._page))):
            self.dire(SANS_PROGRAMME, "rouge")
