"""Les passations en cours : qui l'on attend, et de quoi lui rendre ses dossiers."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from db.passation import PassationLue
from relogement.textes import jour, pluriel
from ui.composants.bande import Bande, vider
from ui.composants.bouton import Bouton
from ui.composants.ligne import Ligne, Morceau
from ui.dossier.souple import Souple
from ui.theme import px

MONTREES = 4


class BandeEnCours(Bande):
    """`print_asked` et `return_asked` portent le numéro de la passation."""

    print_asked = Signal(int)
    return_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__(nom="passations_en_cours", fond="creux")
        self._lignes = QVBoxLayout(self)
        self._lignes.setContentsMargins(px(16), px(8), px(16), px(8))
        self._lignes.setSpacing(px(6))
        self.hide()

    def show_passations(self, passations: Sequence[PassationLue], au: date) -> None:
        vider(self._lignes)
        for passation in passations[:MONTREES]:
            self._lignes.addLayout(self._ligne(passation, au))
        self.setVisible(bool(passations))

    def _ligne(self, passation: PassationLue, au: date) -> QHBoxLayout:
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        rangee.addWidget(Souple(_dite(passation, au), nom=f"passation_{passation.id}"), 1)
        combien = pluriel(len(passation.a_rendre), "dossier")
        imprimer = Bouton("Imprimer…", "printer", petit=True, nom=f"passation_{passation.id}_imprimer")
        rendre = Bouton(f"Rendre {combien}", "undo-2", petit=True, nom=f"passation_{passation.id}_rendre")
        imprimer.clicked.connect(lambda: self.print_asked.emit(passation.id))
        rendre.clicked.connect(lambda: self.return_asked.emit(passation.id))
        rangee.addWidget(imprimer)
        rangee.addWidget(rendre)
        return rangee


def _dite(passation: PassationLue, au: date) -> Ligne:
    """« Samira Kaddour : 12 dossiers confiés le 20/11/2026, retour prévu le 04/12/2026 »."""
    due = passation.est_due(au)
    retour = f"retour prévu le {jour(passation.retour_le)}" if passation.retour_le else "retour sans date"
    confies = pluriel(len(passation.confies), "dossier confié", "dossiers confiés")
    return Ligne(
        (
            Morceau(passation.referent, graisse=500, icone="bell" if due else "clock"),
            Morceau(f"{confies} le {jour(passation.faite_le)},", "texte2"),
            Morceau(retour, "ambre" if due else "texte2", 600 if due else 400),
        )
    )
