"""Deux questions avant d'annuler : ce qui touche bien des dossiers, et ce qu'un autre a changé depuis."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.annulation_phrases import Obstacle
from db.ecritures import ActeFait
from relogement.textes import INSECABLE, heure, jour
from ui import fonts
from ui.composants.bande import Bande, defilante
from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import Texte, legende
from ui.theme import px

MONTREES = 6


class Question(QDialog):
    """Un titre, des phrases, une liste, et deux boutons ; Échap ne fait rien."""

    def __init__(
        self, parent: QWidget, *, nom: str, titre: str, verbe: str, renoncer: str = "Ne rien faire"
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"dialogue_{nom}")
        self.setWindowTitle(titre)
        self.setAccessibleName(titre)
        self.setMinimumWidth(px(520))
        self.contenu = QVBoxLayout()
        self.contenu.setSpacing(px(8))
        self.valider = Bouton(verbe, genre=Genre.PRINCIPAL, nom=f"{nom}_valider")
        self.renoncer = Bouton(renoncer, nom=f"{nom}_renoncer")
        self._disposer(titre)

    def phrase(self, texte: str, token: str = "texte") -> None:
        self.contenu.addWidget(Texte(texte, token, lignes=True))

    def liste(self, lignes: Sequence[str], nom: str) -> None:
        """Une ligne par chose ; au-delà de quelques-unes, la liste défile."""
        page = QWidget()
        pile = QVBoxLayout(page)
        pile.setContentsMargins(0, 0, px(8), 0)
        pile.setSpacing(px(4))
        for ligne in lignes:
            pile.addWidget(Texte(f"•{INSECABLE}{ligne}", "texte2", lignes=True))
        pile.addStretch(1)
        if len(lignes) <= MONTREES:
            self.contenu.addWidget(page)
            return
        zone = defilante(page, nom=nom)
        zone.setMinimumHeight(px(200))
        self.contenu.addWidget(zone, 1)

    def _disposer(self, titre: str) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        corps = Bande(None)
        pile = QVBoxLayout(corps)
        pile.setContentsMargins(px(20), px(16), px(20), px(16))
        pile.setSpacing(px(12))
        pile.addWidget(Texte(titre, taille=fonts.SECTION, graisse=fonts.GRAS, lignes=True))
        pile.addLayout(self.contenu, 1)
        colonne.addWidget(corps, 1)
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        rangee = QHBoxLayout(pied)
        rangee.setContentsMargins(px(20), px(10), px(20), px(10))
        rangee.setSpacing(px(8))
        rangee.addStretch(1)
        rangee.addWidget(self.renoncer)
        rangee.addWidget(self.valider)
        colonne.addWidget(pied)
        self.renoncer.setAutoDefault(False)
        self.renoncer.clicked.connect(self.reject)
        self.valider.clicked.connect(self.accept)
        self.valider.setDefault(True)


class DialogueConfirmation(Question):
    """Un import, une charte, une modification en série : les comptes d'abord."""

    def __init__(self, acte: ActeFait, comptes: Sequence[str], parent: QWidget) -> None:
        titre = f"Annuler «{INSECABLE}{acte.nom}{INSECABLE}»{INSECABLE}?"
        super().__init__(parent, nom="annulation_confirmer", titre=titre, verbe="Tout annuler")
        self.contenu.addWidget(legende(f"Fait par {acte.auteur}, le {jour(acte.le)} à {heure(acte.le)}"))
        self.liste(comptes, "annulation_comptes")
        self.phrase("Vous pourrez rétablir le tout d’un geste : rien n’est perdu.")


class DialogueEmpeche(Question):
    """Ce qui a changé depuis n'est pas écrasé ; le reste peut se défaire."""

    def __init__(self, acte: ActeFait, obstacles: Sequence[Obstacle], parent: QWidget) -> None:
        titre = f"Annuler{INSECABLE}: {acte.mots}"
        super().__init__(parent, nom="annulation_empechee", titre=titre, verbe="Défaire le reste")
        self.phrase("Ce qui suit a changé depuis cet acte et ne sera pas touché. Rien n’est encore défait.")
        self.liste([o.phrase for o in obstacles], "annulation_obstacles")
        self.phrase("Vous pouvez défaire le reste, ou annuler d’abord les actes plus récents.", "texte2")
