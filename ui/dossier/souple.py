"""Une vignette qui se coupe plutôt que d'élargir ce qui l'entoure ; le texte entier est au survol."""

from PySide6.QtWidgets import QSizePolicy

from ui.composants.vue import Vignette, Vue


class Souple(Vignette):
    def __init__(self, vue: Vue, *, hauteur: int = 18, nom: str = "") -> None:
        super().__init__(vue, hauteur=hauteur, nom=nom)
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_vue(self, vue: Vue) -> None:
        super().show_vue(vue)
        self.setToolTip(vue.lu())
