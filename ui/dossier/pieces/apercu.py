"""L'aperçu d'une pièce : l'image ou le début du texte ; pour le reste, de quoi l'ouvrir."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from relogement.piece import Piece, TypePiece
from relogement.piece_lue import taille_dite
from relogement.textes import jour
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.icone import Icone
from ui.composants.texte import Texte, legende
from ui.theme import px

IMAGES = (TypePiece.PNG, TypePiece.JPEG, TypePiece.WEBP, TypePiece.TIFF)
TEXTES = (TypePiece.TXT, TypePiece.EML)
MONTRABLES = (*IMAGES, *TEXTES)
COTE, DEBUT = 720, 4000
SANS_APERCU = "Ouvrez-la pour la voir."


def lire_apercu(piece: Piece, octets: bytes) -> QImage | str:
    """L'image réduite ou le début du texte ; hors de l'écran, car une photo est longue à décoder."""
    if piece.type in TEXTES:
        try:
            return octets[:DEBUT].decode("utf-8-sig")
        except UnicodeDecodeError:
            return octets[:DEBUT].decode("cp1252", errors="replace")
    tampon = QBuffer()
    tampon.setData(QByteArray(octets))
    tampon.open(QIODevice.OpenModeFlag.ReadOnly)
    lecteur = QImageReader(tampon)
    lecteur.setAutoTransform(True)
    taille = lecteur.size()
    if taille.isValid() and max(taille.width(), taille.height()) > COTE:
        lecteur.setScaledSize(taille.scaled(QSize(COTE, COTE), Qt.AspectRatioMode.KeepAspectRatio))
    return lecteur.read()


class _Image(QLabel):
    """Réduite à la place qu'il y a, jamais agrandie."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setObjectName("piece_image")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_image(self, image: QImage) -> None:
        self._image = image
        self._ajuster()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ajuster()

    def _ajuster(self) -> None:
        if self._image.isNull():
            self.clear()
            return
        place, densite = self.size(), self.devicePixelRatio()
        voulue = self._image.size().scaled(place * densite, Qt.AspectRatioMode.KeepAspectRatio)
        if voulue.width() > self._image.width():
            voulue = self._image.size()
        vue = QPixmap.fromImage(
            self._image.scaled(
                voulue, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
        vue.setDevicePixelRatio(densite)
        self.setPixmap(vue)


class ApercuPiece(Carte):
    def __init__(self) -> None:
        super().__init__("Aperçu", nom="piece_apercu")
        self._image, self._texte = _Image(), QPlainTextEdit()
        self._texte.setObjectName("piece_texte")
        self._texte.setAccessibleName("Début du texte de la pièce")
        self._texte.setReadOnly(True)
        self._texte.setTabChangesFocus(True)
        self._icone = QWidget()
        self._pile = QStackedWidget()
        self._nom = Texte("", lignes=True, nom="piece_nom")
        self._dit = legende("", lignes=True, nom="piece_dit")
        self.ouvrir = Bouton("Ouvrir", "external-link", petit=True, nom="piece_ouvrir", aide="Ouvrir (Entrée)")
        self.enregistrer = Bouton("Enregistrer sous…", "download", petit=True, nom="piece_enregistrer")
        self.modifier = Bouton("Modifier", "pencil", petit=True, nom="piece_modifier", aide="Modifier (F2)")
        self.supprimer = Bouton(
            "Supprimer", "trash-2", genre=Genre.NU, petit=True, nom="piece_supprimer", aide="Supprimer (Suppr)"
        )
        self._garnir()
        self.show_piece(None)

    def _garnir(self) -> None:
        centre = QVBoxLayout(self._icone)
        centre.addStretch(1)
        centre.addWidget(Icone("file-text", "texte3", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        self._sans = legende(SANS_APERCU, "texte3", nom="piece_sans_apercu")
        centre.addWidget(self._sans, 0, Qt.AlignmentFlag.AlignHCenter)
        centre.addStretch(1)
        for page in (self._icone, self._image, self._texte):
            self._pile.addWidget(page)
        self._pile.setMinimumHeight(px(120))
        self.contenu.addWidget(self._pile, 1)
        self.contenu.addWidget(self._nom)
        self.contenu.addWidget(self._dit)
        for boutons in ((self.ouvrir, self.enregistrer), (self.modifier, self.supprimer)):
            rangee = QHBoxLayout()
            rangee.setSpacing(px(8))
            for bouton in boutons:
                rangee.addWidget(bouton)
            rangee.addStretch(1)
            self.contenu.addLayout(rangee)

    def show_piece(self, piece: Piece | None) -> None:
        """Ce que l'on sait d'elle ; son image ou son texte arrivent après."""
        self._pile.setCurrentWidget(self._icone)
        self._sans.setText("" if piece is None else SANS_APERCU if piece.type not in MONTRABLES else "Lecture…")
        for bouton in (self.ouvrir, self.enregistrer, self.modifier, self.supprimer):
            bouton.setEnabled(piece is not None)
        self._nom.setText(piece.nom if piece else "Choisissez une pièce.")
        self._dit.setText(_dit(piece) if piece else "")
        self.set_titre("Aperçu", piece.type.libelle if piece else "")

    def show_apercu(self, vu: QImage | str) -> None:
        if isinstance(vu, str):
            self._texte.setPlainText(vu)
            self._pile.setCurrentWidget(self._texte)
        elif vu.isNull():
            self.show_refus(SANS_APERCU)
        else:
            self._image.show_image(vu)
            self._image.setAccessibleName("Aperçu de la pièce")
            self._pile.setCurrentWidget(self._image)

    def show_refus(self, phrase: str) -> None:
        self._sans.setText(phrase)
        self._pile.setCurrentWidget(self._icone)


def _dit(piece: Piece) -> str:
    par = f" par {piece.auteur}" if piece.auteur else ""
    return f"{taille_dite(piece.taille)}, ajoutée le {jour(piece.ajoutee_le)}{par}."
