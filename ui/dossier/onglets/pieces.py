"""L'onglet « Pièces » : ce qui est joint au dossier, gardé dans le fichier ; ajouter, voir, classer, retirer."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QStandardPaths, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout
from sqlalchemy.orm import Session
from typing_extensions import override

from db import horloge, pieces
from db.dossier import DossierLu
from db.pieces import Examinee, Place
from relogement.exports.ecriture.cible import en_place
from relogement.piece import Piece
from relogement.piece_lue import taille_dite
from relogement.textes import pluriel
from relogement.travail import Avancement
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import legende
from ui.composants.vide import Vide
from ui.dossier.onglet import Brouillon, Onglet
from ui.dossier.pieces.ajout import AjoutDialog
from ui.dossier.pieces.apercu import MONTRABLES, ApercuPiece, lire_apercu
from ui.dossier.pieces.copie import Copies
from ui.dossier.pieces.fiche import PieceDialog, SupprimerPieceDialog
from ui.dossier.pieces.modele import PiecesModel, TablePieces
from ui.ouvert import ProjetOuvert
from ui.theme import px

LARGEUR_APERCU = 300
SANS_PROGRAMME = "Aucun programme de ce poste n’ouvre cette pièce. Enregistrez-la, puis ouvrez-la ailleurs."
RIEN_A_COLLER = "Il n’y a ni image ni fichier dans le presse-papiers. Copiez-en un, puis recommencez."


class OngletPieces(Onglet):
    paresseux = True

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__("pieces", "Pièces")
        self._ouvert, self._copies = ouvert, Copies()
        self._lu: DossierLu | None = None
        self.modele, self.table, self.apercu = PiecesModel(self), TablePieces(), ApercuPiece()
        self.erreur = BandeauErreur(nom="pieces_erreur")
        self.ajouter = Bouton("Ajouter…", "paperclip", genre=Genre.LIEN, petit=True, nom="pieces_ajouter")
        self.coller = Bouton(
            "Coller", "clipboard-paste", genre=Genre.LIEN, petit=True, nom="pieces_coller",
            aide="Coller une image ou des fichiers copiés (Ctrl+V)",
        )  # fmt: skip
        self.documents = Bouton(
            "Courriers…", "file-text", genre=Genre.LIEN, petit=True, nom="pieces_documents",
            aide="Écrire une lettre ou une fiche de ce dossier (Ctrl+P)",
        )  # fmt: skip
        self._pied = legende("", nom="pieces_place")
        self.carte = Carte("Pièces du dossier", " ", nom="carte_pieces")
        self.setAcceptDrops(True)
        self.table.poser(self.modele)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        ajouter = Bouton("Ajouter des pièces…", "paperclip", nom="pieces_vide_ajouter")
        ajouter.clicked.connect(self._choisir_des_fichiers)
        self.table.set_vide(
            Vide("paperclip", "Aucune pièce. Déposez des fichiers ici.", ajouter, nom="pieces_vide")
        )
        for bouton in (self.documents, self.ajouter, self.coller):
            self.carte.tete.addWidget(bouton)
        self.carte.contenu.setContentsMargins(1, 0, 1, 1)
        self.carte.contenu.setSpacing(0)
        self.carte.contenu.addWidget(self.table, 1)
        bas = Bande(Qt.Edge.TopEdge, fond="creux")
        rangee = QHBoxLayout(bas)
        rangee.setContentsMargins(px(9), px(6), px(8), px(6))
        rangee.addWidget(self._pied, 1)
        self.carte.contenu.addWidget(bas)
        self.apercu.setFixedWidth(px(LARGEUR_APERCU))
        cartes = QHBoxLayout()
        cartes.setSpacing(px(10))
        cartes.addWidget(self.carte, 1)
        cartes.addWidget(self.apercu)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(px(12), px(12), px(12), px(12))
        pile.setSpacing(px(8))
        pile.addWidget(self.erreur)
        pile.addLayout(cartes, 1)

    def _brancher(self) -> None:
        self.ajouter.clicked.connect(self._choisir_des_fichiers)
        self.coller.clicked.connect(self.paste)
        self.documents.clicked.connect(self._ecrire_un_document)
        self.table.activated.connect(lambda _: self._ouvrir())
        self.table.edit_asked.connect(self._modifier)
        self.table.removed.connect(self._supprimer)
        self.apercu.ouvrir.clicked.connect(self._ouvrir)
        self.apercu.enregistrer.clicked.connect(self._enregistrer_sous)
        self.apercu.modifier.clicked.connect(self._modifier)
        self.apercu.supprimer.clicked.connect(self._supprimer)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._montrer_la_piece())
        ici = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+V"), self, self.paste, context=ici)
        self.destroyed.connect(self._copies.effacer)

    def show_dossier(self, lu: DossierLu, brouillon: Brouillon) -> None:
        super().show_dossier(lu, brouillon)
        autre = self._lu is None or self._lu.menage.id != lu.menage.id
        choisie, self._lu = None if autre else self._piece(), lu
        if autre:
            self.erreur.dire("")
        with self._ouvert.fichier.lire() as session:
            siennes, place = pieces.pieces(session, lu.menage.id), pieces.place(session, lu.menage.id)
        self.modele.show_pieces(siennes, {o.id: o.rang for o in lu.menage.offres})
        self.carte.set_titre("Pièces du dossier", pluriel(len(siennes), "pièce") if siennes else "")
        self._pied.setText(_place_dite(place))
        self.table.selectRow(max(0, self.modele.rang(choisie.id if choisie else None)))
        self._montrer_la_piece()

    def _ecrire_un_document(self) -> None:
        from ui.documents import FenetreDocuments

        if self._lu is not None:
            FenetreDocuments(self._ouvert, self._lu, self).open()

    def _piece(self) -> Piece | None:
        return self.modele.piece(self.table.currentIndex().row())

    def _montrer_la_piece(self) -> None:
        piece = self._piece()
        self.apercu.show_piece(piece)
        if piece is None or piece.type not in MONTRABLES:
            return
        tache = self._ouvert.read("Aperçu", lambda session: lire_apercu(piece, pieces.contenu(session, piece.id)))
        tache.succeeded.connect(lambda vu: self._si_encore(piece, lambda: self.apercu.show_apercu(vu)))
        tache.failed.connect(lambda phrase: self._si_encore(piece, lambda: self.apercu.show_refus(phrase)))

    def _si_encore(self, piece: Piece, faire: Callable[[], None]) -> None:
        """On a pu en choisir une autre pendant la lecture."""
        courante = self._piece()
        if courante is not None and courante.id == piece.id:
            faire()

    def _choisir_des_fichiers(self) -> None:
        depart = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialogue = QFileDialog(self, "Ajouter des pièces", depart)
        dialogue.setObjectName("pieces_fichiers")
        dialogue.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.filesSelected.connect(lambda noms: self.add_files([Path(nom) for nom in noms]))
        dialogue.open()

    def add_files(self, chemins: Sequence[Path]) -> None:
        """Lit ces fichiers hors de l'écran, puis demande leur classement."""
        if self._lu is not None and chemins:
            menage_id = self._lu.menage.id
            self._examiner(lambda session: pieces.examiner(session, menage_id, chemins))

    def paste(self) -> None:
        """Ajoute l'image ou les fichiers du presse-papiers."""
        contenu = QGuiApplication.clipboard().mimeData()
        if chemins := _fichiers(contenu):
            self.add_files(chemins)
        elif contenu is not None and contenu.hasImage() and self._lu is not None:
            nom = f"Image collée le {horloge.maintenant():%d-%m-%Y à %Hh%M}.png"
            octets, menage_id = _en_png(QImage(contenu.imageData())), self._lu.menage.id
            self._examiner(lambda session: pieces.examiner_octets(session, menage_id, nom, octets))
        else:
            self.erreur.dire(RIEN_A_COLLER)

    def _examiner(self, examiner: Callable[[Session], list[Examinee]]) -> None:
        self.erreur.dire("")
        tache = self._ouvert.read("Lecture des pièces", examiner)
        tache.succeeded.connect(self._proposer)
        tache.failed.connect(self.erreur.dire)

    def _proposer(self, vues: list[Examinee]) -> None:
        if self._lu is not None:
            AjoutDialog(self._ouvert, self._lu, vues, self).open()

    def _ouvrir(self) -> None:
        piece = self._piece()
        if piece is not None:
            self._lire(piece, partial(self._copies.ecrire, piece), self._montrer_ailleurs)

    def _montrer_ailleurs(self, copie: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copie))):
            self.erreur.dire(SANS_PROGRAMME)

    def _enregistrer_sous(self) -> None:
        piece = self._piece()
        if piece is None:
            return
        dossier = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialogue = QFileDialog(self, "Enregistrer la pièce", str(Path(dossier) / piece.nom))
        dialogue.setObjectName("piece_fichier")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.fileSelected.connect(lambda vers: self.save_as(piece, Path(vers)))
        dialogue.open()

    def save_as(self, piece: Piece, vers: Path) -> None:
        """Écrit la pièce ailleurs, entière ou pas du tout."""
        self._lire(piece, partial(_ecrire, vers), lambda _: self.erreur.dire(""))

    def _lire(self, piece: Piece, faire: Callable[[bytes], object], ensuite: Callable[..., None]) -> None:
        """Lit la pièce et en fait quelque chose hors de l'écran ; un refus se dit ici."""

        def travail(_: Avancement) -> object:
            with self._ouvert.fichier.lire() as session:
                octets = pieces.contenu(session, piece.id)
            return faire(octets)

        tache = self._ouvert.atelier.run("Lecture de la pièce", travail)
        tache.succeeded.connect(ensuite)
        tache.failed.connect(self.erreur.dire)

    def _modifier(self) -> None:
        piece = self._piece()
        if piece is not None and self._lu is not None:
            PieceDialog(self._ouvert, self._lu, piece, self).open()

    def _supprimer(self) -> None:
        piece = self._piece()
        if piece is not None and self._lu is not None:
            SupprimerPieceDialog(self._ouvert, self._lu, piece, self).open()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _fichiers(event.mimeData()):
            event.acceptProposedAction()
            self.carte.set_choisie(True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.carte.set_choisie(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.carte.set_choisie(False)
        event.acceptProposedAction()
        self.add_files(_fichiers(event.mimeData()))


def _fichiers(contenu: QMimeData | None) -> list[Path]:
    urls = contenu.urls() if contenu is not None else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def _en_png(image: QImage) -> bytes:
    tampon = QBuffer()
    tampon.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(tampon, "PNG")  # type: ignore[call-overload]
    return bytes(tampon.data().data())


def _ecrire(vers: Path, octets: bytes) -> None:
    with en_place(vers) as provisoire:
        provisoire.write_bytes(octets)


def _place_dite(place: Place) -> str:
    """« 3,2 Mo dans ce dossier, 41 Mo dans le projet ; 10 Mo au plus par pièce »."""
    return (
        f"{taille_dite(place.dossier)} dans ce dossier, {taille_dite(place.fichier)} dans le projet ; "
        f"{taille_dite(place.limite)} au plus par pièce."
    )
