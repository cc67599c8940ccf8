"""La page de départ : les fichiers récents, un nouveau projet, ouvrir, essayer le projet fictif."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import fonts
from ui.cadre.marque import Marque
from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import Texte, legende
from ui.theme import px

if TYPE_CHECKING:
    from ui.composants.erreur import BandeauErreur

LARGEUR = 620
RANG_DE_L_ERREUR = 2  # sous les boutons


class PageDepart(QWidget):
    """Ce que l'on voit avant d'avoir ouvert un projet."""

    new_asked = Signal()
    open_asked = Signal()
    demo_asked = Signal()
    recent_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_depart")
        self._recents: QWidget | None = None
        self._colonne = QVBoxLayout()
        self._disposer()

    @cached_property
    def erreur(self) -> BandeauErreur:
        """Construit à la première erreur : la première image n'attend pas."""
        from ui.composants.erreur import BandeauErreur

        bandeau = BandeauErreur(nom="depart_erreur")
        self._colonne.insertWidget(RANG_DE_L_ERREUR, bandeau)
        return bandeau

    def show_recents(self, chemins: Sequence[str]) -> None:
        """Montre les derniers fichiers ouverts ; sans aucun, pas de carte."""
        if self._recents is not None:
            self._recents.deleteLater()
            self._recents = None
        if chemins:
            self._recents = self._carte(chemins)
            self._colonne.addWidget(self._recents)

    def _carte(self, chemins: Sequence[str]) -> QWidget:
        from ui.cadre.recent import LigneRecent
        from ui.composants.carte import Carte

        carte = Carte("Fichiers récents", nom="depart_recents")
        carte.contenu.setContentsMargins(px(4), px(4), px(4), px(4))
        carte.contenu.setSpacing(0)
        for rang, chemin in enumerate(chemins):
            ligne = LigneRecent(Path(chemin).stem, _situe(Path(chemin)), nom=f"recent_{rang}")
            ligne.clicked.connect(partial(self.recent_asked.emit, chemin))
            carte.contenu.addWidget(ligne)
        return carte

    def _disposer(self) -> None:
        self._colonne.setSpacing(px(16))
        for partie in (self._titre(), self._boutons()):
            self._colonne.addLayout(partie)
        cadre = QWidget()
        cadre.setFixedWidth(px(LARGEUR))
        cadre.setLayout(self._colonne)
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
    from datetime import datetime

    from relogement.textes import heure, jour

    modifie = datetime.fromtimestamp(chemin.stat().st_mtime)  # noqa: DTZ006 — l'heure du poste
    return f"{chemin.parent} · {jour(modifie.date())} à {heure(modifie)}"
