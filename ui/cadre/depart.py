"""La page de départ : les fichiers récents, un nouveau projet, ouvrir, essayer le projet fictif."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relogement.textes import heure, jour
from ui import fonts
from ui.cadre.marque import Marque
from ui.cadre.recent import LigneRecent
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.theme import px

LARGEUR = 620


class PageDepart(QWidget):
    """Ce que l'on voit avant d'avoir ouvert un projet."""

    new_asked = Signal()
    open_asked = Signal()
    demo_asked = Signal()
    recent_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_depart")
        self.erreur = BandeauErreur(nom="depart_erreur")
        self.recents = Carte("Fichiers récents", nom="depart_recents")
        self.recents.contenu.setContentsMargins(px(4), px(4), px(4), px(4))
        self.recents.contenu.setSpacing(0)
        self._disposer()

    def show_recents(self, chemins: Sequence[str]) -> None:
        """Montre les derniers fichiers ouverts ; sans aucun, la carte disparaît."""
        while (reste := self.recents.contenu.takeAt(0)) is not None:
            if (ligne := reste.widget()) is not None:
                ligne.deleteLater()
        for rang, chemin in enumerate(chemins):
            ligne = LigneRecent(Path(chemin).stem, _situe(Path(chemin)), nom=f"recent_{rang}")
            ligne.clicked.connect(lambda _=False, c=chemin: self.recent_asked.emit(c))
            self.recents.contenu.addWidget(ligne)
        self.recents.setVisible(bool(chemins))

    def _disposer(self) -> None:
        colonne = QVBoxLayout()
        colonne.setSpacing(px(16))
        for partie in (self._titre(), self._boutons()):
            colonne.addLayout(partie)
        colonne.addWidget(self.erreur)
        colonne.addWidget(self.recents)
        cadre = QWidget()
        cadre.setFixedWidth(px(LARGEUR))
        cadre.setLayout(colonne)
        disposition = QVBoxLayout(self)
        disposition.addStretch(1)
        disposition.addWidget(cadre, 0, Qt.AlignmentFlag.AlignHCenter)
        disposition.addStretch(3)

    def _titre(self) -> QHBoxLayout:
        rangee = QHBoxLayout()
        rangee.setSpacing(px(12))
        rangee.addWidget(Marque(40))
        mots = QVBoxLayout()
        mots.setSpacing(0)
        mots.addWidget(Texte("Relogement", taille=20, graisse=fonts.GRAS))
        mots.addWidget(legende("Le relogement des ménages, de l’enquête sociale au bail. Sans réseau."))
        rangee.addLayout(mots, 1)
        return rangee

    def _boutons(self) -> QHBoxLayout:
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        nouveau = Bouton("Nouveau projet", "plus", genre=Genre.PRINCIPAL, nom="depart_nouveau")
        ouvrir = Bouton("Ouvrir", "folder-open", touche="Ctrl+O", raccourci="Ctrl+O", nom="depart_ouvrir")
        essai = Bouton("Essayer le projet fictif", "flask-conical", nom="depart_essai")
        for bouton, demande in (
            (nouveau, self.new_asked),
            (ouvrir, self.open_asked),
            (essai, self.demo_asked),
        ):
            bouton.clicked.connect(lambda _=False, d=demande: d.emit())
            rangee.addWidget(bouton)
        self.setFocusProxy(nouveau)
        rangee.addStretch(1)
        return rangee


def _situe(chemin: Path) -> str:
    modifie = datetime.fromtimestamp(chemin.stat().st_mtime)  # noqa: DTZ006 — l'heure du poste
    return f"{chemin.parent} · {jour(modifie.date())} à {heure(modifie)}"
