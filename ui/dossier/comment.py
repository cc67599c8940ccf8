"""« Comment ? » : la fenêtre qui refait le calcul d'une colonne, terme par terme, avec ses textes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from relogement.explication import Partie, Terme
from ui import fonts
from ui.composants.bande import Bande, Separateur, defilante
from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import Texte, legende, section
from ui.theme import px

LARGEUR, HAUTEUR = 660, 720


class CommentDialog(QDialog):
    """Elle montre, elle n'écrit rien ; Échap la ferme."""

    def __init__(self, titre: str, parties: tuple[Partie, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialogue_comment")
        self.setWindowTitle(f"Comment ? {titre}")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = Bande(None)
        corps = QVBoxLayout(page)
        corps.setContentsMargins(px(20), px(16), px(20), px(16))
        corps.setSpacing(px(10))
        corps.addWidget(Texte(f"{titre} : comment ?", taille=fonts.SECTION, graisse=fonts.GRAS))
        for rang, partie in enumerate(parties):
            if rang:
                corps.addWidget(Separateur())
            _montrer(corps, partie, f"comment_{rang}")
        corps.addStretch(1)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        zone = defilante(page, nom="comment_defilement")
        zone.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        zone.setAccessibleName(self.windowTitle())
        colonne.addWidget(zone, 1)
        colonne.addWidget(self._pied())
        self.resize(px(LARGEUR), min(px(HAUTEUR), parent.window().height() - px(40)))

    def _pied(self) -> QWidget:
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        rangee = QHBoxLayout(pied)
        rangee.setContentsMargins(px(20), px(10), px(20), px(10))
        fermer = Bouton("Fermer", genre=Genre.PRINCIPAL, nom="comment_fermer")
        fermer.clicked.connect(self.accept)
        fermer.setDefault(True)
        rangee.addStretch(1)
        rangee.addWidget(fermer)
        return pied


def _montrer(pile: QVBoxLayout, partie: Partie, nom: str) -> None:
    pile.addWidget(section(partie.titre))
    if partie.termes:
        pile.addWidget(_grille(partie.termes, nom))
    for rang, phrase in enumerate(partie.phrases):
        pile.addWidget(Texte(phrase, lignes=True, nom=f"{nom}_phrase_{rang}"))
    if partie.textes:
        pile.addWidget(legende(partie.textes, "texte3", nom=f"{nom}_textes", lignes=True))


def _grille(termes: tuple[Terme, ...], nom: str) -> QWidget:
    page = QWidget()
    page.setObjectName(nom)
    page.setAccessibleName(" ; ".join(f"{t.nom} {t.valeur} {t.sens}".strip() for t in termes))
    grille = QGridLayout(page)
    grille.setContentsMargins(0, 0, 0, 0)
    grille.setHorizontalSpacing(px(14))
    grille.setVerticalSpacing(px(4))
    grille.setColumnStretch(2, 1)
    for rang, terme in enumerate(termes):
        graisse = fonts.GRAS if terme.total else fonts.NORMAL
        grille.addWidget(Texte(terme.nom, "texte2", graisse=graisse), rang, 0)
        grille.addWidget(Texte(terme.valeur, graisse=graisse), rang, 1, Qt.AlignmentFlag.AlignRight)
        grille.addWidget(legende(terme.sens, lignes=True), rang, 2)
    return page
