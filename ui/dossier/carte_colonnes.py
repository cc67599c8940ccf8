"""Les colonnes du bailleur gardées pour ce dossier, telles que son fichier les écrit ; sans elles, rien ici."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from db.dossier import DossierLu
from ui.composants.carte import Carte
from ui.composants.texte import Texte
from ui.theme import px

PAIRES = 2


class CarteColonnes(Carte):
    """Deux colonnes de titres et de valeurs ; un texte se sélectionne pour être copié."""

    def __init__(self) -> None:
        super().__init__("Colonnes du bailleur", nom="colonnes_du_bailleur")
        self._grille: QWidget | None = None
        self.hide()

    def show_dossier(self, lu: DossierLu) -> None:
        if self._grille is not None:
            self._grille.deleteLater()
            self._grille = None
        if lu.colonnes:
            self._grille = _grille(lu.colonnes)
            self.contenu.addWidget(self._grille)
        self.setVisible(bool(lu.colonnes))


def _grille(colonnes: tuple[tuple[str, str], ...]) -> QWidget:
    page = QWidget()
    grille = QGridLayout(page)
    grille.setContentsMargins(0, 0, 0, 0)
    grille.setHorizontalSpacing(px(16))
    grille.setVerticalSpacing(px(6))
    for rang, (titre, texte) in enumerate(colonnes):
        ligne, place = divmod(rang, PAIRES)
        grille.addWidget(Texte(titre, "texte2"), ligne, 2 * place, Qt.AlignmentFlag.AlignTop)
        grille.addWidget(_valeur(titre, texte), ligne, 2 * place + 1)
    for place in range(PAIRES):
        grille.setColumnStretch(2 * place + 1, 1)
    return page


def _valeur(titre: str, texte: str) -> QLabel:
    valeur = Texte(texte, lignes=True)
    valeur.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    valeur.setAccessibleName(titre)
    valeur.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return valeur
