"""Noter l'entrée dans les lieux : le dossier est relogé, l'ancien logement est libéré."""

from datetime import date

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.dossier import DossierLu
from relogement.actes import emmenager
from relogement.relogement import Relogement
from relogement.textes import jour
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, exiger, grille_de, note
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert


class EntreeDialog(ActeDialog):
    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, relogement: object, parent: QWidget) -> None:
        assert isinstance(relogement, Relogement)
        self._relogement = relogement
        super().__init__(ouvert, lu, parent, nom="entree", titre="Entrée dans les lieux", verbe="Noter l’entrée")
        self._form = Formulaire(Relogement, ("entree_le",))
        grille_de(self._form, etiquette=160)
        self.contenu.addWidget(
            note(f"{relogement.logement.libelle}. Bail signé le {jour(relogement.bail_le)}.", token="texte")
        )
        self.contenu.addWidget(self._form)
        self._form.show_values({"entree_le": lu.au})

    def premier(self) -> QWidget:
        return self._form.editor("entree_le")

    def ecriture(self) -> Ecriture:
        le = exiger(self._form.values(), "entree_le", "Écrivez la date d’entrée dans les lieux.")
        return Ecriture("Entrée dans les lieux", lambda session: self._noter(session, le))

    def _noter(self, session: Session, le: date) -> None:
        relogement = self.a_jour(session, self._relogement)
        emmenager(self.menage(session), relogement, le, auteur=self.auteur)
