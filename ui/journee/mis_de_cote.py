"""Ce qui n'est plus dans les colonnes : les affaires reportées, et ce qui a été fait aujourd'hui."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.journee import Fait, ReportLu
from relogement.textes import jour_de_semaine
from ui import fonts
from ui.composants.bande import defilante, vider
from ui.composants.bouton import Bouton
from ui.composants.texte import Texte, legende, section
from ui.theme import px


class MisDeCote(QDialog):
    """Reprendre ou rouvrir d'un bouton ; la fenêtre se relit après chaque geste."""

    resumed = Signal(int)
    reopened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("journee_mis_de_cote")
        self.setWindowTitle("Mis de côté")
        self.setMinimumSize(px(560), px(340))
        page = QWidget()
        self._pile = QVBoxLayout(page)
        self._pile.setContentsMargins(px(20), px(16), px(20), px(16))
        self._pile.setSpacing(px(8))
        fermer = Bouton("Fermer", nom="mis_de_cote_fermer")
        fermer.clicked.connect(self.accept)
        pied = QHBoxLayout()
        pied.setContentsMargins(px(20), px(8), px(20), px(12))
        pied.addStretch(1)
        pied.addWidget(fermer)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.addWidget(defilante(page, nom="mis_de_cote_defilement"), 1)
        colonne.addLayout(pied)

    def show_listes(self, reports: Sequence[ReportLu], faits: Sequence[Fait]) -> None:
        vider(self._pile)
        self._pile.addWidget(section(f"Reportés ({len(reports)})"))
        for report in reports:
            quand = f"revient {jour_de_semaine(report.jusqu_au)} — {report.motif}"
            bouton = Bouton("Reprendre maintenant", petit=True, nom=f"reprendre_{report.id}")
            bouton.clicked.connect(lambda _=False, numero=report.id: self.resumed.emit(numero))
            self._ligne(f"{report.reference}  {report.objet}".strip(), quand, bouton)
        if not reports:
            self._pile.addWidget(legende("Rien n’est reporté.", "texte3"))
        self._pile.addSpacing(px(8))
        self._pile.addWidget(section(f"Faits aujourd’hui ({len(faits)})"))
        for fait in faits:
            bouton = Bouton("Rouvrir", petit=True, nom=f"rouvrir_{fait.cle.replace(':', '_')}")
            bouton.clicked.connect(lambda _=False, cle=fait.cle: self.reopened.emit(cle))
            self._ligne(f"{fait.reference}  {fait.objet}".strip(), "", bouton)
        if not faits:
            self._pile.addWidget(legende("Rien encore aujourd’hui.", "texte3"))
        self._pile.addStretch(1)

    def _ligne(self, quoi: str, quand: str, bouton: Bouton) -> None:
        bouton.setAccessibleName(f"{bouton.text()} : {quoi}")
        textes = QVBoxLayout()
        textes.setSpacing(0)
        textes.addWidget(Texte(quoi, graisse=fonts.MOYEN, lignes=True))
        if quand:
            textes.addWidget(legende(quand, lignes=True))
        rangee = QHBoxLayout()
        rangee.addLayout(textes, 1)
        rangee.addWidget(bouton)
        self._pile.addLayout(rangee)
