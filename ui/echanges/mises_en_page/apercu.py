"""Les premières lignes qui sortiraient, et ce qui ne va pas."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from db.exports.apercu import Apercu
from relogement.exports.rime.controle import Defaut
from relogement.textes import pluriel
from ui.annulation.liste import ListeModel
from ui.composants.erreur import BandeauErreur
from ui.composants.table import Densite, TableView
from ui.composants.texte import legende
from ui.theme import px

MONTRES = 3
VIDE = Apercu((), ())


class PanneauApercu(QWidget):
    """Le bandeau dit les premiers défauts ; la table montre ce que les colonnes bonnes donneraient."""

    def __init__(self) -> None:
        super().__init__()
        self.defauts = BandeauErreur(nom="mise_en_page_defauts", fermable=False)
        self.avis = BandeauErreur("ambre", nom="mise_en_page_avis", fermable=False)
        self.table = TableView(
            nom="mise_en_page_apercu", lu="Aperçu des premières lignes", densite=Densite.COMPACTE
        )
        self.table.setSortingEnabled(False)
        self.table.horizontalHeader().setSectionsMovable(False)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.setFixedHeight(px(178))
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(px(6))
        colonne.addWidget(self.defauts)
        colonne.addWidget(self.avis)
        colonne.addWidget(legende("Aperçu : les premières lignes, telles qu’elles sortiraient"))
        colonne.addWidget(self.table)

    def show_defauts(self, defauts: Sequence[Defaut]) -> None:
        fautes = [d.phrase for d in defauts if not d.avis]
        self.defauts.dire(_abrege(fautes))
        self.avis.dire(" ".join(d.phrase for d in defauts if d.avis))

    def show_apercu(self, apercu: Apercu) -> None:
        modele = ListeModel(apercu.titres, self.table)
        modele.show_rangees(apercu.lignes)
        ancien = self.table.model()
        self.table.setModel(modele)
        if ancien is not None:
            ancien.deleteLater()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)


def _abrege(phrases: Sequence[str]) -> str:
    dites = [_courte(phrase) for phrase in phrases[:MONTRES]]
    if (reste := len(phrases) - MONTRES) > 0:
        dites.append(f"Et {pluriel(reste, 'autre défaut', 'autres défauts')}.")
    return "\n".join(dites)


def _courte(phrase: str) -> str:
    """La liste de toutes les sources ne tient pas dans un bandeau : elle est dans la cellule."""
    return phrase.partition(" Choisissez parmi")[0]
