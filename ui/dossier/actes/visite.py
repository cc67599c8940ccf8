"""Noter la visite d'un logement offert ; elle peut précéder la notification écrite."""

from datetime import date

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.dossier import DossierLu
from relogement.actes import visiter
from relogement.offre import Offre
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, exiger, grille_de
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert

CHAMPS = ("visite_le", "compte_rendu")


class VisiteDialog(ActeDialog):
    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, offre: object, parent: QWidget) -> None:
        assert isinstance(offre, Offre)
        self._offre = offre
        super().__init__(
            ouvert, lu, parent, nom="visite", titre=f"Visite de l’offre {offre.rang}", verbe="Noter la visite"
        )
        self._form = Formulaire(Offre, CHAMPS, long=("compte_rendu",))
        grille_de(self._form)
        self._form.editor("compte_rendu").setMinimumHeight(90)
        self.contenu.addWidget(self._form)
        self._form.show_values({"visite_le": offre.visite_le or lu.au, "compte_rendu": offre.compte_rendu})

    def premier(self) -> QWidget:
        return self._form.editor("visite_le")

    def ecriture(self) -> Ecriture:
        valeurs = self._form.values()
        le = exiger(valeurs, "visite_le", "Écrivez la date de la visite.")
        acte = f"Visite de l’offre {self._offre.rang}"
        return Ecriture(acte, lambda session: self._noter(session, le, valeurs["compte_rendu"]))

    def _noter(self, session: Session, le: date, compte_rendu: str | None) -> None:
        offre = self.a_jour(session, self._offre)
        visiter(self.menage(session), offre, le, compte_rendu=compte_rendu, auteur=self.auteur)
