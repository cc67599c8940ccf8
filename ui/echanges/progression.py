"""Un travail en cours : ce qu'il fait, où il en est, et de quoi l'arrêter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from relogement.textes import nombre
from ui.background import Tache
from ui.composants.bouton import Bouton
from ui.composants.texte import legende
from ui.theme import px


class Progression(QWidget):
    """Se montre avec la tâche, disparaît avec elle."""

    def __init__(self, nom: str) -> None:
        super().__init__()
        self.setObjectName(nom)
        self._tache: Tache | None = None
        self._mot, self._compte = legende("", nom=f"{nom}_mot"), legende("", "texte3", nom=f"{nom}_compte")
        self._barre = QProgressBar()
        self._barre.setObjectName(f"{nom}_barre")
        self._barre.setAccessibleName("Avancement")
        self._barre.setTextVisible(False)
        self._barre.setFixedHeight(px(6))
        self._arreter = Bouton("Annuler", "x", petit=True, nom=f"{nom}_annuler")
        self._arreter.clicked.connect(self._cancel)
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(px(10))
        rangee.addWidget(self._mot)
        rangee.addWidget(self._barre, 1, Qt.AlignmentFlag.AlignVCenter)
        rangee.addWidget(self._compte)
        rangee.addWidget(self._arreter)
        self.hide()

    def follow(self, tache: Tache, mot: str) -> None:
        self._tache = tache
        self._mot.setText(mot)
        self._compte.setText("")
        self._barre.setRange(0, 0)
        self._arreter.setEnabled(True)
        tache.progressed.connect(self._show_progress)
        tache.ended.connect(self._end)
        self.show()

    def _show_progress(self, fait: int, total: int) -> None:
        self._barre.setRange(0, max(total, 0))
        self._barre.setValue(fait)
        self._compte.setText(f"{nombre(fait, 0)} sur {nombre(total, 0)}" if total else nombre(fait, 0))

    def _cancel(self) -> None:
        if self._tache is not None:
            self._arreter.setEnabled(False)
            self._mot.setText("Arrêt demandé…")
            self._tache.cancel()

    def _end(self) -> None:
        """Celle que l'on suivait est finie ; une autre, déjà remplacée, ne cache rien."""
        if self.sender() is self._tache:
            self._tache = None
            self.hide()
