"""Défaire une fusion, depuis le dossier qui avait été repris ; ce qui a été changé depuis reste, et se dit."""

from typing import Any

from PySide6.QtWidgets import QWidget

from db.annulation import Annulee
from db.dossier import DossierLu
from db.fusion import DEFAIT, defusionner
from relogement.textes import INSECABLE
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, note
from ui.ouvert import ProjetOuvert

DITS = 6


class DefusionDialog(ActeDialog):
    """Reste ouverte pour dire ce qui n'a pas pu revenir."""

    largeur = 520

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, _: object, parent: QWidget) -> None:
        super().__init__(ouvert, lu, parent, nom="defusion", titre="Défaire la fusion", verbe="Défaire la fusion")
        self._suite = note(
            "Les deux dossiers redeviennent ce qu’ils étaient avant leur fusion. Ce qui a été écrit depuis dans "
            "l’autre dossier y reste, et ce qui ne peut pas revenir vous sera dit.", nom="defusion_suite",
        )  # fmt: skip
        self.contenu.addWidget(self._suite)

    def premier(self) -> QWidget:
        return self.valider

    def ecriture(self) -> Ecriture:
        return Ecriture(DEFAIT, lambda session: defusionner(session, self.lu.menage.id))

    def _reussi(self, resultat: Any) -> None:
        if not isinstance(resultat, Annulee) or not resultat.laisses:
            super()._reussi(resultat)
            return
        self._occuper(False)
        dits = "\n".join(f"• {o.phrase}" for o in resultat.laisses[:DITS])
        autres = len(resultat.laisses) - DITS
        suite = f"\n• et {autres} autres." if autres > 0 else ""
        self._suite.setText(
            f"La fusion est défaite. Ce qui a été changé depuis reste tel quel{INSECABLE}:\n{dits}{suite}"
        )
        self.valider.hide()
        self.annuler.setText("Fermer")
        self.annuler.setFocus()
