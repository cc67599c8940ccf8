"""Le rapport d'un import : toutes ses anomalies, par gravité, à copier."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from relogement.imports.anomalies import Anomalie, Gravite
from relogement.textes import nombre
from ui import fonts
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.texte import Texte, legende
from ui.composants.vide import Vide
from ui.echanges.anomalies import CHIPS, TableAnomalies
from ui.echanges.assistant.rejets import a_corriger
from ui.theme import px

TOUTES = "toutes"
PLURIELS = {Gravite.ERREUR: "Erreurs", Gravite.AVERTISSEMENT: "Avertissements", Gravite.INFO: "Informations"}


class FenetreRapport(QDialog):
    """``fix_asked`` : écrire les lignes à corriger dans un classeur."""

    fix_asked = Signal()

    def __init__(self, anomalies: Sequence[Anomalie], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_rapport")
        self.setWindowTitle("Rapport de l’import")
        self.setAccessibleName("Rapport de l’import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(px(940), px(560))
        self.gravites = Segment(_choix(anomalies), nom="rapport_gravites")
        self.gravites.set_titre("Anomalies")
        self.table = TableAnomalies()
        self.table.set_vide(
            Vide("circle-check", "Aucune anomalie : toutes les lignes se lisent.", nom="rapport_sans_anomalie")
        )
        self.table.modele.show_anomalies(anomalies)
        self._copier = Bouton("Copier la liste", "copy", nom="rapport_copier")
        self._copier.setEnabled(bool(anomalies))
        self._corriger = Bouton("Lignes à corriger…", "file-spreadsheet", nom="rapport_corriger")
        self._corriger.setToolTip("Les lignes écartées ou à vérifier, dans la mise en page du fichier.")
        self._corriger.setEnabled(a_corriger(anomalies))
        self._dit = legende("", nom="rapport_dit")
        self._fermer = Bouton("Fermer", nom="rapport_fermer")
        self._disposer()
        self.gravites.current_changed.connect(self._filter)
        self._copier.clicked.connect(self.table.copy)
        self._corriger.clicked.connect(self.fix_asked)
        self._fermer.clicked.connect(self.accept)

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        haut = QHBoxLayout()
        haut.setContentsMargins(px(20), px(14), px(20), px(12))
        haut.addWidget(Texte("Rapport de l’import", taille=fonts.SECTION, graisse=fonts.GRAS))
        haut.addStretch(1)
        haut.addWidget(self.gravites)
        tete = Bande()
        tete.setLayout(haut)
        bas = QHBoxLayout()
        bas.setContentsMargins(px(20), px(10), px(20), px(10))
        bas.setSpacing(px(8))
        bas.addWidget(self._dit)
        bas.addStretch(1)
        bas.addWidget(self._corriger)
        bas.addWidget(self._copier)
        bas.addWidget(self._fermer)
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        pied.setLayout(bas)
        colonne.addWidget(tete)
        colonne.addWidget(self.table, 1)
        colonne.addWidget(pied)
        for bouton in (self._corriger, self._copier, self._fermer):
            bouton.setAutoDefault(False)

    def say(self, phrase: str) -> None:
        self._dit.setText(phrase)

    def _filter(self, cle: str) -> None:
        self.table.modele.filter(None if cle == TOUTES else Gravite(cle))


def _choix(anomalies: Sequence[Anomalie]) -> list[Choix]:
    choix = [Choix(TOUTES, "Toutes", nombre(len(anomalies), 0))]
    for gravite, chip in CHIPS.items():
        if n := sum(a.gravite is gravite for a in anomalies):
            choix.append(Choix(gravite.value, PLURIELS[gravite], nombre(n, 0), chip.icone, chip.famille))
    return choix
