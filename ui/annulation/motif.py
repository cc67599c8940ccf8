"""La question qui demande pourquoi : rien ne se valide sans un motif, et Échap ne fait rien."""

from PySide6.QtWidgets import QWidget

from relogement.champs import PARCOURS, Faits
from ui.annulation.confirmation import Question
from ui.dossier.actes.dialogue import grille_de
from ui.form import Formulaire


class QuestionMotif(Question):
    """Entrée, avant d'avoir écrit, renonce ; ``aide`` dit où le motif restera."""

    def __init__(self, parent: QWidget, *, nom: str, titre: str, verbe: str, phrase: str, aide: str) -> None:
        super().__init__(parent, nom=nom, titre=titre, verbe=verbe)
        self.phrase(phrase)
        self._champ = f"motif_{nom}"
        self.form = Formulaire(neuf=True)
        self.form.add(self._champ, Faits("Motif", PARCOURS, aide=aide), str)
        grille_de(self.form, etiquette=60)
        self.contenu.addWidget(self.form)
        self.valider.setEnabled(False)
        self.valider.setDefault(False)
        self.renoncer.setDefault(True)
        self.form.changed.connect(lambda: self.valider.setEnabled(bool(self.motif)))
        self.form.editor(self._champ).setFocus()

    @property
    def motif(self) -> str:
        return str(self.form.values()[self._champ] or "").strip()
