"""Donner un nom à une mise en page."""

from PySide6.QtWidgets import QWidget

from relogement.champs import PROJET, Faits
from ui.annulation.confirmation import Question
from ui.dossier.actes.dialogue import grille_de
from ui.form import Formulaire


class DialogueNom(Question):
    def __init__(self, parent: QWidget, *, titre: str, verbe: str, propose: str) -> None:
        super().__init__(parent, nom="nom_mise_en_page", titre=titre, verbe=verbe, renoncer="Annuler")
        self.form = Formulaire(neuf=True)
        self.form.add("nom_de_page", Faits("Nom", PROJET), str)
        grille_de(self.form, etiquette=60)
        self.contenu.addWidget(self.form)
        self.form.show_values({"nom_de_page": propose})
        self.form.changed.connect(lambda: self.valider.setEnabled(bool(self.nom)))
        self.form.editor("nom_de_page").setFocus()

    @property
    def nom(self) -> str:
        return str(self.form.values()["nom_de_page"] or "").strip()
