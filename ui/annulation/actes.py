"""Annuler un acte plus ancien : les écritures du projet ou d'un dossier, la plus récente d'abord."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from db.ecritures import ActeFait, actes_faits
from relogement.textes import heure, jour
from ui.annulation.gestes import Annulation
from ui.annulation.liste import FenetreListe, ligne

TITRES = ("Quand", "Acte", "Dossier", "Par", "")
AIDE = (
    "Un acte peut s’annuler tant que rien de plus récent n’en dépend. "
    "Ce qu’une autre personne a changé depuis n’est jamais écrasé."
)


class FenetreActes(FenetreListe):
    """Se relit après chaque écriture : on peut en annuler plusieurs de suite."""

    def __init__(self, annulation: Annulation, parent: QWidget, *, dossier: int | None = None) -> None:
        titre = "Annuler un acte du projet" if dossier is None else "Annuler un acte de ce dossier"
        super().__init__(
            parent, nom="actes", titre=titre, aide=AIDE, titres=TITRES, verbe="Annuler cet acte…", large=1
        )
        self._annulation, self._dossier = annulation, dossier
        self._actes: Sequence[ActeFait] = ()
        self.chosen.connect(self._annuler)
        annulation.ouvert.saved.connect(self.relire)
        annulation.failed.connect(self.erreur.dire)
        self.relire()

    def relire(self) -> None:
        lire = partial(actes_faits, dossier_id=self._dossier)
        self._annulation.ouvert.read("Actes", lire).succeeded.connect(self._montrer)

    def possible(self, rang: int) -> bool:
        return 0 <= rang < len(self._actes) and not self._actes[rang].annulee

    def _montrer(self, actes: Sequence[ActeFait]) -> None:
        self._actes = actes
        rangees = [
            ligne(f"{jour(a.le)} {heure(a.le)}", a.acte, a.sujet, a.auteur, "annulé" if a.annulee else "")
            for a in actes
        ]
        self.show_rangees(rangees, frozenset(r for r, a in enumerate(actes) if a.annulee))

    def _annuler(self, rang: int) -> None:
        if self.possible(rang):
            self.erreur.dire("")
            self._annulation.demander(self._actes[rang])
