"""Noter un suivi après l'entrée : à 30, 90 ou 180 jours, et ce que le ménage en dit."""

from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.dossier import DossierLu
from relogement.actes import suivre
from relogement.champs import champs
from relogement.nomenclatures import Terme
from relogement.suivi import Suivi
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, exiger, grille_de
from ui.editeurs import ChampChoix, Option, nommer
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert

SATISFACTIONS = (
    Option("1 — pas du tout satisfait", 1),
    Option("2 — plutôt pas satisfait", 2),
    Option("3 — plutôt satisfait", 3),
    Option("4 — tout à fait satisfait", 4),
)


class SuiviDialog(ActeDialog):
    """`terme` : celui du bouton pressé, sinon le premier qui n'est pas fait."""

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, terme: object, parent: QWidget) -> None:
        super().__init__(ouvert, lu, parent, nom="suivi", titre="Suivi après l’entrée", verbe="Noter le suivi")
        faits = champs(Suivi)
        self._form = Formulaire(Suivi, ("terme", "le"))
        liste = nommer(ChampChoix(SATISFACTIONS), "satisfaction", faits["satisfaction"])
        self._form.adopt("satisfaction", faits["satisfaction"], liste)
        self._form.add("commentaire", faits["commentaire"], str, long=True)
        self._form.editor("commentaire").setMinimumHeight(80)
        grille_de(self._form)
        self.contenu.addWidget(self._form)
        self._form.show_values({"terme": terme if isinstance(terme, Terme) else self._prochain(), "le": lu.au})

    def _prochain(self) -> Terme | None:
        faits = {s.terme for s in self.lu.menage.suivis}
        return next((t for t in Terme if t not in faits), None)

    def premier(self) -> QWidget:
        return self._form.editor("satisfaction")

    def ecriture(self) -> Ecriture:
        valeurs = self._form.values()
        exiger(valeurs, "le", "Écrivez la date du suivi.")
        return Ecriture("Suivi après l’entrée", lambda session: self._noter(session, valeurs))

    def _noter(self, session: Session, valeurs: dict[str, Any]) -> None:
        suivre(self.menage(session), Suivi(**valeurs), auteur=self.auteur)
