"""Le formulaire d'un nouveau dossier : douze champs au plus, l'opération et la référence proposées."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.doublons import Doublon
from db.nouveau_dossier import DE_LA_PERSONNE, DU_LOGEMENT, DU_MENAGE, Saisie
from relogement.champs import champs, types
from relogement.doublons import Verdict
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementQuitte
from relogement.menage import Menage, Personne
from relogement.nomenclatures import TypeDossier
from ui.background import Tache
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende, section
from ui.doublons.propositions import Propositions
from ui.editeurs import ChampChoix, Option
from ui.form import Formulaire
from ui.theme import px

MODELES = ((Menage, DU_MENAGE), (Personne, DE_LA_PERSONNE), (LogementQuitte, DU_LOGEMENT))
OPERATION, REFERENCE = "Opération", "Référence"
PARTIES = (
    ("Dossier", (("operation", "reference"),)),
    ("Ménage", (("nom", "prenom"), ("naissance_le", "telephone"), ("type", "nb_personnes"))),
    ("Logement quitté", (("ug", "typologie"), ("surface", "bailleur"))),
)


RECONNAISSABLE = ("nom", "prenom", "naissance_le", "ug")
ATTENTE = 120  # le temps de finir un mot


class DialogueNouveau(QDialog):
    """`created` porte la saisie ; `person_changed` et `operation_changed` demandent doublons et référence."""

    created = Signal(object)
    person_changed = Signal(str, object)
    operation_changed = Signal(str)

    def __init__(self, operations: Sequence[tuple[str, str]], choisie: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialogue_nouveau_dossier")
        self.setWindowTitle("Nouveau dossier")
        self.erreur = BandeauErreur(nom="nouveau_erreur")
        self.doublons = Propositions()
        self._recherche: Tache | None = None
        self._attente = QTimer(self, singleShot=True, interval=ATTENTE)
        self._attente.timeout.connect(self._dire_la_personne)
        self.form = Formulaire(neuf=True, parent=self)
        for modele, noms in MODELES:
            for nom in noms:
                self.form.add(nom, champs(modele)[nom], types(modele)[nom])
        self.form.label("reference").setText(REFERENCE)
        self.form.editor("reference").setAccessibleName(REFERENCE)
        self.operation = ChampChoix([Option(f"{c} · {li}", c) for c, li in operations], vide=None)
        self.operation.setObjectName("operation")
        self.operation.setAccessibleName(OPERATION)
        self.operation.set_value(choisie)
        self._proposee = ""
        self._disposer()
        self._brancher()
        self.form.show_values({"type": TypeDossier.TITULAIRE})
        self.form.editor("nom").setFocus()

    def poser_l_avis(self, avis: QWidget) -> None:
        """Le brouillon repris se dit en tête."""
        self._colonne.insertWidget(0, avis)

    def propose_reference(self, reference: str) -> None:
        """Remplace la référence proposée, jamais celle que l'on a tapée."""
        champ = self.form.editor("reference")
        if champ.value() in (None, self._proposee):
            champ.set_value(reference)
        self._proposee = reference

    def wait_doublons(self, recherche: Tache) -> None:
        """Montrera ce que trouve cette recherche ; la précédente, d'une frappe de moins, ne se montre plus."""
        if self._recherche is not None:
            self._recherche.succeeded.disconnect(self.show_doublons)
        self._recherche = recherche
        recherche.succeeded.connect(self.show_doublons)

    def show_doublons(self, trouves: Sequence[Doublon]) -> None:
        self.doublons.show_doublons(trouves)

    def draft(self) -> dict[str, str]:
        """Ce qui est tapé, à reprendre plus tard ; la référence se proposera de nouveau."""
        tape = self.form.draft()
        if self.form.editor("reference").value() == self._proposee:
            tape.pop("reference", None)
        return tape

    def resume(self, brouillon: Mapping[str, str]) -> None:
        """Reprend ce qui avait été tapé avant d'aller voir un autre dossier."""
        self.form.resume(brouillon)
        self.erreur.dire("")

    def show_erreur(self, phrase: str) -> None:
        self.erreur.dire(phrase)
        QTimer.singleShot(0, self, self.adjustSize)

    def _disposer(self) -> None:
        tout = QHBoxLayout(self)
        tout.setContentsMargins(0, 0, 0, 0)
        tout.setSpacing(0)
        gauche = QWidget()
        gauche.setMinimumWidth(px(560))
        tout.addWidget(gauche, 1)
        tout.addWidget(self.doublons)
        self._colonne = colonne = QVBoxLayout(gauche)
        colonne.setContentsMargins(px(20), px(16), px(20), px(16))
        colonne.setSpacing(px(10))
        colonne.addWidget(self.erreur)
        for titre, rangees in PARTIES:
            colonne.addWidget(section(titre))
            grille = QGridLayout()
            grille.setHorizontalSpacing(px(16))
            grille.setVerticalSpacing(px(4))
            grille.setColumnStretch(0, 1)
            grille.setColumnStretch(1, 1)
            colonne.addLayout(grille)
            for rang, noms in enumerate(rangees):
                for cote, nom in enumerate(noms):
                    self._placer(grille, nom, rang, cote)
            colonne.addSpacing(px(4))
        colonne.addWidget(legende("Le nom et la référence suffisent : le reste se complète dans le dossier."))
        colonne.addLayout(self._boutons())
        self._tabuler(self.annuler, self.creer)

    def _placer(self, grille: QGridLayout, nom: str, rang: int, cote: int) -> None:
        """L'étiquette au-dessus du champ."""
        est_operation = nom == "operation"
        champ = self.operation if est_operation else self.form.editor(nom)
        etiquette = Texte(OPERATION, "texte2") if est_operation else self.form.label(nom)
        etiquette.setBuddy(champ)
        etiquette.setContentsMargins(0, px(6) if rang else 0, 0, 0)
        champ.setMinimumHeight(champ.sizeHint().height())  # un bandeau qui paraît ne tasse pas les champs
        grille.addWidget(etiquette, rang * 2, cote)
        grille.addWidget(champ, rang * 2 + 1, cote)

    def _tabuler(self, *boutons: QWidget) -> None:
        """Le clavier dans l'ordre de lecture, une fois tout en place."""
        noms = [nom for _, rangees in PARTIES for paire in rangees for nom in paire]
        champs_ = [self.operation if nom == "operation" else self.form.editor(nom) for nom in noms]
        for avant, apres in pairwise([*champs_, *boutons]):
            QWidget.setTabOrder(avant, apres)

    def _boutons(self) -> QHBoxLayout:
        self.annuler = Bouton("Annuler", nom="nouveau_annuler")
        self.annuler.setAutoDefault(False)
        self.annuler.clicked.connect(self.reject)
        self.creer = Bouton("Créer et ouvrir", genre=Genre.PRINCIPAL, touche="Entrée", nom="nouveau_creer")
        self.creer.setDefault(True)
        self.creer.clicked.connect(self._creer)
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        rangee.addStretch(1)
        rangee.addWidget(self.annuler)
        rangee.addWidget(self.creer)
        return rangee

    def _brancher(self) -> None:
        self.operation.edited().connect(lambda: self.operation_changed.emit(self.operation.value()))
        for signal in (self.operation.edited(), *(self.form.editor(n).edited() for n in RECONNAISSABLE)):
            signal.connect(self._attente.start)

    def _dire_la_personne(self) -> None:
        self.person_changed.emit(self.operation.value(), {nom: self._lisible(nom) for nom in RECONNAISSABLE})

    def _lisible(self, nom: str) -> Any:
        """Une date à moitié tapée n'est pas encore une naissance."""
        try:
            return self.form.editor(nom).value()
        except ErreurMetier:
            return None

    def _creer(self) -> None:
        try:
            valeurs = self.form.values()
        except ErreurMetier as erreur:
            self.show_erreur(str(erreur))
            return
        surs = [d for d in self.doublons.restants if d.vu.verdict is Verdict.SUR]
        self.show_erreur(_a_trancher(surs[0]) if surs else "")
        if not surs:
            self.created.emit(Saisie(self.operation.value(), valeurs, self.doublons.ecartes))


def _a_trancher(doublon: Doublon) -> str:
    return (
        f"Le dossier {doublon.reference} suit déjà cette personne ({doublon.vu.raison}). "
        "Ouvrez-le, ou dites à droite que ce n’est pas la même."
    )
