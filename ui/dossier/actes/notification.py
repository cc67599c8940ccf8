"""Noter la notification d'une offre : sa date, son mode, sa preuve, et la date limite qui en découle."""

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.chartes import charte_en_vigueur
from db.dossier import DossierLu
from relogement.actes import Notification, notifier
from relogement.erreurs import ErreurMetier
from relogement.offre import Offre
from ui.dossier.actes.delai import phrase_de_reponse
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, exiger, grille_de, note
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert

CHAMPS = ("notifiee_le", "mode_notification", "preuve")


class FormulaireNotification(Formulaire):
    """Les trois champs, et la date limite recalculée à chaque frappe."""

    def __init__(self, lu: DossierLu) -> None:
        super().__init__(Offre, CHAMPS)
        self._charte = lu.charte
        self.delai = note(phrase_de_reponse(None, lu.charte), nom="delai_reponse")
        self.changed.connect(self._recalculer)

    def notification(self) -> Notification | None:
        """Rien tant que l'offre n'est pas notifiée."""
        valeurs = self.values()
        if valeurs["notifiee_le"] is None:
            return None
        return Notification(valeurs["notifiee_le"], valeurs["mode_notification"], valeurs["preuve"])

    def _recalculer(self) -> None:
        try:
            le = self.values()["notifiee_le"]
        except ErreurMetier:
            le = None
        self.delai.setText(phrase_de_reponse(le, self._charte))
        self.delai.setAccessibleName(self.delai.text())


class NotificationDialog(ActeDialog):
    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, offre: object, parent: QWidget) -> None:
        assert isinstance(offre, Offre)
        self._offre = offre
        super().__init__(
            ouvert, lu, parent, nom="notification", titre=f"Notification de l’offre {offre.rang}",
            verbe="Noter la notification",
        )  # fmt: skip
        self._form = FormulaireNotification(lu)
        grille_de(self._form)
        self.contenu.addWidget(self._form)
        self.contenu.addWidget(self._form.delai)
        self._form.show_values({nom: getattr(offre, nom) for nom in CHAMPS})

    def premier(self) -> QWidget:
        return self._form.editor("notifiee_le")

    def ecriture(self) -> Ecriture:
        exiger(self._form.values(), "notifiee_le", "Écrivez la date de la notification.")
        notification = self._form.notification()
        assert notification is not None
        return Ecriture(f"Offre {self._offre.rang} notifiée", lambda session: self._noter(session, notification))

    def _noter(self, session: Session, notification: Notification) -> None:
        offre, charte = self.a_jour(session, self._offre), charte_en_vigueur(session)
        notifier(offre, notification, charte=charte, auteur=self.auteur)
