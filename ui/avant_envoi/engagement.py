"""L'engagement d'un bailleur pour une année : ce qu'il a promis, et ce qu'il dit de tous ses baux."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db.engagements import enregistrer_engagement
from relogement.champs import champs, types
from relogement.erreurs import ErreurMetier
from relogement.modeles import Engagement
from ui import fonts
from ui.avant_envoi.disposition import rangee
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.dossier.actes.dialogue import grille_de
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert
from ui.theme import px

NOMS = (
    "bailleur", "annee", "objectif_pct", "objectif_nombre", "texte", "baux_hors_qpv", "autres_q1", "source",
    "source_le",
)  # fmt: skip
NOTE = (
    "Un nombre promis l’emporte sur une part ; sans l’un ni l’autre, le taux légal vaut. Un total laissé vide "
    "reste inconnu\u00a0: il ne compte jamais pour zéro."
)


@dataclass(frozen=True)
class Forme:
    """Ce qu'un engagement demande : son titre, ses champs, une note, et comment il s'écrit.

    ``ensuite`` : le champ où l'on tape quand le premier est déjà rempli.
    """

    nom: str
    titre: str
    modele: type
    champs: tuple[str, ...]
    ensuite: str
    note: str
    ecrire: Callable[[Session, Mapping[str, Any]], object]


ANNUEL = Forme(
    "engagement", "Engagement d’un bailleur", Engagement, NOMS, "objectif_pct", NOTE, enregistrer_engagement
)


class DialogueEngagement(QDialog):
    """Ce qui est saisi reste affiché tant que l'écriture n'a pas réussi."""

    def __init__(self, ouvert: ProjetOuvert, forme: Forme, valeurs: Mapping[str, Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._ouvert, self._forme = ouvert, forme
        self.setObjectName(f"dialogue_{forme.nom}")
        self.setWindowTitle(forme.titre)
        self.setAccessibleName(forme.titre)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.erreur = BandeauErreur(nom=f"{forme.nom}_erreur")
        self.form = Formulaire()
        for nom in forme.champs:
            self.form.add(nom, champs(forme.modele)[nom], types(forme.modele)[nom])
        grille_de(self.form, etiquette=250)
        self.form.show_values({nom: valeurs.get(nom) for nom in forme.champs})
        self.valider = Bouton("Enregistrer", genre=Genre.PRINCIPAL, nom=f"{forme.nom}_valider")
        self.annuler = Bouton("Annuler", touche="Échap", nom=f"{forme.nom}_annuler")
        self._disposer()
        self.valider.clicked.connect(self._valider)
        self.annuler.clicked.connect(self.reject)
        premier = forme.champs[0]
        self.form.editor(forme.ensuite if valeurs.get(premier) else premier).setFocus()

    def _disposer(self) -> None:
        corps, pied = Bande(None), Bande(Qt.Edge.TopEdge, fond="creux")
        pile = QVBoxLayout(corps)
        pile.setContentsMargins(px(20), px(16), px(20), px(16))
        pile.setSpacing(px(12))
        pile.addWidget(Texte(self._forme.titre, taille=fonts.SECTION, graisse=fonts.GRAS))
        pile.addWidget(self.erreur)
        pile.addWidget(self.form)
        pile.addWidget(legende(self._forme.note, "texte2", lignes=True))
        bas = QVBoxLayout(pied)
        bas.setContentsMargins(px(20), px(10), px(20), px(10))
        bas.addLayout(rangee(*self._a_gauche(), None, self.annuler, self.valider))
        dehors = QVBoxLayout(self)
        dehors.setContentsMargins(0, 0, 0, 0)
        dehors.setSpacing(0)
        dehors.addWidget(corps, 1)
        dehors.addWidget(pied)
        self.setMinimumWidth(px(620))
        self.annuler.setAutoDefault(False)
        self.valider.setDefault(True)

    def _a_gauche(self) -> tuple[Bouton, ...]:
        """Ce que la fenêtre propose d'autre."""
        return ()

    def _valider(self) -> None:
        try:
            valeurs = self.form.values()
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return

        self._ecrire(lambda session: self._forme.ecrire(session, valeurs))

    def _ecrire(self, ecrire: Callable[[Session], object]) -> None:
        self.erreur.dire("")
        self.valider.setEnabled(False)
        tache = self._ouvert.write(self._forme.titre, ecrire)
        tache.failed.connect(self.erreur.dire)
        tache.succeeded.connect(self._reussi)
        tache.ended.connect(self._liberer)

    def _reussi(self, _: object) -> None:
        self.accept()

    def _liberer(self) -> None:
        self.valider.setEnabled(True)


class FenetreEngagement(DialogueEngagement):
    """L'année d'un bailleur, hors QPV."""

    def __init__(self, ouvert: ProjetOuvert, valeurs: Mapping[str, Any], parent: QWidget) -> None:
        super().__init__(ouvert, ANNUEL, valeurs, parent)
