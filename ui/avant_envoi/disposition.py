"""Ce que les trois vues d'avant l'envoi ont en commun : leurs tuiles, leur rangée d'outils, leurs messages."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import fonts
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.theme import px

MARGE, ECART = 12, 10


class TuileChiffre(Carte):
    """Un grand chiffre, ce qu'il compte, et une réserve ; un clic ou Entrée l'ouvre."""

    def __init__(self, titre: str, nom: str, *, token: str = "texte") -> None:
        super().__init__(nom=nom, cliquable=True)
        self._titre = titre
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valeur = Texte("—", token, taille=fonts.SECTION, graisse=fonts.GRAS, nom=f"{nom}_valeur")
        self.reserve = legende("", "texte3", nom=f"{nom}_reserve")
        self.contenu.setContentsMargins(px(12), px(8), px(12), px(8))
        self.contenu.setSpacing(px(2))
        self.contenu.addWidget(legende(titre, "texte2"))
        self.contenu.addWidget(self.valeur)
        self.contenu.addWidget(self.reserve)

    def show_valeur(self, valeur: str, reserve: str = "") -> None:
        self.valeur.setText(valeur)
        self.reserve.setText(reserve)
        self.setAccessibleName(", ".join(filter(None, (self._titre, valeur, reserve))))


def rangee(*widgets: QWidget | None, ecart: int = 8) -> QHBoxLayout:
    """De gauche à droite ; ``None`` pousse la suite à droite."""
    disposition = QHBoxLayout()
    disposition.setContentsMargins(0, 0, 0, 0)
    disposition.setSpacing(px(ecart))
    for widget in widgets:
        if widget is None:
            disposition.addStretch(1)
        else:
            disposition.addWidget(widget)
    return disposition


def colonne(page: QWidget, morceaux: Sequence[QWidget | QHBoxLayout], etiree: QWidget) -> None:
    """Du haut vers le bas ; ``etiree`` prend la place qui reste."""
    disposition = QVBoxLayout(page)
    disposition.setContentsMargins(*(px(MARGE),) * 4)
    disposition.setSpacing(px(ECART))
    for morceau in morceaux:
        if isinstance(morceau, QHBoxLayout):
            disposition.addLayout(morceau)
        else:
            disposition.addWidget(morceau, 1 if morceau is etiree else 0)


def messages(nom: str) -> tuple[BandeauErreur, BandeauErreur]:
    """Le bandeau des erreurs, et celui qui dit ce qui vient d'être fait."""
    return BandeauErreur(nom=f"{nom}_erreur"), BandeauErreur("vert", nom=f"{nom}_fait")
