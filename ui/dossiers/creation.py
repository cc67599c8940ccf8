"""Les deux saisies faites sans quitter la liste : un nouveau dossier, un contact."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from db import horloge
from db.nouveau_dossier import Saisie, homonymes, ouvrir_dossier, reference_proposee
from db.operations import operations
from relogement.contacts import noter_un_contact
from relogement.modeles import Menage
from ui.dossier.mots import nom_du_menage
from ui.dossiers.contact import DialogueContact
from ui.dossiers.nouveau import DialogueNouveau
from ui.ouvert import ProjetOuvert

SANS_OPERATION = (
    "Créez d’abord une opération dans les paramètres : un dossier appartient toujours à une opération."
)


class Creation(QObject):
    """`created` porte le dossier neuf, à ouvrir ; `failed` une phrase à montrer."""

    created = Signal(int)
    failed = Signal(str)

    def __init__(self, ouvert: ProjetOuvert, ecran: QWidget) -> None:
        super().__init__(ecran)
        self._ouvert, self._ecran = ouvert, ecran

    def new(self) -> None:
        """Demande l'essentiel d'un dossier ; la référence suit celles de l'opération."""
        with self._ouvert.fichier.lire() as session:
            connues = [(o.code, o.libelle) for o in operations(session)]
        if not connues:
            self.failed.emit(SANS_OPERATION)
            return
        dialogue = DialogueNouveau(connues, self._ouvert.operation or connues[0][0], self._ecran)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.operation_changed.connect(lambda code: self._proposer(dialogue, code))
        dialogue.name_changed.connect(lambda *qui: self._prevenir(dialogue, *qui))
        dialogue.created.connect(lambda saisie: self._creer(dialogue, saisie))
        self._proposer(dialogue, dialogue.operation.value())
        dialogue.open()

    def contact(self, dossier: int) -> None:
        """Demande une ligne, et la note dans le dossier."""
        with self._ouvert.fichier.lire() as session:
            nom = nom_du_menage(session.get_one(Menage, dossier))
        dialogue = DialogueContact(nom, self._ecran)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.noted.connect(lambda ligne: self._noter(dialogue, dossier, ligne))
        dialogue.open()

    def _proposer(self, dialogue: DialogueNouveau, operation: str) -> None:
        with self._ouvert.fichier.lire() as session:
            dialogue.propose_reference(reference_proposee(session, operation))

    def _prevenir(self, dialogue: DialogueNouveau, operation: str, nom: str, prenom: str) -> None:
        with self._ouvert.fichier.lire() as session:
            dialogue.show_homonymes(homonymes(session, operation, nom, prenom))

    def _creer(self, dialogue: DialogueNouveau, saisie: Saisie) -> None:
        le, auteur = horloge.aujourdhui(), self._ouvert.fichier.auteur
        tache = self._ouvert.write(
            "Nouveau dossier", lambda session: ouvrir_dossier(session, saisie, le=le, auteur=auteur)
        )
        tache.failed.connect(dialogue.show_erreur)
        tache.succeeded.connect(lambda _: dialogue.accept())
        tache.succeeded.connect(lambda dossier: self.created.emit(dossier))

    def _noter(self, dialogue: DialogueContact, dossier: int, ligne: str) -> None:
        le, auteur = horloge.maintenant(), self._ouvert.fichier.auteur
        tache = self._ouvert.write(
            "Contact noté",
            lambda session: noter_un_contact(session.get_one(Menage, dossier), ligne, le, auteur=auteur),
        )
        tache.failed.connect(dialogue.erreur.dire)
        tache.succeeded.connect(lambda _: dialogue.accept())
