"""Le haut de la journée : la date en toutes lettres, ce qui reste à reloger, de qui, et les outils."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from db.journee import Journee
from relogement.journee import date_en_mots
from relogement.textes import pluriel
from ui import fonts
from ui.cadre.menu import BoutonMenu
from ui.cadre.menu import Choix as ChoixMenu
from ui.composants.bouton import Bouton
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.texte import Texte, titre
from ui.theme import couleur, px

MOI, EQUIPE = "moi", "equipe"


class EnTeteJournee(QWidget):
    """`asked` : on change de qui l'on regarde la journée."""

    asked = Signal()
    print_asked = Signal()
    agenda_asked = Signal()
    reminder_asked = Signal()
    aside_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("journee_entete")
        self._date, self._resume = titre("", nom="journee_date"), Texte("", "texte2", nom="journee_resume")
        self.qui = Segment([Choix(MOI, "Mes dossiers"), Choix(EQUIPE, "Toute l’équipe")], nom="journee_qui")
        self.qui.set_titre("Journée de")
        self.cote = Bouton("Mis de côté", "archive", nom="journee_cote", aide="Ce qui est reporté ou fait")
        self.sortir = BoutonMenu("Imprimer", "printer", nom="journee_sortir", aide="Emporter la journée")
        self.sortir.set_choix(
            [
                ChoixMenu("Imprimer ma journée (PDF)…\tCtrl+P", self.print_asked.emit, "printer"),
                ChoixMenu("Agenda des échéances (.ics)…", self.agenda_asked.emit, "calendar-plus"),
            ]
        )
        self.rappel = Bouton("Rappel", "plus", nom="journee_rappel", aide="Ajouter un rappel (N)")
        self._resume.setMinimumWidth(px(10))
        self.cote.hide()
        self._disposer()
        self.qui.current_changed.connect(lambda _: self.asked.emit())
        self.cote.clicked.connect(self.aside_asked)
        self.rappel.clicked.connect(self.reminder_asked)

    def _disposer(self) -> None:
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(px(18), px(9), px(14), px(9))
        rangee.setSpacing(px(8))
        rangee.addWidget(self._date)
        rangee.addSpacing(px(6))
        rangee.addWidget(self._resume, 1)
        for widget in (self.qui, self.cote, self.sortir, self.rappel):
            rangee.addWidget(widget)

    @property
    def pour_l_equipe(self) -> bool:
        return self.qui.current == EQUIPE

    def show_journee(self, vue: Journee) -> None:
        self._date.setText(date_en_mots(vue.portee.au))
        self._resume.setToolTip(resume(vue))
        self._resume.setAccessibleName(resume(vue))
        combien = len(vue.reports) + len(vue.faits)
        self.cote.setText(f"Mis de côté ({combien})" if combien else "Mis de côté")
        self.cote.setAccessibleName(f"Reportés et faits : {combien}")
        self.cote.updateGeometry()
        self.cote.setVisible(bool(combien))
        self._resumer()

    def _resumer(self) -> None:
        """La date cible ne s'écrit que si elle tient ; elle reste dans la bulle."""
        entier = self._resume.toolTip()
        court, place = entier.partition(",")[0], self._resume.width()
        self._resume.setText(entier if fonts.largeur(entier, fonts.police()) <= place else court)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resumer()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(self.rect(), couleur("surface"))
        peintre.fillRect(0, self.height() - 1, self.width(), 1, couleur("bord"))
        peintre.end()


def resume(vue: Journee) -> str:
    """« 30 dossiers à reloger, 161 jours avant la date cible »."""
    compte = f"{pluriel(vue.a_reloger, 'dossier')} à reloger"
    if vue.cible is None:
        return compte
    libelle, le = vue.cible
    restent = (le - vue.portee.au).days
    de = "" if vue.portee.operation else f" de « {libelle} »"
    if restent < 0:
        return f"{compte}, date cible{de} dépassée de {pluriel(-restent, 'jour')}"
    return f"{compte}, {pluriel(restent, 'jour')} avant la date cible{de}"
