"""Lever un scellé : le motif est obligatoire, la copie scellée reste."""

from PySide6.QtWidgets import QWidget

from db.scelles.vue import PeriodeVue
from ui.annulation.motif import QuestionMotif


class DialogueLever(QuestionMotif):
    """Échap ne fait rien."""

    def __init__(self, vue: PeriodeVue, parent: QWidget) -> None:
        super().__init__(
            parent,
            nom="lever",
            titre=f"Lever le scellé : {vue.libelle}",
            verbe="Lever le scellé",
            phrase="La période se rouvre : ses chiffres redeviennent ceux des dossiers, et son export ne se rend "
            "plus à l’identique. La copie scellée reste au fichier, avec son empreinte, votre nom et ce motif.",
            aide="Sans nom : il reste avec la période",
        )
