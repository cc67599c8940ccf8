"""Ce que fait chaque bouton de la journée : constater, relancer, appeler, noter, dire fait, ouvrir, reporter."""

from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from db import horloge
from db.dossier import lire_dossier
from db.rappels import faire, noter, reprendre, rouvrir
from relogement.contacts import PREMIERS_MOTS, Precisions, lire_contact
from relogement.erreurs import ErreurMetier
from relogement.journee import CONSULTATIONS, LigneDuJour, geste
from relogement.nomenclatures import Affaire, Reponse, Terme
from relogement.rapprochement import sans_accents
from relogement.regles.echeances import reporter
from relogement.regles.suites import Geste
from relogement.textes import jour
from ui.dossier.actes.liste import ouvrir_acte
from ui.dossier.actes.reponse import ReponseDialog
from ui.dossiers.contact import DialogueContact
from ui.journee.modele import titre
from ui.journee.saisies import SEMAINE, RappelDialog, ReportDialog
from ui.ouvert import ProjetOuvert

ACTES = {
    Affaire.SILENCE: "reponse",
    Affaire.COMPTE_RENDU: "visite",
    Affaire.SUIVI: "suivi",
    Affaire.ENTREE: "entree",
    Affaire.BAIL: "bail",
    Affaire.DECISION: "caleol",
}
ONGLETS = {
    Affaire.ENQUETE: "enquete",
    Affaire.NUMERO_UNIQUE: "enquete",
    Affaire.VISITE: "offres",
    Affaire.REPONSE: "offres",
    Affaire.SILENCE: "offres",
    Affaire.SUIVI: "suivi",
    Affaire.OBJECTION: "offres",
    Affaire.TACITE: "offres",
}
SUR_UNE_OFFRE = (Affaire.SILENCE, Affaire.COMPTE_RENDU)


