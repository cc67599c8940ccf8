"""Le projet ouvert : sa base, l'opération regardée, et ce qui vient d'y changer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from relogement.travail import Avancement
from ui.background import Atelier, Tache

if TYPE_CHECKING:  # la fenêtre se montre avant que la base ne soit chargée
    from sqlalchemy.orm import Session

    from db.fichier import Fichier


class ProjetOuvert(QObject):
    """Ce que les écrans partagent. ``saved`` dit qu'une écriture a réussi : chaque écran décide de se relire.

    ``settled`` : plus aucun acte n'est en train de s'écrire ; ``closing`` : le projet se ferme, ce qui est tapé
    se garde maintenant.
    """

    saved = Signal()
    operation_changed = Signal()
    settled = Signal()
    closing = Signal()
    dossier_asked = Signal(int)
    field_asked = Signal(int, str)  # le dossier, et le chemin du champ où l'ouvrir
    dossiers_asked = Signal(object, str)

    def __init__(self, fichier: Fichier, atelier: Atelier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fichier, self.atelier = fichier, atelier
        self._operation: str | None = None
        self._en_cours = 0

    @property
    def operation(self) -> str | None:
        """Le code de l'opération regardée ; ``None`` pour tout le projet."""
        return self._operation

    def set_operation(self, code: str | None) -> None:
        if code != self._operation:
            self._operation = code
            self.operation_changed.emit()

    def read(self, libelle: str, lire: Callable[[Session], Any]) -> Tache:
        """Lit hors de l'écran ; ``succeeded`` apporte le résultat."""

        def travail(_: Avancement) -> Any:
            with self.fichier.lire() as session:
                return lire(session)

        return self.atelier.run(libelle, travail)

    def search(self, libelle: str, chercher: Callable[[Session, Avancement], Any]) -> Tache:
        """Lit longuement : la barre d'état dit où l'on en est, et permet d'arrêter."""

        def travail(avancement: Avancement) -> Any:
            with self.fichier.lire() as session:
                return chercher(session, avancement)

        return self.atelier.run(libelle, travail)

    def write(self, acte: str, ecrire: Callable[[Session], Any]) -> Tache:
        """Écrit hors de l'écran, tout ou rien ; ``saved`` suit ``succeeded``."""

        def travail(avancement: Avancement) -> Any:
            with self.fichier.ecrire(acte, avancement=avancement) as session:
                return ecrire(session)

        tache = self.atelier.run(acte, travail, ecriture=True)
        self._en_cours += 1
        tache.succeeded.connect(lambda _: self.saved.emit())
        tache.ended.connect(self._finir)
        return tache

    @property
    def is_writing(self) -> bool:
        """Un acte est en train de s'écrire."""
        return self._en_cours > 0

    def _finir(self) -> None:
        self._en_cours -= 1
        if not self._en_cours:
            self.settled.emit()
