"""Noter le passage en CALEOL, sa décision, et le délai d'accord qui en découle."""

from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.chartes import charte_en_vigueur
from db.dossier import DossierLu
from relogement.actes import passer_en_caleol
from relogement.caleol import PassageCaleol
from relogement.champs import OFFRES, Faits
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import Reponse
from relogement.offre import Offre
from relogement.parcours import FAVORABLES
from relogement.textes import INSECABLE
from ui.dossier.actes.delai import phrase_de_caleol
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, exiger, grille_de, note
from ui.editeurs import ChampChoix, Option, nommer
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert

CHAMPS = ("le", "decision", "rang", "notifie_le")
VIVANTES = (Reponse.ACCORD, Reponse.EN_COURS)


class CaleolDialog(ActeDialog):
    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, _: object, parent: QWidget) -> None:
        super().__init__(
            ouvert, lu, parent, nom="caleol", titre="Décision de la CALEOL", verbe="Noter la décision"
        )
        self._vivantes = sorted(
            (o for o in lu.menage.offres if o.reponse in VIVANTES), key=lambda o: VIVANTES.index(o.reponse)
        )
        self._form = Formulaire()
        faits = Faits("Logement examiné", OFFRES)
        liste = ChampChoix([Option(_dire(o), o.id) for o in self._vivantes])
        self._form.adopt("offre_id", faits, nommer(liste, "offre_id", faits))
        modele = Formulaire(PassageCaleol, CHAMPS)
        self._passage = modele
        self._delai = note(nom="delai_caleol")
        grille_de(self._form, etiquette=150)
        grille_de(modele, etiquette=150)
        for morceau in (self._form, modele, self._delai):
            self.contenu.addWidget(morceau)
        modele.changed.connect(self._actualiser)
        self._form.show_values({"offre_id": self._vivantes[0].id if self._vivantes else None})
        modele.show_values({"le": lu.au})

    def premier(self) -> QWidget:
        return self._passage.editor("le")

    def _actualiser(self) -> None:
        try:
            valeurs = self._passage.values()
        except ErreurMetier:
            return
        if valeurs["decision"] is not None and valeurs["decision"] not in FAVORABLES:
            self._delai.setText("Sans attribution, le dossier revient à la recherche ; l’offre ne compte pas.")
        else:
            self._delai.setText(phrase_de_caleol(valeurs["notifie_le"], self.lu.charte))

    def ecriture(self) -> Ecriture:
        valeurs = self._passage.values()
        exiger(valeurs, "le", "Écrivez la date de la commission.")
        offre_id = self._form.values()["offre_id"]
        return Ecriture("Décision de CALEOL", lambda session: self._noter(session, valeurs, offre_id))

    def _noter(self, session: Session, valeurs: dict[str, Any], offre_id: int | None) -> None:
        menage = self.menage(session)
        offre = next((o for o in menage.offres if o.id == offre_id), None)
        passage = PassageCaleol(offre=offre, **valeurs)
        passer_en_caleol(menage, passage, charte=charte_en_vigueur(session), auteur=self.auteur)


def _dire(offre: Offre) -> str:
    return f"Offre {offre.rang}{INSECABLE}: {offre.logement.libelle} ({offre.reponse.libelle.lower()})"
