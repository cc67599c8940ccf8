"""Ce que l'agent saisit depuis sa journée : un rappel, un report avec son motif."""

from datetime import date, timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from db.rappels import RappelSaisi, ajouter, reporter
from relogement.erreurs import ErreurMetier
from relogement.journee import LigneDuJour
from relogement.jours_dits import au_debut
from relogement.regles.echeances import reporter as au_jour_ouvre
from ui import saisie
from ui.editeurs import ECRITURES, ChampChoix, ChampTexte, Ecriture, Option
from ui.journee.dialogue import DialogueDuJour, Geste
from ui.journee.modele import titre
from ui.ouvert import ProjetOuvert

SEMAINE = timedelta(days=7)


def champ_jour(au: date) -> ChampTexte:
    """Une date, ou « demain », « lundi », « dans 15 jours »."""

    def lire(texte: str) -> date | None:
        dit = au_debut(texte, au, passe=False) if texte.strip() else None
        if dit is not None and not dit.reste.strip():
            return dit.le
        lue: date | None = saisie.lire_date(texte)
        return lue

    return ChampTexte(Ecriture(lire, ECRITURES[date].ecrire, "JJ/MM/AAAA, demain, lundi, dans 15 jours"))


class RappelDialog(DialogueDuJour):
    """Un rappel pour soi, sur un dossier ou non."""

    def __init__(
        self, ouvert: ProjetOuvert, parent: QWidget, *, au: date, ligne: LigneDuJour | None = None
    ) -> None:
        super().__init__(ouvert, parent, nom="rappel", titre="Nouveau rappel", verbe="Ajouter le rappel")
        self._au = au
        self.objet, self.le, self.lieu = QLineEdit(), champ_jour(au), QLineEdit()
        self.heure = ChampTexte(Ecriture(saisie.lire_heure, lambda v: f"{v:%H:%M}" if v else "", "14:30"))
        self.le.set_value(au)
        self.ajouter("À me rappeler", self.objet, "rappel_objet")
        self.ajouter("Le", self.le, "rappel_le")
        self.ajouter("À (facultatif)", self.heure, "rappel_heure")
        self.ajouter("Où (facultatif)", self.lieu, "rappel_lieu")
        avec = ligne is not None and ligne.menage_id is not None
        options = [Option(titre(ligne), ligne.menage_id)] if ligne is not None and avec else []
        self.dossier = ChampChoix(options, vide=Option("Aucun dossier", None))
        if options:
            self.ajouter("Dossier", self.dossier, "rappel_dossier")
        self.objet.setFocus()

    def ecriture(self) -> tuple[str, Geste]:
        le = self.le.value()
        if le is None:
            raise ErreurMetier("Écrivez le jour du rappel.")
        saisi = RappelSaisi(le, self.objet.text(), self.heure.value(), self.lieu.text(), self.dossier.value())
        agent, au = self.ouvert.fichier.auteur, self._au
        return "Rappel ajouté", lambda session: ajouter(session, saisi, agent=agent, au=au)


class ReportDialog(DialogueDuJour):
    """Une date et un motif ; la ligne revient ce jour-là."""

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget, *, au: date, ligne: LigneDuJour) -> None:
        super().__init__(ouvert, parent, nom="report", titre=f"Reporter : {titre(ligne)}", verbe="Reporter")
        self._au, self._ligne = au, ligne
        self.jusqu_au, self.motif = champ_jour(au), QLineEdit()
        self.jusqu_au.set_value(au_jour_ouvre(au + timedelta(days=1)).le)
        self.ajouter("Jusqu’au", self.jusqu_au, "report_jusqu_au")
        self.ajouter("Motif", self.motif, "report_motif")
        self.dire(
            "La ligne quitte la journée et revient à cette date. L’échéance elle-même ne change pas : "
            "un délai légal continue de courir."
        )
        self.motif.setFocus()

    def ecriture(self) -> tuple[str, Geste]:
        jusqu_au = self.jusqu_au.value()
        if jusqu_au is None:
            raise ErreurMetier("Écrivez jusqu’à quel jour.")
        agent, au, ligne, motif = self.ouvert.fichier.auteur, self._au, self._ligne, self.motif.text()
        return "Affaire reportée", lambda session: reporter(session, ligne, jusqu_au, motif, agent=agent, au=au)
