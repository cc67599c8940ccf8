"""La page « Imports faits » : chaque lot, ce qu'il a apporté, et le bouton qui l'annule."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from db.annulation import Annulee
from db.imports.lots import Lot, lots
from relogement.imports.reconnaissance import nature_nommee
from relogement.textes import INSECABLE, heure, jour, nombre, pluriel
from ui.composants.bouton import Bouton
from ui.composants.chip import Chip
from ui.composants.delegue import ROLE_TOKEN, ROLE_VUE
from ui.composants.erreur import BandeauErreur
from ui.composants.table import TableView
from ui.composants.texte import Texte
from ui.composants.vide import Vide
from ui.echanges.assistant.barres import Bandeau, barre
from ui.echanges.lots.annuler import AnnulationDeLot
from ui.ouvert import ProjetOuvert
from ui.peinture import DROITE
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RACINE = QModelIndex()
TITRES = (
    "Fichier", "Contenu", "Feuilles", "Pour", "Fait le", "Par", "Nouvelles", "Modifiées", "Inchangées", "Écartées",
    "État",
)  # fmt: skip
LARGEURS = (190, 110, 96, 110, 142, 116, 78, 78, 84, 74, 100)
NOMBRES, ETAT = range(6, 10), 10
FAIT, ANNULE = Chip("Importé", "circle-check", "vert"), Chip("Annulé", "undo-2", contour=True)


class ModeleLots(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.lots: Sequence[Lot] = ()

    def show_lots(self, lots: Sequence[Lot]) -> None:
        self.beginResetModel()
        self.lots = tuple(lots)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self.lots)

    @override
    def columnCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(TITRES)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole and section in NOMBRES:
            return DROITE
        return TITRES[section] if role == Role.DisplayRole else None

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        lot, colonne = self.lots[index.row()], index.column()
        match role:
            case Role.DisplayRole:
                return _textes(lot)[colonne]
            case Role.TextAlignmentRole if colonne in NOMBRES:
                return DROITE
            case Role.AccessibleTextRole:
                return f"{TITRES[colonne]} : {_textes(lot)[colonne]}"
            case _ if role == ROLE_VUE and colonne == ETAT:
                return ANNULE if lot.annule else FAIT
            case _ if role == ROLE_TOKEN:
                return "texte3" if lot.annule else "texte" if colonne in (0, *NOMBRES) else "texte2"
        return None


def _textes(lot: Lot) -> tuple[str, ...]:
    nature = nature_nommee(lot.nature)
    pour = ", ".join(mot for mot in (lot.operation, lot.bailleur) if mot)
    return (
        lot.fichier, nature.libelle if nature else lot.nature, ", ".join(lot.feuilles) or "—", pour or "—",
        f"{jour(lot.le)} {heure(lot.le)}", lot.auteur,
        *(nombre(n, 0) for n in (lot.creees, lot.modifiees, lot.inchangees, lot.ecartees)),
        "Annulé" if lot.annule else "Importé",
    )  # fmt: skip


class PageLots(QWidget):
    import_asked = Signal()

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self.setObjectName("page_lots")
        self._ouvert = ouvert
        self.erreur = BandeauErreur(nom="lots_erreur")
        self.modele = ModeleLots()
        self.table = TableView(nom="lots_table", lu="Imports faits")
        self.modele.setParent(self.table)
        self.table.setModel(self.modele)
        self.table.setSortingEnabled(False)
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        for colonne, largeur in enumerate(LARGEURS):
            self.table.setColumnWidth(colonne, px(largeur))
        importer = Bouton("Importer un fichier", "file-up", nom="lots_importer")
        importer.clicked.connect(self.import_asked)
        self.table.set_vide(Vide("inbox", "Aucun import dans ce projet.", importer, nom="lots_vide"))
        self._dit = Texte("", "texte2", nom="lots_dit")
        self.annuler = Bouton("Annuler cet import…", "undo-2", nom="lots_annuler")
        self.annulation = AnnulationDeLot(ouvert, self)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self.erreur)
        colonne.addWidget(self.table, 1)
        colonne.addWidget(Bandeau("surface", barre(self._dit, None, self.annuler), dessus=True))

    def _brancher(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._ajuster())
        self.table.activated.connect(lambda _: self._annuler())
        self.annuler.clicked.connect(self._annuler)
        self.annulation.undone.connect(self._defait)
        self.annulation.failed.connect(self.erreur.dire)
        self._ouvert.saved.connect(self._relire_si_montree)
        self._ajuster()

    def refresh(self) -> None:
        """Relit la liste hors de l'écran."""
        self._ouvert.read("Imports faits", lots).succeeded.connect(self._montrer)

    @property
    def _courant(self) -> Lot | None:
        rang = self.table.currentIndex().row()
        return self.modele.lots[rang] if 0 <= rang < len(self.modele.lots) else None

    def _relire_si_montree(self) -> None:
        if self.isVisible():
            self.refresh()

    def _montrer(self, lus: Sequence[Lot]) -> None:
        garde = self._courant
        self.modele.show_lots(lus)
        rang = next((n for n, lot in enumerate(lus) if garde is not None and lot.id == garde.id), 0)
        if lus:
            self.table.setCurrentIndex(self.modele.index(rang, 0))
        self._ajuster()

    def _ajuster(self) -> None:
        lot = self._courant
        self.annuler.setEnabled(lot is not None and lot.a_change and not lot.annule)

    def _annuler(self) -> None:
        lot = self._courant
        if lot is not None and lot.a_change and not lot.annule:
            self.erreur.dire("")
            self._dit.setText("")
            self.annulation.demander(lot)

    def _defait(self, fait: Annulee) -> None:
        n = len(fait.laisses)
        reste = pluriel(n, "changement plus récent est resté", "changements plus récents sont restés")
        self._dit.setText(f"Import annulé.{INSECABLE}" + (f"{reste}." if n else "Ctrl+Maj+Z le rétablit."))
        self.refresh()
