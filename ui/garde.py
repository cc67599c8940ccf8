"""Garder ce qui est tapé, une seconde au plus après la frappe, sans retenir le clavier."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from db.brouillons import Place, abandonner, garder
from relogement.travail import Avancement
from ui.ouvert import ProjetOuvert

DELAI_MS = 800
Saisi = tuple[Place, Mapping[str, Any]]


class Garde(QObject):
    """`lire` rend le formulaire montré et ce qui y est tapé (vide : rien à garder)."""

    def __init__(self, ouvert: ProjetOuvert, lire: Callable[[], Saisi | None], parent: QObject) -> None:
        super().__init__(parent)
        self._ouvert, self._lire = ouvert, lire
        self._garde: Saisi | None = None
        self._minuterie = QTimer(self)
        self._minuterie.setSingleShot(True)
        self._minuterie.setInterval(DELAI_MS)
        self._minuterie.timeout.connect(self.maintenant)
        ouvert.closing.connect(self.maintenant)

    @property
    def en_attente(self) -> bool:
        """Une frappe attend d'être gardée."""
        return self._minuterie.isActive()

    def noter(self) -> None:
        """Une frappe : elle sera gardée dans la seconde, les suivantes avec elle."""
        if not self._minuterie.isActive():
            self._minuterie.start()

    def maintenant(self) -> None:
        """Garde sans attendre : on change de dossier, ou la fenêtre se ferme."""
        self._minuterie.stop()
        saisi = self._lire()
        if saisi is None or saisi == self._garde or (not saisi[1] and self._garde is None):
            return
        self._garde = saisi
        place, contenu = saisi
        tache = self._ecrire(lambda connexion: garder(connexion, place, contenu))
        tache.failed.connect(self._recommencer)  # le fichier est occupé : la saisie est toujours à l'écran

    def reprise(self, saisi: Saisi | None) -> None:
        """Ce que la base garde déjà : il n'y a pas à le réécrire."""
        self._garde = saisi

    def oublier(self) -> None:
        """Tout est enregistré ou abandonné."""
        self._minuterie.stop()
        self._garde = None

    def abandonner(self, place: Place) -> None:
        self.oublier()
        self._ecrire(lambda connexion: abandonner(connexion, place))

    def _recommencer(self, _: str) -> None:
        self._garde = None
        self._minuterie.start()

    def _ecrire(self, geste: Callable[[Any], None]) -> Any:
        def travail(_: Avancement) -> None:
            with self._ouvert.fichier.noter() as connexion:
                geste(connexion)

        return self._ouvert.atelier.run("Brouillon", travail, ecriture=True)
