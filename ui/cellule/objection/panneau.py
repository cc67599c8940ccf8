"""À droite de la séance : les délais d'objection qui courent, et ceux dont l'accord est à constater."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db import horloge
from db.chartes import charte_en_vigueur
from db.objection import consultations
from relogement.objection.etat import ConsultationLue
from relogement.textes import pluriel
from ui.cellule.objection.horloge import Horloge
from ui.composants.bande import vider
from ui.composants.bouton import Bouton, Genre
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px

MONTREES, BATTEMENT_MS = 3, 20_000
Lu = tuple[list[ConsultationLue], int]


class PanneauObjections(QWidget):
    """Rien ne se montre quand rien ne court ; les horloges du dossier regardé viennent d'abord."""

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self.setObjectName("panneau_objections")
        self.setAccessibleName("Délais d’objection des partenaires")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # ses lignes vont à la ligne
        self._ouvert, self._menage, self._noms = ouvert, None, True  # type: tuple[ProjetOuvert, int | None, bool]
        self._lues: list[ConsultationLue] = []
        self._heures = 0
        self._lecture = DerniereLecture(ouvert, lambda _: None, self)
        self.horloges: list[Horloge] = []
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.setSpacing(px(14))
        self._battement = QTimer(self)
        self._battement.setInterval(BATTEMENT_MS)
        self._battement.timeout.connect(self.tick)
        ouvert.saved.connect(self._refresh_if_looked_at)
        ouvert.operation_changed.connect(self._refresh_if_looked_at)
        self.hide()

    def show_menage(self, menage_id: int | None) -> None:
        """Met d'abord ce qui court pour ce dossier."""
        if menage_id != self._menage:
            self._menage = menage_id
            self._poser()

    def set_noms(self, noms: bool) -> None:
        """Les noms, ou seulement les références."""
        self._noms = noms
        for une in self.horloges:
            une.set_noms(noms)

    def refresh(self) -> None:
        """Relit les consultations hors de l'écran."""
        operation = self._ouvert.operation

        def lire(session: Session) -> Lu:
            return consultations(session, operation=operation), charte_en_vigueur(session).objection_heures

        self._lecture.demander("Délais d’objection", lire, self._recevoir)

    def tick(self) -> None:
        maintenant = horloge.maintenant()
        for une in self.horloges:
            une.tick(maintenant)

    def _recevoir(self, lu: Lu) -> None:
        self._lues, self._heures = lu
        self._poser()

    def _poser(self) -> None:
        vider(self._colonne)
        maintenant = horloge.maintenant()
        rangees = sorted(self._lues, key=lambda lue: lue.menage_id != self._menage)
        self.horloges = [
            Horloge(lue, self._titre(lue), noms=self._noms, maintenant=maintenant) for lue in rangees[:MONTREES]
        ]
        for une in self.horloges:
            une.opened.connect(self._ouvrir)
            self._colonne.addWidget(une)
        if len(rangees) > MONTREES:
            self._colonne.addWidget(self._les_autres(rangees[MONTREES:]))
        self.setVisible(bool(rangees))

    def _titre(self, lue: ConsultationLue) -> str:
        """« Objection, 48 heures » ; quand plusieurs courent, le dossier de chacune."""
        return f"Objection, {self._heures} heures" if len(self._lues) == 1 else f"Objection, {lue.reference}"

    def _les_autres(self, autres: list[ConsultationLue]) -> Bouton:
        bouton = Bouton(
            f"Et {pluriel(len(autres), 'autre délai', 'autres délais')}", "clock", genre=Genre.LIEN, petit=True,
            nom="objection_autres",
        )  # fmt: skip
        bouton.clicked.connect(lambda: self._ouvrir(autres[0].id))
        return bouton

    def _ouvrir(self, consultation_id: int) -> None:
        from ui.cellule.objection.fenetre import FenetreConsultations

        FenetreConsultations(self._ouvert, self.window(), consultation_id, noms=self._noms).open()

    def _refresh_if_looked_at(self) -> None:
        """Vide, il est caché : c'est alors la place où il est qui dit si on le regarde."""
        place = self.parentWidget()
        if self.isVisible() or (place is not None and place.isVisible()):
            self.refresh()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tick()
        self._battement.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._battement.stop()
