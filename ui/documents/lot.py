"""La fenêtre du lot : un document pour tous les dossiers choisis, en un seul PDF."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from db import horloge
from db.documents import Voulu
from db.documents_en_lot import RapportDuLot, ecrire_le_lot
from relogement.documents.document import DOCUMENTS, Portee
from relogement.textes import pluriel
from relogement.travail import Avancement
from ui.background import Tache
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.ouvert import ProjetOuvert
from ui.theme import px

REFUS_DITS = 8


class FenetreLot(QDialog):
    """Le travail se fait hors de l'écran et s'arrête quand on ferme."""

    def __init__(self, ouvert: ProjetOuvert, ids: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self._ouvert, self._ids = ouvert, list(ids)
        self._tache: Tache | None = None
        self._ecrit: Path | None = None
        self.setObjectName("fenetre_documents_lot")
        self.setWindowTitle("Documents de plusieurs dossiers")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(px(520))
        self.documents, self.masquer = QComboBox(), QCheckBox("Masquer les noms")
        self.barre, self.erreur = QProgressBar(), BandeauErreur(nom="documents_lot_erreur")
        self._fait = legende("", "vert", nom="documents_lot_fait", lignes=True)
        self._refus = legende("", "ambre", nom="documents_lot_refus", lignes=True)
        self.enregistrer = Bouton(
            "Enregistrer le PDF…", "download", genre=Genre.PRINCIPAL, nom="documents_lot_enregistrer"
        )
        self.ouvrir = Bouton("Ouvrir", "external-link", nom="documents_lot_ouvrir")
        self._disposer()
        self.documents.currentIndexChanged.connect(lambda _: self._choisi())
        self.enregistrer.clicked.connect(self._demander_ou)
        self.ouvrir.clicked.connect(self._ouvrir)
        self.finished.connect(self._arreter)
        self._choisi()

    def _disposer(self) -> None:
        for document in DOCUMENTS:
            if document.portee is Portee.DOSSIER:
                self.documents.addItem(document.libelle, document.code)
        noms = (
            (self.documents, "document", "Document"), (self.masquer, "masquer", "Masquer les noms"),
            (self.barre, "avancement", "Avancement"),
        )  # fmt: skip
        for nomme, nom, dit in noms:
            nomme.setObjectName(f"documents_lot_{nom}")
            nomme.setAccessibleName(dit)
        combien = pluriel(len(self._ids), "dossier")
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(20), px(16), px(20), px(16))
        colonne.setSpacing(px(10))
        colonne.addWidget(Texte(f"Un seul PDF pour {combien}, chacun à sa page.", lignes=True))
        for widget in (self.documents, self.masquer, self.barre, self.erreur, self._fait, self._refus):
            colonne.addWidget(widget)
        pied, fermer = QHBoxLayout(), Bouton("Fermer", touche="Échap", nom="documents_lot_fermer")
        fermer.clicked.connect(self.reject)
        pied.addWidget(self.ouvrir)
        pied.addStretch(1)
        pied.addWidget(fermer)
        pied.addWidget(self.enregistrer)
        colonne.addLayout(pied)
        self.barre.hide()
        self.ouvrir.hide()
        self._refus.hide()

    def _choisi(self) -> None:
        self.masquer.setVisible(self.documents.currentData() == "fiche")

    def _demander_ou(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        nom = f"{self.documents.currentData()}-{horloge.aujourdhui():%Y-%m-%d}.pdf"
        dialogue = QFileDialog(
            self, "Enregistrer les documents", str(Path(documents) / nom), "Document PDF (*.pdf)"
        )
        dialogue.setObjectName("documents_lot_fichier")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setDefaultSuffix("pdf")
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.fileSelected.connect(lambda choisi: self._ecrire(Path(choisi)))
        dialogue.open()

    def _ecrire(self, vers: Path) -> None:
        masque = self.masquer.isVisibleTo(self) and self.masquer.isChecked()
        voulu = Voulu(str(self.documents.currentData()), horloge.aujourdhui(), masque=masque)
        fichier, ids = self._ouvert.fichier, self._ids

        def travail(avancement: Avancement) -> RapportDuLot:
            with fichier.lire() as session:
                return ecrire_le_lot(session, voulu, ids, vers, avancement)

        self._ecrit = vers
        self.erreur.dire("")
        self.enregistrer.setEnabled(False)
        self.barre.setRange(0, len(ids))
        self.barre.show()
        self._tache = self._ouvert.atelier.run("Documents en lot", travail)
        self._tache.progressed.connect(self._avancer)
        self._tache.succeeded.connect(self._fini)
        self._tache.failed.connect(self.erreur.dire)
        self._tache.ended.connect(self._liberer)

    def _avancer(self, fait: int, total: int) -> None:
        self.barre.setRange(0, total)
        self.barre.setValue(fait)

    def _fini(self, rapport: RapportDuLot) -> None:
        assert self._ecrit is not None
        self._fait.setText(f"{pluriel(rapport.ecrits, 'dossier')} dans {self._ecrit.name}.")
        dits = [f"{reference} : {phrase}" for reference, phrase in rapport.refus[:REFUS_DITS]]
        reste = len(rapport.refus) - len(dits)
        dits += [f"et {pluriel(reste, 'autre')}"] if reste else []
        self._refus.setText("\n".join(dits))
        self._refus.setVisible(bool(dits))
        self.ouvrir.show()

    def _liberer(self) -> None:
        self.barre.hide()
        self.enregistrer.setEnabled(True)

    def _arreter(self) -> None:
        if self._tache is not None:
            self._tache.cancel()

    def _ouvrir(self) -> None:
        if self._ecrit and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._ecrit))):
            self.erreur.dire("Aucun programme de ce poste n’ouvre les PDF. Le fichier est bien enregistré.")
