"""Les actes d'une date et d'un motif : recherche reprise, retour du provisoire, clôture, sortie annulée."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.dossier import DossierLu
from relogement.actes import annuler_la_sortie, clore, reprendre_la_recherche, revenir
from relogement.champs import PARCOURS, Faits
from relogement.textes import jour
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, exiger, grille_de, note
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert


class DateEtMotif(ActeDialog):
    """`acte` est le nom donné au journal ; sans `phrase_du_motif`, aucun motif n'est demandé."""

    nom = titre = verbe = acte = ""
    phrase_du_motif = ""

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, _: object, parent: QWidget) -> None:
        super().__init__(ouvert, lu, parent, nom=self.nom, titre=self.titre, verbe=self.verbe)
        self._form = Formulaire(neuf=True)
        self._form.add("le", Faits("Date", PARCOURS), date)
        if self.phrase_du_motif:
            self._form.add("motif", Faits("Motif", PARCOURS), str)
        grille_de(self._form)
        self.contenu.addWidget(self._form)
        self.contenu.addWidget(note(self.dire()))
        self._form.show_values({"le": lu.au})

    def dire(self) -> str:
        """Ce que l'acte va faire."""
        raise NotImplementedError

    def premier(self) -> QWidget:
        return self._form.editor("motif" if self.phrase_du_motif else "le")

    def ecriture(self) -> Ecriture:
        valeurs = self._form.values()
        exiger(valeurs, "le", "Écrivez la date.")
        if self.phrase_du_motif:
            exiger(valeurs, "motif", self.phrase_du_motif)
        return Ecriture(self.acte, lambda session: self.noter(session, valeurs))

    def noter(self, session: Session, valeurs: dict[str, Any]) -> Any:
        raise NotImplementedError


class RechercheDialog(DateEtMotif):
    nom, titre, verbe, acte = "recherche", "Reprendre la recherche", "Reprendre la recherche", "Recherche reprise"
    phrase_du_motif = "Écrivez pourquoi la recherche reprend."

    def dire(self) -> str:
        return "Le dossier revient à la recherche d’un logement ; ce qui a été fait reste au parcours."

    def noter(self, session: Session, valeurs: dict[str, Any]) -> None:
        reprendre_la_recherche(self.menage(session), valeurs["le"], valeurs["motif"], auteur=self.auteur)


class AnnulerSortieDialog(DateEtMotif):
    nom, titre, verbe, acte = "annuler_sortie", "Annuler la sortie", "Annuler la sortie", "Sortie annulée"
    phrase_du_motif = "Écrivez pourquoi la sortie est annulée."

    def dire(self) -> str:
        return f"La sortie du {jour(self.lu.menage.sorti_le)} s’annule : le dossier reprend où il en était."

    def noter(self, session: Session, valeurs: dict[str, Any]) -> None:
        annuler_la_sortie(self.menage(session), valeurs["le"], valeurs["motif"], auteur=self.auteur)


class _SansMotif(DateEtMotif):
    geste: Callable[..., None]

    def noter(self, session: Session, valeurs: dict[str, Any]) -> None:
        type(self).geste(self.menage(session), valeurs["le"], auteur=self.auteur)


class RetourDialog(_SansMotif):
    nom, titre, verbe, acte = "retour", "Retour du provisoire", "Noter le retour", "Retour du provisoire"
    geste = staticmethod(revenir)

    def dire(self) -> str:
        return (
            "Le ménage quitte son logement provisoire ; notez ensuite son bail définitif, puis son entrée. "
            "Un retour noté par erreur s’annule (Ctrl+Z)."
        )


class ClotureDialog(_SansMotif):
    nom, titre, verbe, acte = "cloture", "Clore le dossier", "Clore le dossier", "Dossier clos"
    geste = staticmethod(clore)

    def dire(self) -> str:
        return "Le suivi est terminé ; le dossier reste consultable et compte dans les indicateurs."
