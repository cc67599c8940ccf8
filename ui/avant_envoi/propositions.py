"""Les numéros uniques proposés : un par un, ou tous les sûrs ; rien ne s'écrit sans un clic."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db.numeros_sne import Proposition, accepter
from relogement.textes import INSECABLE, jour, pluriel
from ui import fonts
from ui.avant_envoi.disposition import rangee
from ui.avant_envoi.table import Colonne, LignesModel, TableLignes
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.chip import Chip
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.ouvert import ProjetOuvert
from ui.theme import px

SUR, POSSIBLE = Chip("Sûr", "circle-check", "vert"), Chip("Possible", "circle-question-mark", "ambre")
COLONNES = (
    Colonne("", lambda p: _chip(p).lu(), vue=lambda p: _chip(p), largeur=92),
    Colonne("Ménage", lambda p: p.nom, largeur=150, gras=True),
    Colonne("Dossier", lambda p: p.reference, largeur=92, token="texte2"),
    Colonne("Numéro proposé", lambda p: p.numero, largeur=180),
    Colonne("Pourquoi", lambda p: p.raison),
    Colonne("D’où il vient", lambda p: f"{p.bailleur or p.fichier}, {jour(p.lu_le)}", largeur=200, token="texte2"),
)  # fmt: skip
ACTE = "Numéros uniques acceptés"


def _chip(proposition: Proposition) -> Chip:
    return SUR if proposition.exacte else POSSIBLE


class FenetrePropositions(QDialog):
    """Entrée ou « Accepter » écrit la proposition choisie ; « Accepter les sûrs » les écrit tous d'un coup."""

    def __init__(self, ouvert: ProjetOuvert, proposes: Sequence[Proposition], parent: QWidget) -> None:
        super().__init__(parent)
        self._ouvert, self._proposes = ouvert, list(proposes)
        self.setObjectName("dialogue_numeros")
        self.setWindowTitle("Numéros uniques proposés")
        self.setAccessibleName("Numéros uniques proposés")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.erreur = BandeauErreur(nom="numeros_erreur")
        self.table = TableLignes(LignesModel(COLONNES), COLONNES, nom="table_numeros", lu="Numéros proposés")
        self.un = Bouton("Accepter", "check", nom="numeros_accepter")
        self.tous = Bouton("", "check-check", genre=Genre.PRINCIPAL, nom="numeros_accepter_surs")
        self.fermer = Bouton("Fermer", touche="Échap", nom="numeros_fermer")
        self._disposer()
        self._brancher()
        self._montrer()

    def _disposer(self) -> None:
        corps, pied = Bande(None), Bande(Qt.Edge.TopEdge, fond="creux")
        pile = QVBoxLayout(corps)
        pile.setContentsMargins(px(20), px(16), px(20), px(16))
        pile.setSpacing(px(10))
        pile.addWidget(Texte("Numéros uniques proposés", taille=fonts.SECTION, graisse=fonts.GRAS))
        pile.addWidget(
            legende(
                "D’après le nom et la naissance, ou le logement ; jamais le nom seul. "
                "Rien n’est écrit tant que vous n’acceptez pas.", "texte2", lignes=True,
            )
        )  # fmt: skip
        pile.addWidget(self.erreur)
        pile.addWidget(self.table, 1)
        bas = QVBoxLayout(pied)
        bas.setContentsMargins(px(20), px(10), px(20), px(10))
        bas.addLayout(rangee(None, self.fermer, self.un, self.tous))
        dehors = QVBoxLayout(self)
        dehors.setContentsMargins(0, 0, 0, 0)
        dehors.setSpacing(0)
        dehors.addWidget(corps, 1)
        dehors.addWidget(pied)
        self.resize(px(1160), px(440))
        for bouton in (self.un, self.tous, self.fermer):
            bouton.setAutoDefault(False)

    def _brancher(self) -> None:
        self.un.clicked.connect(lambda: self._accepter([self.table.current] if self.table.current else []))
        self.tous.clicked.connect(lambda: self._accepter([p for p in self._proposes if p.exacte]))
        self.fermer.clicked.connect(self.reject)

    def _montrer(self) -> None:
        self.table.modele.show_lignes(self._proposes)
        if self._proposes:
            self.table.setCurrentIndex(self.table.modele.index(0, 0))
            self.table.setFocus()
        surs = sum(p.exacte for p in self._proposes)
        self.tous.setText(
            f"Accepter les {surs} sûrs" if surs > 1 else "Accepter le seul sûr" if surs else "Aucun sûr"
        )
        self.tous.setEnabled(bool(surs))
        self.un.setEnabled(bool(self._proposes))

    def _accepter(self, choisies: Sequence[Any]) -> None:
        if not choisies:
            return
        choix = [(p.menage_id, p.numero) for p in choisies]

        def ecrire(session: Session) -> int:
            return accepter(session, choix)

        acte = f"{ACTE}{INSECABLE}: {pluriel(len(choix), 'dossier')}"
        tache = self._ouvert.write(acte, ecrire)
        self.setEnabled(False)
        tache.failed.connect(self.erreur.dire)
        tache.succeeded.connect(lambda _: self._retirer(choix))
        tache.ended.connect(self._liberer)

    def _retirer(self, choix: Sequence[tuple[int, str]]) -> None:
        """Ce qui vient d'être donné ne se propose plus, ni au même dossier, ni à un autre."""
        servis, donnes = {m for m, _ in choix}, {n for _, n in choix}
        self._proposes = [p for p in self._proposes if p.menage_id not in servis and p.numero not in donnes]
        self.erreur.dire("")
        self._montrer()
        if not self._proposes:
            self.accept()

    def _liberer(self) -> None:
        self.setEnabled(True)
        self.table.setFocus()
