"""Ce qu'un bailleur s'engage à accueillir : saisi, corrigé, ou retiré s'il le fut par erreur."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.partage.accueils import enregistrer_accueil, retirer_accueil
from relogement.modeles import EngagementDAccueil
from relogement.partage.fichier import NOMS
from ui.avant_envoi.engagement import DialogueEngagement, Forme
from ui.composants.bouton import Bouton, Genre
from ui.ouvert import ProjetOuvert

TITRE = "Engagement d’accueil"
NOTE = (
    "Un nombre promis l’emporte sur une part. Sans année, l’engagement vaut pour tout le projet. Un avenant est "
    "un nouvel engagement\u00a0: donnez le jour où il est pris, l’ancien reste en mémoire."
)


class FenetreAccueil(DialogueEngagement):
    """``connu`` : celui que l'on corrige ; un nom connu se complète en tapant."""

    def __init__(
        self, ouvert: ProjetOuvert, valeurs: Mapping[str, Any], parent: QWidget, *, noms: Sequence[str],
        connu: int | None = None,
    ) -> None:  # fmt: skip
        def ecrire(session: Session, saisies: Mapping[str, Any]) -> object:
            return enregistrer_accueil(session, saisies, connu)

        super().__init__(
            ouvert, Forme("accueil", TITRE, EngagementDAccueil, NOMS, "part_pct", NOTE, ecrire), valeurs, parent
        )
        for nom in ("vers", "de"):
            champ = self.form.editor(nom)
            assert isinstance(champ, QLineEdit)
            proposes = QCompleter(list(noms), champ)
            proposes.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            proposes.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            champ.setCompleter(proposes)
        self.retirer.setVisible(connu is not None)
        if connu is not None:
            self.retirer.clicked.connect(lambda: self._ecrire(partial(retirer_accueil, numero=connu)))

    @override
    def _a_gauche(self) -> tuple[Bouton, ...]:
        self.retirer = Bouton(
            "Retirer", "trash-2", genre=Genre.DISCRET, nom="accueil_retirer", aide="Saisi par erreur : l’enlever"
        )
        self.retirer.setAutoDefault(False)
        return (self.retirer,)
