"""La barre du bas : le fichier, le dernier enregistrement, la sauvegarde, le travail en cours."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget
from typing_extensions import override

from relogement.textes import heure, nombre, pluriel
from ui.background import Tache
from ui.composants.bouton import Bouton, Genre
from ui.composants.icone import Icone
from ui.composants.texte import legende
from ui.theme import couleur, px

HAUTEUR = 26


class _Mention(QWidget):
    """Une icône et quelques mots."""

    def __init__(self, icone: str, token: str, nom: str) -> None:
        super().__init__()
        self.texte = legende("", nom=nom)
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(px(6))
        disposition.addWidget(Icone(icone, token, 14))
        disposition.addWidget(self.texte)
        self.hide()

    def dire(self, texte: str) -> None:
        self.texte.setText(texte)
        self.setVisible(bool(texte))


class BarreEtat(QWidget):
    """Dit ce qui est sûr et ce qui est à revoir ; montre le travail qui dure, avec de quoi l'arrêter."""

    baremes_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("barre_etat")
        self.setFixedHeight(px(HAUTEUR))
        self._fichier = _Mention("hard-drive", "texte2", "etat_fichier")
        self._enregistre = _Mention("check", "vert", "etat_enregistre")
        self._sauvegarde = _Mention("shield-check", "vert", "etat_sauvegarde")
        self._annule = _Mention("undo-2", "accent", "etat_annule")
        self._echec = _Mention("triangle-alert", "rouge", "etat_echec")
        self._perimes = _Mention("triangle-alert", "ambre", "etat_perimes")
        self._revoir = Bouton(
            "Voir", genre=Genre.LIEN, petit=True, nom="etat_voir_baremes", aide="Voir les barèmes"
        )
        self._lieu = _Mention("lock", "texte2", "etat_lieu")
        self._travail = legende("", nom="etat_travail")
        self._barre = QProgressBar()
        self._barre.setObjectName("etat_avancement")
        self._barre.setAccessibleName("Avancement du travail en cours")
        self._barre.setFixedWidth(px(160))
        self._annuler = Bouton("Annuler", genre=Genre.LIEN, petit=True, nom="etat_annuler")
        self._tache: Tache | None = None
        self._disposer()
        self._montrer_travail(False)

    def show_fichier(self, nom: str, *, serveur: bool) -> None:
        self._fichier.dire(nom)
        self._lieu.dire(
            "Données sur le serveur de l’équipe" if serveur else "Données sur ce poste — rien n’est envoyé"
        )

    def say_saved(self, le: datetime) -> None:
        self._enregistre.dire(f"enregistré à {heure(le)}")

    def say_backed_up(self, le: datetime) -> None:
        self._echec.dire("")
        self._sauvegarde.dire(f"sauvegarde vérifiée à {heure(le)}")

    def say_undone(self, phrase: str) -> None:
        """Ce qui vient d'être annulé ou rétabli, et la touche qui fait l'inverse."""
        self._annule.dire(phrase)

    def say_failed(self, phrase: str) -> None:
        self._echec.dire(phrase)

    def say_stale(self, phrases: Sequence[str]) -> None:
        """Dit combien de barèmes ne sont plus à jour ; l'infobulle les nomme."""
        self._perimes.dire(f"{pluriel(len(phrases), 'barème')} à revoir" if phrases else "")
        self._perimes.setToolTip("\n".join(phrases))
        self._revoir.setVisible(bool(phrases))

    def watch(self, tache: Tache) -> None:
        """Suit un travail ; il ne se montre que s'il annonce un avancement."""
        tache.progressed.connect(lambda fait, total: self._avancer(tache, fait, total))
        tache.ended.connect(lambda: self._finir(tache))

    def _avancer(self, tache: Tache, fait: int, total: int) -> None:
        self._tache = tache
        self._montrer_travail(True)
        self._travail.setText(f"{tache.libelle} : {nombre(fait, 0)} sur {nombre(total, 0)}")
        self._barre.setRange(0, max(total, 1))
        self._barre.setValue(fait)

    def _finir(self, tache: Tache) -> None:
        if self._tache is tache:
            self._tache = None
            self._montrer_travail(False)

    def _montrer_travail(self, visible: bool) -> None:
        for partie in (self._travail, self._barre, self._annuler):
            partie.setVisible(visible)

    def _disposer(self) -> None:
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(px(14), 0, px(14), 0)
        disposition.setSpacing(px(20))
        for mention in (
            self._fichier,
            self._enregistre,
            self._sauvegarde,
            self._annule,
            self._echec,
            self._perimes,
            self._revoir,
        ):
            disposition.addWidget(mention)
        self._revoir.hide()
        self._revoir.clicked.connect(self.baremes_asked)
        disposition.addStretch(1)
        for partie in (self._travail, self._barre, self._annuler, self._lieu):
            disposition.addWidget(partie, 0, Qt.AlignmentFlag.AlignVCenter)
        self._annuler.clicked.connect(self._arreter)

    def _arreter(self) -> None:
        if self._tache is not None:
            self._tache.cancel()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(self.rect(), couleur("surface"))
        peintre.fillRect(0, 0, self.width(), 1, couleur("bord"))
        peintre.end()
