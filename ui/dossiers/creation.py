"""Les deux saisies faites sans quitter la liste : un nouveau dossier, un contact."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db import horloge
from db.brouillons import NOUVEAU, Place
from db.doublons import Doublon, candidats, identite_tapee
from db.nouveau_dossier import Saisie, ouvrir_dossier, reference_proposee
from db.operations import operations
from relogement.contacts import Precisions, noter_un_contact
from relogement.modeles import Menage
from ui.dossier.mots import nom_du_menage
from ui.dossiers.contact import DialogueContact
from ui.dossiers.nouveau import DialogueNouveau
from ui.garde_dialogue import GardeDialogue
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
        self._gardee: dict[str, str] = {}

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
        dialogue.person_changed.connect(lambda *qui: self._prevenir(dialogue, *qui))
        dialogue.doublons.open_asked.connect(lambda autre: self._aller_voir(dialogue, autre))
        dialogue.created.connect(lambda saisie: self._creer(dialogue, saisie))
        self._proposer(dialogue, dialogue.operation.value())
        deja = bool(self._gardee)
        if deja:
            dialogue.resume(self._gardee)
            self._gardee = {}
        place = Place(self._ouvert.fichier.auteur, NOUVEAU)
        GardeDialogue(self._ouvert, dialogue, place, dialogue.poser_l_avis, sans=("reference",), deja=deja)
        dialogue.open()

    def contact(self, dossier: int) -> None:
        """Demande une ligne, et la note dans le dossier."""
        with self._ouvert.fichier.lire() as session:
            nom = nom_du_menage(session.get_one(Menage, dossier))
        dialogue = DialogueContact(nom, self._ecran)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.noted.connect(lambda ligne, precisions: self._noter(dialogue, dossier, ligne, precisions))
        dialogue.open()

    def _proposer(self, dialogue: DialogueNouveau, operation: str) -> None:
        with self._ouvert.fichier.lire() as session:
            dialogue.propose_reference(reference_proposee(session, operation))

    def _prevenir(self, dialogue: DialogueNouveau, operation: str, qui: Mapping[str, Any]) -> None:
        dialogue.wait_doublons(self._ouvert.read("Doublons", lambda session: _doublons(session, operation, qui)))

    def _aller_voir(self, dialogue: DialogueNouveau, autre: int) -> None:
        """Ouvre l'autre dossier ; ce qui était tapé revient au prochain nouveau dossier."""
        self._gardee = dialogue.draft()
        dialogue.reject()
        self.created.emit(autre)

    def _creer(self, dialogue: DialogueNouveau, saisie: Saisie) -> None:
        le, auteur = horloge.aujourdhui(), self._ouvert.fichier.auteur
        tache = self._ouvert.write(
            "Nouveau dossier", lambda session: ouvrir_dossier(session, saisie, le=le, auteur=auteur)
        )
        tache.failed.connect(dialogue.show_erreur)
        tache.succeeded.connect(dialogue.accept)
        tache.succeeded.connect(lambda dossier: self.created.emit(dossier))

    def _noter(self, dialogue: DialogueContact, dossier: int, ligne: str, precisions: Precisions) -> None:
        le, auteur = horloge.maintenant(), self._ouvert.fichier.auteur
        tache = self._ouvert.write(
            "Contact noté",
            lambda session: noter_un_contact(
                session.get_one(Menage, dossier), ligne, le, auteur=auteur, precisions=precisions
            ),
        )
        tache.failed.connect(dialogue.erreur.dire)
        tache.succeeded.connect(dialogue.accept)


def _doublons(session: Session, operation: str, qui: Mapping[str, Any]) -> list[Doublon]:
    """Un nom seul ne dit rien : on attend un prénom, une naissance ou une UG."""
    if not qui["nom"] or not (qui["prenom"] or qui["naissance_le"] or qui["ug"]):
        return []
    tapee = identite_tapee(
        session, operation, qui["nom"], qui["prenom"], naissance=qui["naissance_le"], ug=qui["ug"]
    )
    return candidats(session, tapee)