class GestesDuJour(QObject):
    """`opened` : un dossier et l'onglet où l'ouvrir ; `failed` une phrase à montrer."""

    opened = Signal(int, str)
    failed = Signal(str)

    def __init__(self, ouvert: ProjetOuvert, ecran: QWidget) -> None:
        super().__init__(ecran)
        self._ouvert, self._ecran = ouvert, ecran

    def act(self, ligne: LigneDuJour) -> None:
        """L'acte que dit le bouton de la ligne."""
        if ligne.genre in CONSULTATIONS:
            self._consultation(ligne)
            return
        match geste(ligne, horloge.aujourdhui()):
            case Geste.FAIT | Geste.FAITE:
                self.done(ligne)
            case Geste.RELANCER | Geste.APPELER:
                self.contact(ligne)
            case Geste.NOTER | Geste.CONSTATER if ligne.genre in ACTES:
                self._acte(ligne, ACTES[ligne.genre])
            case Geste.NOTER:
                self.contact(ligne)
            case _:
                self.open(ligne)

    def _consultation(self, ligne: LigneDuJour) -> None:
        """Où en sont les partenaires ; l'accord tacite s'y constate."""
        from ui.cellule.objection.fenetre import FenetreConsultations

        FenetreConsultations(self._ouvert, self._ecran, ligne.cible_id).open()

    def open(self, ligne: LigneDuJour) -> None:
        """Le dossier, à l'onglet de l'affaire ; un rappel sans dossier n'en a pas."""
        if ligne.menage_id is not None:
            self.opened.emit(ligne.menage_id, ONGLETS.get(ligne.genre, ""))

    def done(self, ligne: LigneDuJour) -> None:
        """Un rappel, une suite de contact ou une décision de cellule : c'est fait."""
        if ligne.genre not in (Affaire.RAPPEL, Affaire.SUITE, Affaire.CELLULE):
            self.failed.emit("Cette ligne se règle par son acte : Entrée l’ouvre.")
            return
        au = horloge.aujourdhui()
        tache = self._ouvert.write("Fait", partial(faire, cle=ligne.cle, au=au))
        tache.failed.connect(self.failed)

    def snooze(self, ligne: LigneDuJour) -> None:
        """Demande jusqu'à quand, et pourquoi."""
        ReportDialog(self._ouvert, self._ecran, au=horloge.aujourdhui(), ligne=ligne).open()

    def remind(self, ligne: LigneDuJour | None) -> None:
        """Un rappel, sur le dossier de la ligne si on le veut."""
        RappelDialog(self._ouvert, self._ecran, au=horloge.aujourdhui(), ligne=ligne).open()

    def agree(self, ligne: LigneDuJour) -> None:
        """Le ménage accepte l'attribution."""
        if ligne.genre in (Affaire.ACCORD, Affaire.ACCORD_PASSE):
            self._acte(ligne, "accord_caleol")

    def resume(self, report_id: int) -> None:
        tache = self._ouvert.write(
            "Affaire reprise", partial(reprendre, report_id=report_id, au=horloge.aujourdhui())
        )
        tache.failed.connect(self.failed)

    def reopen(self, cle: str) -> None:
        self._ouvert.write("Rouvert", partial(rouvrir, cle=cle)).failed.connect(self.failed)

    def contact(self, ligne: LigneDuJour) -> None:
        """Un contact à écrire ; une relance propose déjà la suivante."""
        if ligne.menage_id is None:
            return
        dialogue = DialogueContact(titre(ligne), self._ecran)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.noted.connect(lambda texte, precisions: self._noter(dialogue, ligne, texte, precisions))
        dialogue.open()
        if geste(ligne, horloge.aujourdhui()) in (Geste.RELANCER, Geste.APPELER):  # ouverte : le curseur y reste
            dialogue.saisie.preremplir("Appel : ", _relance(ligne, horloge.aujourdhui()))

    def _noter(self, dialogue: DialogueContact, ligne: LigneDuJour, texte: str, precisions: Precisions) -> None:
        if sans_accents(lire_contact(texte, horloge.aujourdhui()).objet) in PREMIERS_MOTS:
            dialogue.erreur.dire("Écrivez en quelques mots ce qui s’est dit, avant la flèche.")
            return
        le: datetime = horloge.maintenant()
        auteur = self._ouvert.fichier.auteur
        tache = self._ouvert.write(
            "Contact noté", lambda session: noter(session, ligne, texte, le, auteur=auteur, precisions=precisions)
        )
        tache.failed.connect(dialogue.erreur.dire)
        tache.succeeded.connect(dialogue.accept)

    def _acte(self, ligne: LigneDuJour, cle: str) -> None:
        """La fenêtre de l'acte, celle du dossier, sur la ligne que vise l'affaire."""
        assert ligne.menage_id is not None
        try:
            with self._ouvert.fichier.lire() as session:
                lu = lire_dossier(session, ligne.menage_id)
        except ErreurMetier as erreur:
            self.failed.emit(str(erreur))
            return
        cible: object = None
        if ligne.genre in SUR_UNE_OFFRE:
            cible = next((o for o in lu.menage.offres if o.id == ligne.cible_id), None)
        elif ligne.genre is Affaire.SUIVI:
            cible = Terme(ligne.cle.rsplit(":", 1)[-1])
        elif ligne.genre is Affaire.ENTREE:
            cible = next((r for r in lu.menage.relogements if r.id == ligne.cible_id), None)
        dialogue = ouvrir_acte(cle, self._ouvert, lu, cible, self._ecran)
        if dialogue is None:
            self.failed.emit("Cet acte n’est plus possible : le dossier a changé. La journée va être relue.")
        elif isinstance(dialogue, ReponseDialog) and ligne.genre is Affaire.SILENCE:
            dialogue.proposer(Reponse.SILENCE)


def _relance(ligne: LigneDuJour, au: date) -> str:
    """La prochaine relance : dans une semaine, sans dépasser la limite ; rien si la limite est là."""
    if ligne.genre is not Affaire.SUITE and ligne.echeance_le is not None and ligne.echeance_le <= au:
        return ""
    dans = au + SEMAINE
    if ligne.genre in (Affaire.REPONSE, Affaire.ACCORD) and ligne.echeance_le is not None:
        dans = min(dans, ligne.echeance_le - timedelta(days=1))
    if dans <= au:
        return ""
    mots = ligne.objet if ligne.genre is Affaire.SUITE else f"relancer : {ligne.objet[0].lower()}{ligne.objet[1:]}"
    return f"{mots} le {jour(reporter(dans).le)}"
