"""Noter que le ménage accepte l'attribution de la CALEOL ; sans accord dans le délai, le silence vaut refus."""

from datetime import date

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.dossier import DossierLu
from db.rappels import accorder
from relogement.caleol import PassageCaleol
from relogement.textes import jour_de_semaine
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, exiger, grille_de, note
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert


class AccordCaleolDialog(ActeDialog):
    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, passage: object, parent: QWidget) -> None:
        assert isinstance(passage, PassageCaleol)
        self._passage = passage
        super().__init__(
            ouvert, lu, parent, nom="accord_caleol", titre="Accord à l’attribution", verbe="Noter l’accord"
        )
        self._form = Formulaire(PassageCaleol, ("accord_le",))
        grille_de(self._form)
        self.contenu.addWidget(self._form)
        self.contenu.addWidget(note(self._phrase()))
        self._form.show_values({"accord_le": lu.au})

    def _phrase(self) -> str:
        limite = self._passage.limite_le
        if limite is None:
            return "La décision n’est pas notifiée par écrit : aucun délai ne court. Il restera le bail à signer."
        if self.lu.au > limite:
            return f"Le délai a fini {jour_de_semaine(limite)} : le silence valait refus. Datez l’accord donné."
        return f"Le ménage a jusqu’au {jour_de_semaine(limite)} inclus. Il restera le bail à faire signer."

    def premier(self) -> QWidget:
        return self._form.editor("accord_le")

    def ecriture(self) -> Ecriture:
        le = exiger(self._form.values(), "accord_le", "Écrivez la date de l’accord.")
        return Ecriture("Accord à l’attribution", lambda session: self._noter(session, le))

    def _noter(self, session: Session, le: date) -> None:
        accorder(session, self.a_jour(session, self._passage).id, le)
