"""Ajouter une personne au ménage, corriger ce que l'on sait d'elle, ou la retirer."""

from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.dossier import DossierLu
from db.personnes import ajouter_personne, modifier_personne
from relogement.controles import remarques_sur_les_liens
from relogement.erreurs import ErreurMetier
from relogement.menage import Personne
from relogement.nomenclatures import Lien
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, exiger, grille_de, note
from ui.doublons.avertissement import Avertissement
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert

CHAMPS = (
    "nom", "prenom", "lien", "naissance_le", "naissance_annee", "activite", "ressources", "a_charge",
    "garde_alternee", "occupation_permanente", "handicap_categorie",
)  # fmt: skip


class PersonneDialog(ActeDialog):
    """Sans personne, en ajoute une au nom du titulaire."""

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, personne: object, parent: QWidget) -> None:
        self._personne = personne if isinstance(personne, Personne) else None
        ajout = self._personne is None
        super().__init__(
            ouvert, lu, parent, nom="personne",
            titre="Ajouter une personne" if ajout else "Modifier une personne",
            verbe="Ajouter" if ajout else "Enregistrer",
        )  # fmt: skip
        self._form = Formulaire(Personne, CHAMPS)
        grille_de(self._form)
        self.contenu.addWidget(self._form)
        self._form.show_values(self._depart())
        if ajout:
            self._prevenir()

    def _prevenir(self) -> None:
        """La personne est peut-être déjà dans un autre dossier."""
        self.doublon = Avertissement(self.ouvert, self.lu.menage.id, self._form)
        self.doublon.open_asked.connect(self._aller_voir)
        self.contenu.addWidget(self.doublon)

    def _aller_voir(self, autre: int) -> None:
        self.reject()
        self.ouvert.dossier_asked.emit(autre)

    def _depart(self) -> dict[str, Any]:
        if self._personne is not None:
            return {nom: getattr(self._personne, nom) for nom in CHAMPS}
        titulaire = self.lu.menage.titulaire
        return {"nom": titulaire.nom if titulaire else None}

    def premier(self) -> QWidget:
        return self._form.editor("nom" if self._personne or not self.lu.menage.titulaire else "prenom")

    def ecriture(self) -> Ecriture:
        valeurs = self._form.values()
        exiger(valeurs, "nom", "Écrivez le nom de la personne.")
        exiger(valeurs, "lien", "Dites le lien de la personne avec le titulaire.")
        self._un_seul_titulaire(valeurs["lien"])
        menage_id, personne = self.lu.menage.id, self._personne
        if personne is None:
            return Ecriture("Personne ajoutée", lambda session: ajouter_personne(session, menage_id, valeurs))
        changees = self._form.changes()
        return Ecriture(
            "Personne modifiée", lambda session: modifier_personne(session, menage_id, personne, changees)
        )

    def _un_seul_titulaire(self, lien: Lien) -> None:
        """Dit à côté du lien, avant d'écrire."""
        autres = [p.lien for p in self.lu.menage.personnes if self._personne is None or p.id != self._personne.id]
        change = self._personne is None or self._personne.lien is not lien
        for remarque in remarques_sur_les_liens([*autres, lien]) if change else ():
            self._form.say("lien", remarque.phrase)
            raise ErreurMetier(remarque.phrase)


class RetirerPersonneDialog(ActeDialog):
    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, personne: object, parent: QWidget) -> None:
        assert isinstance(personne, Personne)
        self._personne = personne
        super().__init__(
            ouvert, lu, parent, nom="retirer_personne", titre="Retirer une personne", verbe="Retirer du ménage"
        )
        nom = f"{personne.prenom or ''} {personne.nom}".strip()
        self.contenu.addWidget(
            note(f"{nom} ne fera plus partie de ce ménage. Le journal garde la trace de ce retrait.")
        )

    def premier(self) -> QWidget:
        return self.annuler

    def ecriture(self) -> Ecriture:
        return Ecriture("Personne retirée", self._retirer)

    def _retirer(self, session: Session) -> None:
        ligne, menage = self.a_jour(session, self._personne), self.menage(session)
        menage.personnes.remove(ligne)
