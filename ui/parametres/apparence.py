"""La page de l'apparence : le thème, la taille du texte, la hauteur des lignes ; tout vaut à l'instant."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui import apparence, theme
from ui.composants.carte import Carte
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.texte import Texte, legende
from ui.reglages import TAILLES, Reglages
from ui.theme import px
from ui.touches import lisible

THEMES = (
    Choix("systeme", "Comme le poste", icone="monitor"),
    Choix("clair", "Clair", icone="sun"),
    Choix("sombre", "Sombre", icone="moon"),
)
DENSITES = (Choix("compacte", "Serrées"), Choix("normale", "Normales"), Choix("aeree", "Aérées"))


class PageApparence(QWidget):
    def __init__(self, reglages: Reglages) -> None:
        super().__init__()
        self.setObjectName("page_apparence")
        self._reglages = reglages
        self.themes = Segment(THEMES, nom="parametres_theme")
        self.tailles = Segment([Choix(t, f"{t} %") for t in TAILLES], nom="parametres_taille")
        self.densites = Segment(DENSITES, nom="parametres_densite")
        carte = Carte("Apparence", "sur ce poste seulement", nom="parametres_apparence")
        carte.contenu.addLayout(self._lignes())
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(16), px(12), px(16), px(16))
        colonne.addWidget(carte)
        colonne.addStretch(1)
        self._suivre()
        self.themes.current_changed.connect(self._choisir_le_theme)
        self.tailles.current_changed.connect(self._choisir_la_taille)
        self.densites.current_changed.connect(self._choisir_la_densite)
        theme.theme_changed.connect(self._suivre)

    def _lignes(self) -> QGridLayout:
        grille = QGridLayout()
        grille.setHorizontalSpacing(px(16))
        grille.setVerticalSpacing(px(12))
        grille.setColumnStretch(2, 1)
        agrandir, rapetisser = lisible("Ctrl++"), lisible("Ctrl+-")
        lignes: tuple[tuple[str, Segment, str], ...] = (
            ("Thème", self.themes, "« Comme le poste » suit le réglage de Windows, de macOS ou de Linux"),
            ("Taille du texte", self.tailles, f"{agrandir} et {rapetisser} la changent de partout"),
            ("Lignes des tables", self.densites, "serrées, on en voit davantage"),
        )
        for rang, (mot, segment, note) in enumerate(lignes):
            segment.set_titre(mot)
            grille.addWidget(Texte(mot, "texte2"), rang, 0)
            grille.addWidget(segment, rang, 1)
            grille.addWidget(legende(note, lignes=True), rang, 2)
        return grille

    def _choisir_le_theme(self, choix: str) -> None:
        self._reglages.theme = choix
        apparence.appliquer(self._reglages)

    def _choisir_la_taille(self, choix: str) -> None:
        self._reglages.taille_du_texte = int(choix)
        apparence.appliquer(self._reglages)

    def _choisir_la_densite(self, choix: str) -> None:
        self._reglages.densite = choix
        apparence.appliquer(self._reglages)

    def _suivre(self) -> None:
        """Une commande, une touche ou le poste changent aussi ces réglages."""
        _montrer(self.themes, self._reglages.theme)
        _montrer(self.tailles, str(self._reglages.taille_du_texte))
        _montrer(self.densites, self._reglages.densite)


def _montrer(segment: Segment, cle: str) -> None:
    segment.blockSignals(True)
    segment.set_current(cle)
    segment.blockSignals(False)
