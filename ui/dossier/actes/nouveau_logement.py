"""Compléter le nouveau logement : ce qui manque pour que le relogement compte."""

from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.dossier import DossierLu, Modification, enregistrer
from db.imports.reperage import situer_un
from relogement.base import Ligne
from relogement.champs import champs, types
from relogement.comparaison import relogement_retenu
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.relogement import Relogement
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, grille_de, note
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert

DU_LOGEMENT = (
    "bailleur", "commune", "commune_insee", "qpv", "lon", "lat", "typologie", "surface", "premiere_location",
    "conventionne_le", "financement",
)  # fmt: skip
DU_BAIL = ("bail_le",)


class NouveauLogementDialog(ActeDialog):
    """`cible` : le champ où le clavier commence."""

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, cible: object, parent: QWidget) -> None:
        super().__init__(
            ouvert, lu, parent, nom="nouveau_logement", titre="Compléter le nouveau logement", verbe="Enregistrer"
        )
        self._premier = cible if isinstance(cible, str) else DU_LOGEMENT[0]
        retenu = relogement_retenu(lu.menage)
        assert retenu is not None
        self._retenu = retenu
        self._form = Formulaire(LogementOffert, ())
        for modele, noms in ((Relogement, DU_BAIL), (LogementOffert, DU_LOGEMENT)):
            for nom in noms:
                self._form.add(nom, champs(modele)[nom], types(modele)[nom])
        grille_de(self._form)
        self.contenu.addWidget(self._form)
        self.contenu.addWidget(
            note("Quartier : le code, ou HORS ; vide, il se calcule des coordonnées si les contours sont chargés.")
        )
        self._form.show_values(
            {nom: getattr(retenu, nom) for nom in DU_BAIL}
            | {nom: getattr(retenu.logement, nom) for nom in DU_LOGEMENT}
        )

    def premier(self) -> QWidget:
        nom = self._premier if self._premier in self._form.names else DU_LOGEMENT[0]
        return self._form.editor(nom)

    def ecriture(self) -> Ecriture:
        changees = self._form.changes()
        if not changees:
            raise ErreurMetier("Rien n’a changé : complétez un champ, ou fermez.")
        modifications = [
            *_modifiees(self._retenu, changees, DU_BAIL),
            *_modifiees(self._retenu.logement, changees, DU_LOGEMENT),
        ]

        def ecrire(session: Session) -> None:
            enregistrer(session, self.lu.menage.id, modifications, auteur=self.auteur)
            relogement = session.get_one(Relogement, self._retenu.id)
            situer_un(session, relogement.logement, relogement.bail_le)

        return Ecriture("Nouveau logement complété", ecrire)


def _modifiees(ligne: Ligne, changees: dict[str, Any], noms: tuple[str, ...]) -> list[Modification]:
    valeurs = {nom: valeur for nom, valeur in changees.items() if nom in noms}
    return [Modification(type(ligne), ligne.id, ligne.version, valeurs)] if valeurs else []
