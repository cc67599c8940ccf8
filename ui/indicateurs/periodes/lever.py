"""Lever un scellé : le motif est obligatoire, la copie scellée reste."""

from PySide6.QtWidgets import QWidget

from db.scelles.vue import PeriodeVue
from relogement.champs import PARCOURS, Faits
from ui.annulation.confirmation import Question
from ui.dossier.actes.dialogue import grille_de
from ui.form import Formulaire


class DialogueLever(Question):
    """Échap ne fait rien."""

    def __init__(self, vue: PeriodeVue, parent: QWidget) -> None:
        super().__init__(parent, nom="lever", titre=f"Lever le scellé : {vue.libelle}", verbe="Lever le scellé")
        self.phrase(
            "La période se rouvre : ses chiffres redeviennent ceux des dossiers, et son export ne se rend plus à "
            "l’identique. La copie scellée reste dans le fichier, avec son empreinte, votre nom et ce motif."
        )
        self.form = Formulaire(neuf=True)
        self.form.add("motif_levee", Faits("Motif", PARCOURS, aide="Sans nom : il reste avec la période"), str)
        grille_de(self.form, etiquette=60)
        self.contenu.addWidget(self.form)
        self.valider.setEnabled(False)
        self.valider.setDefault(False)
        self.renoncer.setDefault(True)
        self.form.changed.connect(lambda: self.valider.setEnabled(bool(self.motif)))
        self.form.editor("motif_levee").setFocus()

    @property
    def motif(self) -> str:
        return str(self.form.values()["motif_levee"] or "").strip()
