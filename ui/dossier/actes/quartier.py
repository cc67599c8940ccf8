"""Vérifier un quartier calculé : ce que SIG Ville en dit, le même ou un autre."""

from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.dossier import DossierLu, relire
from db.quartiers import confirmer_quartier, place_dite
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.relogement import Relogement
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, grille_de, note
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert

SANS_VALEUR = "Écrivez le code du quartier, ou HORS si l’adresse n’est dans aucun."


class QuartierDialog(ActeDialog):
    """Confirmer lève le doute ; corriger remplace le calcul par ce qui est saisi."""

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, relogement: object, parent: QWidget) -> None:
        assert isinstance(relogement, Relogement)
        self._logement = relogement.logement
        super().__init__(
            ouvert, lu, parent, nom="quartier", titre="Quartier vérifié sur SIG Ville", verbe="Enregistrer"
        )
        with ouvert.fichier.lire() as session:
            dite = place_dite(session, self._logement.id)
        self._form = Formulaire(LogementOffert, ("qpv",))
        grille_de(self._form, etiquette=120)
        self.contenu.addWidget(note(self._logement.libelle, token="texte"))
        self.contenu.addWidget(note(dite, nom="quartier_place"))
        self.contenu.addWidget(self._form)
        self.contenu.addWidget(note("Cherchez l’adresse sur sig.ville.gouv.fr ; gardez le code s’il est juste."))
        self._form.show(self._logement)

    def premier(self) -> QWidget:
        return self._form.editor("qpv")

    def ecriture(self) -> Ecriture:
        valeurs = self._form.values()
        if not valeurs["qpv"]:
            raise ErreurMetier(SANS_VALEUR)
        change = valeurs["qpv"] != self._logement.qpv
        acte = "Quartier corrigé d’après SIG Ville" if change else "Quartier vérifié sur SIG Ville"
        return Ecriture(acte, lambda session: self._noter(session, valeurs if change else None))

    def _noter(self, session: Session, valeurs: dict[str, Any] | None) -> None:
        logement = relire(session, LogementOffert, self._logement.id, self._logement.version)
        if valeurs is None:
            confirmer_quartier(session, logement.id, self.lu.au)
        else:
            logement.qpv = valeurs["qpv"]
