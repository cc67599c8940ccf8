"""La fenêtre des documents d'un dossier : la liste à gauche, la page à droite, et quoi en faire."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from db import horloge
from db.courriers import garder
from db.documents import Voulu, document
from db.dossier import DossierLu
from relogement.documents.document import DU_DOSSIER, PDF, WORD, Document
from relogement.documents.lettres.lettres import Sujet, lettre_de
from relogement.documents.lettres.produire import Courrier
from relogement.exports.ecriture.cible import en_place
from relogement.nomenclatures import Reponse
from relogement.travail import Avancement
from ui import icons
from ui.background import Tache
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.documents.pages import PagesPdf, lire_les_pages
from ui.dossier.mots import nom_du_menage
from ui.ouvert import ProjetOuvert
from ui.theme import px

FORMATS = ((PDF, "PDF, prêt à signer"), (WORD, "Word, à retoucher"))
LIGNE = 30
SANS_PROGRAMME = "Aucun programme de ce poste n’ouvre ce document. Il est bien enregistré."


class FenetreDocuments(QDialog):
    """Rien n'est écrit avant « Enregistrer » ou « Garder dans le dossier »."""

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, parent: QWidget) -> None:
        super().__init__(parent)
        self._ouvert, self._lu = ouvert, lu
        self._tache: Tache | None = None
        self._ecrit: Path | None = None
        self.setObjectName("fenetre_documents")
        self.setWindowTitle(f"Documents de {nom_du_menage(lu.menage)}, {lu.menage.reference}")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(px(1040), px(760))
        self.liste, self.offres, self.formats = QListWidget(), QComboBox(), QComboBox()
        self.masquer = QCheckBox("Masquer les noms")
        self.apercu, self.erreur = PagesPdf(nom="documents_apercu"), BandeauErreur(nom="documents_erreur")
        self._utilite, self._pour = Texte("", lignes=True), legende("", lignes=True, nom="documents_pour")
        self._fait = legende("", "vert", nom="documents_fait", lignes=True)
        self.enregistrer = Bouton("Enregistrer sous…", "download", nom="documents_enregistrer")
        self.garder = Bouton("Garder dans le dossier", "paperclip", genre=Genre.PRINCIPAL, nom="documents_garder")
        self.ouvrir = Bouton("Ouvrir", "external-link", nom="documents_ouvrir")
        self._remplir()
        self._disposer()
        self._brancher()
        self._choisi()

    @property
    def document(self) -> Document:
        return DU_DOSSIER[max(0, self.liste.currentRow())]

    def choisir(self, code: str) -> None:
        """Va à ce document."""
        self.liste.setCurrentRow([document.code for document in DU_DOSSIER].index(code))

    def _remplir(self) -> None:
        for une in DU_DOSSIER:
            self.liste.addItem(QListWidgetItem(icons.icon("file-text"), une.libelle))
        self.liste.setCurrentRow(0)
        for offre in self._lu.menage.offres:
            self.offres.addItem(f"Offre {offre.rang} — {offre.logement.libelle}", offre.rang)
        en_cours = [n for n, o in enumerate(self._lu.menage.offres) if o.reponse is Reponse.EN_COURS]
        self.offres.setCurrentIndex((en_cours or [self.offres.count() - 1])[-1])
        for extension, mot in FORMATS:
            self.formats.addItem(mot, extension)
        noms = ((self.liste, "liste", "Documents"), (self.offres, "offre", "Offre dont parle le courrier"),
                (self.formats, "format", "Format"), (self.masquer, "masquer", "Masquer les noms"))  # fmt: skip
        for widget, nom, dit in noms:
            widget.setObjectName(f"documents_{nom}")
            widget.setAccessibleName(dit)

    def _disposer(self) -> None:
        gauche = QVBoxLayout()
        gauche.setContentsMargins(px(16), px(14), px(12), px(12))
        gauche.setSpacing(px(8))
        self.liste.setFixedSize(px(290), px(LIGNE) * len(DU_DOSSIER) + px(8))
        self.liste.setSpacing(1)
        gauche.addWidget(self.liste)
        for widget in (
            self._utilite,
            self._pour,
            self.offres,
            self.formats,
            self.masquer,
            self.erreur,
            self._fait,
        ):
            gauche.addWidget(widget)
        gauche.addStretch(1)
        for widget in (self.offres, self.formats):
            widget.setMaximumWidth(px(290))
        corps = QHBoxLayout()
        corps.setSpacing(0)
        corps.addLayout(gauche)
        corps.addWidget(self.apercu, 1)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addLayout(corps, 1)
        colonne.addWidget(self._pied())

    def _pied(self) -> Bande:
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        rangee = QHBoxLayout(pied)
        rangee.setContentsMargins(px(16), px(10), px(16), px(10))
        fermer = Bouton("Fermer", touche="Échap", nom="documents_fermer")
        fermer.clicked.connect(self.reject)
        rangee.addWidget(self.ouvrir)
        rangee.addStretch(1)
        for bouton in (fermer, self.enregistrer, self.garder):
            rangee.addWidget(bouton)
        self.ouvrir.hide()
        return pied

    def _brancher(self) -> None:
        self.liste.currentRowChanged.connect(lambda _: self._choisi())
        self.offres.currentIndexChanged.connect(lambda _: self._relire())
        self.masquer.toggled.connect(lambda _: self._relire())
        self.enregistrer.clicked.connect(self._demander_ou)
        self.garder.clicked.connect(self._garder)
        self.ouvrir.clicked.connect(self._ouvrir)

    def _choisi(self) -> None:
        choisi = self.document
        self._utilite.setText(choisi.utilite)
        self._pour.setText(f"Pour : {choisi.destinataires}")
        d_offre = choisi.est_une_lettre and lettre_de(choisi.code).sujet is Sujet.OFFRE
        self.offres.setVisible(d_offre and self.offres.count() > 0)
        self.formats.setVisible(choisi.est_une_lettre)
        self.garder.setVisible(choisi.est_une_lettre)
        self.masquer.setVisible(choisi.code == "fiche")
        self._fait.setText("")
        self._relire()

    def _voulu(self, extension: str) -> Voulu:
        return Voulu(
            self.document.code, horloge.aujourdhui(), self._lu.menage.id, self._lu.menage.operation.code,
            self.offres.currentData() if self.offres.isVisibleTo(self) else None,
            self.masquer.isChecked(), extension,
        )  # fmt: skip

    @property
    def _extension(self) -> str:
        return str(self.formats.currentData()) if self.document.est_une_lettre else PDF

    def _relire(self) -> None:
        """La page telle qu'elle s'imprimera ; la dernière demande seule se montre."""
        voulu, fichier = self._voulu(PDF), self._ouvert.fichier
        self.erreur.dire("")
        self.apercu.show_phrase("La page se prépare…")
        self._permettre(False)

        def travail(_: Avancement) -> object:
            with fichier.lire() as session:
                ecrit = document(session, voulu)
            return lire_les_pages(ecrit.octets)

        tache = self._ouvert.atelier.run("Aperçu du document", travail)
        self._tache = tache
        tache.succeeded.connect(self._lu_les_pages)
        tache.failed.connect(self._refuse)

    def _est_la_derniere(self) -> bool:
        return self.sender() is self._tache

    def _lu_les_pages(self, pages: list) -> None:  # type: ignore[type-arg]
        if self._est_la_derniere():
            self.apercu.show_pages(pages)
            self._permettre(True)

    def _refuse(self, phrase: str) -> None:
        if self._est_la_derniere():
            self.apercu.show_phrase(phrase)
            self._permettre(False)

    def _permettre(self, oui: bool) -> None:
        for bouton in (self.enregistrer, self.garder):
            bouton.setEnabled(oui)

    def _demander_ou(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        voulu, extension = self._voulu(self._extension), self._extension
        nom = f"{voulu.code}-{self._lu.menage.reference}-{voulu.au:%Y-%m-%d}{extension}"
        filtre = "Document PDF (*.pdf)" if extension == PDF else "Document Word (*.docx)"
        dialogue = QFileDialog(self, "Enregistrer le document", str(Path(documents) / nom), filtre)
        dialogue.setObjectName("documents_fichier")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setDefaultSuffix(extension[1:])
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.fileSelected.connect(lambda choisi: self._enregistrer(Path(choisi), voulu))
        dialogue.open()

    def _enregistrer(self, vers: Path, voulu: Voulu) -> None:
        fichier = self._ouvert.fichier

        def travail(_: Avancement) -> Path:
            with fichier.lire() as session:
                ecrit = document(session, voulu)
            with en_place(vers) as provisoire:
                provisoire.write_bytes(ecrit.octets)
            return vers

        tache = self._ouvert.atelier.run("Document", travail)
        tache.succeeded.connect(self._enregistre)
        tache.failed.connect(self.erreur.dire)

    def _enregistre(self, vers: Path) -> None:
        self._ecrit = vers
        self._fait.setText(f"Enregistré : {vers.name}.")
        self.ouvrir.show()

    def _garder(self) -> None:
        voulu, auteur, menage_id = self._voulu(self._extension), self._ouvert.fichier.auteur, self._lu.menage.id

        def ecrire(session: Session) -> Courrier:
            ecrit = document(session, voulu)
            garder(session, menage_id, ecrit, le=voulu.au, auteur=auteur)
            return ecrit

        tache = self._ouvert.write(f"{self.document.libelle} gardée au dossier", ecrire)
        tache.succeeded.connect(self._garde)
        tache.failed.connect(self.erreur.dire)

    def _garde(self, ecrit: Courrier) -> None:
        self._fait.setText(f"Dans les pièces du dossier : {ecrit.nom}.")

    def _ouvrir(self) -> None:
        if self._ecrit and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._ecrit))):
            self.erreur.dire(SANS_PROGRAMME)
