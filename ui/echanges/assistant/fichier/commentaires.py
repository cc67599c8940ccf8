"""Les commentaires d'un classeur, lus parce qu'on l'a demandé ; ils n'entrent dans aucun import."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from relogement.imports.lecture import Commentaire
from ui.annulation.liste import FenetreListe, ligne

AIDE = "Ils se lisent ici seulement : aucun n’entre dans le projet."


class FenetreCommentaires(FenetreListe):
    def __init__(self, commentaires: Sequence[Commentaire], parent: QWidget) -> None:
        super().__init__(
            parent, nom="commentaires", titre="Commentaires du classeur", aide=AIDE,
            titres=("Feuille", "Cellule", "Commentaire"), verbe="Fermer", large=2,
        )  # fmt: skip
        self.fermer.hide()
        self.chosen.connect(lambda _: self.accept())
        self.show_rangees([ligne(c.feuille, c.cellule, c.texte) for c in commentaires])
