"""« Corrigé à la lecture » : des remarques groupées ; en choisir une montre ses lignes."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relogement.imports.apercu import Apercu, Remarque
from relogement.imports.lecture import Annonce, Genre
from relogement.imports.lignes_des_remarques import a_des_lignes
from ui import fonts, icons
from ui.composants.pressable import Pressable
from ui.composants.suite import Suite, Voulue
from ui.composants.texte import legende, section
from ui.echanges.assistant.fichier.annonces import ICONES
from ui.peinture import anneau, ecrire, soigne
from ui.theme import couleur, px

HAUT, ICONE = 48, 16
PAR_CODE = {
    "apl": "circle-question-mark",
    "jointes": "link",
    "masquee": "eye-off",
    "ug": "hash",
    "typologie": "house",
    "totaux": "minus",
    "date": "calendar",
}


class LigneRemarque(Pressable):
    """Une ligne que l'on presse ; pressée, elle filtre la table."""

    def __init__(self, titre: str, detail: str, icone: str, *, filtre: bool, nom: str) -> None:
        super().__init__(titre)
        self._detail, self._icone = detail, icone
        self.setObjectName(nom)
        self.setAccessibleName(f"{titre}. {detail}")
        self.setToolTip(detail)
        self.setCheckable(filtre)
        self.setEnabled(filtre)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(200), px(HAUT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(HAUT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            zone = QRectF(self.rect())
            if self.isChecked() or (self.isEnabled() and self.underMouse()):
                peintre.fillRect(zone, couleur("accent_fond" if self.isChecked() else "creux"))
            peintre.fillRect(QRectF(0, zone.bottom() - 1, zone.width(), 1), couleur("trait"))
            cote = px(ICONE)
            carre = QRectF(px(14), px(9), cote, cote)
            icons.draw(peintre, self._icone, carre, "accent" if self.isChecked() else "texte2")
            mots = zone.adjusted(px(14) + cote + px(8), 0, -px(12), 0)
            haut = QRectF(mots.x(), px(6), mots.width(), px(20))
            bas = QRectF(mots.x(), px(25), mots.width(), px(18))
            ecrire(peintre, haut, self.text(), fonts.police(fonts.BASE))
            ecrire(peintre, bas, self._detail, fonts.police(fonts.LEGENDE), "texte2")
            if self.hasFocus():
                anneau(peintre, zone.adjusted(1, 1, -1, -2), 4)


def _pas_deja_dites(apercu: Apercu) -> list[Annonce]:
    """Les annonces de la lecture qu'aucune remarque ne compte déjà."""
    codes = {remarque.code for remarque in apercu.remarques}
    deja = {Genre.ZEROS_PERDUS: "ug", Genre.FEUILLE_MASQUEE: "masquee"}
    return [annonce for annonce in apercu.annonces if deja.get(annonce.genre) not in codes]


class PanneauRemarques(QWidget):
    """``chosen`` porte la remarque dont on veut voir les lignes, ou ``None`` pour les montrer toutes."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("apercu_remarques")
        self._suite = Suite()
        self._suite.setSpacing(0)
        self._montrees: dict[str, LigneRemarque] = {}
        tete = QHBoxLayout()
        tete.setContentsMargins(px(14), px(8), px(14), px(8))
        tete.addWidget(section("Corrigé à la lecture"))
        tete.addStretch(1)
        tete.addWidget(legende("rien n’est perdu"))
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(0)
        pile.addLayout(tete)
        pile.addLayout(self._suite)
        pile.addStretch(1)

    def show_apercu(self, apercu: Apercu) -> None:
        """Les corrections de valeurs d'abord, puis ce que la lecture a vu du fichier."""
        voulues: list[Voulue] = [
            ((r, filtre := a_des_lignes(apercu, r)), partial(self._remarque, r, n, filtre=filtre))
            for n, r in enumerate(apercu.remarques)
        ]
        voulues += [(a, partial(self._annonce, a, n)) for n, a in enumerate(_pas_deja_dites(apercu))]
        self._suite.show_lignes(voulues)

    def release(self) -> None:
        """Plus aucune remarque ne filtre."""
        for ligne in self.findChildren(LigneRemarque):
            ligne.setChecked(False)

    def _remarque(self, remarque: Remarque, rang: int, *, filtre: bool) -> QWidget:
        icone = next((i for mot, i in PAR_CODE.items() if mot in remarque.code), "info")
        ligne = LigneRemarque(remarque.titre, remarque.detail, icone, filtre=filtre, nom=f"remarque_{rang}")
        ligne.clicked.connect(lambda coche: self._choisir(ligne, remarque if coche else None))
        return ligne

    def _annonce(self, annonce: Annonce, rang: int) -> QWidget:
        titre = annonce.genre.libelle + (f" · {annonce.feuille}" if annonce.feuille else "")
        icone = ICONES.get(annonce.genre, "info")
        return LigneRemarque(titre, annonce.message, icone, filtre=False, nom=f"annonce_{rang}")

    def _choisir(self, choisie: LigneRemarque, remarque: Remarque | None) -> None:
        for ligne in self.findChildren(LigneRemarque):
            if ligne is not choisie:
                ligne.setChecked(False)
        self.chosen.emit(remarque)
