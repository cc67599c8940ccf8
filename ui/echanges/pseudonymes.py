"""Renouveler les pseudonymes : ce que cela rompt se dit d'abord, et le motif est obligatoire."""

from functools import partial

from PySide6.QtWidgets import QWidget

from db.pseudonymes import AVERTISSEMENT, acte_du_renouvellement, renouveler
from relogement.champs import PROJET, Faits
from ui.annulation.confirmation import Question
from ui.dossier.actes.dialogue import grille_de
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert


class DialoguePseudonymes(Question):
    def __init__(self, ouvert: ProjetOuvert, parent: QWidget) -> None:
        super().__init__(
            parent, nom="pseudonymes", titre="Renouveler les pseudonymes", verbe="Renouveler", renoncer="Annuler"
        )
        self._ouvert = ouvert
        self.phrase(AVERTISSEMENT)
        self.form = Formulaire(neuf=True)
        self.form.add("motif_pseudonymes", Faits("Motif", PROJET, aide="Il reste au journal"), str)
        grille_de(self.form, etiquette=60)
        self.contenu.addWidget(self.form)
        self.valider.setEnabled(False)
        self.valider.setDefault(False)
        self.renoncer.setDefault(True)
        self.form.changed.connect(lambda: self.valider.setEnabled(bool(self.motif)))
        self.form.editor("motif_pseudonymes").setFocus()
        self.accepted.connect(self._ecrire)

    @property
    def motif(self) -> str:
        return str(self.form.values()["motif_pseudonymes"] or "").strip()

    def _ecrire(self) -> None:
        self._ouvert.write(acte_du_renouvellement(self.motif), partial(renouveler, motif=self.motif))
