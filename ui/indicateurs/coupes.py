"""La table par opération, par bailleur ou par année : chaque cellule est un chiffre que l'on ouvre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy
from typing_extensions import override

from db.tableaux import LigneDeCoupe, Releve
from relogement.indicateurs.axes import AXE_PAR_CLE
from relogement.indicateurs.criteres import PAR_CODE
from relogement.indicateurs.indicateur import Mesure
from relogement.textes import pourcent
from ui import fonts
from ui.composants.carte import Carte
from ui.composants.chip import Chip
from ui.composants.choix import Choix
from ui.composants.delegue import ROLE_GRAISSE, ROLE_VUE
from ui.composants.ligne import Ligne, Morceau
from ui.composants.segment import Segment
from ui.composants.table import TableView
from ui.composants.vue import Vue
from ui.indicateurs.phrases import fraction, part
from ui.peinture import DROITE
from ui.theme import px

COLONNES = (
    ("AVANCEMENT", "Avancement"),
    ("NEUF", "Neuf"),
    ("HORS_QPV", "Hors QPV"),
    ("HORS_SITE", "Hors site"),
    ("RAC_MAITRISE", "RAC maîtrisé"),
    ("INTERBAILLEUR", "Inter-bailleurs"),
    ("LIBERATION", "Libération"),
)
COUPES = {"operation": "Opération", "bailleur": "Bailleur", "annee": "Année"}
LIGNES_MAX = 8
RESERVE = Chip("non signif.", "circle-alert")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RACINE = QModelIndex()


@dataclass(frozen=True)
class Reserve:
    """Une fraction trop mal connue pour donner sa part."""

    fraction: Ligne

    def lu(self) -> str:
        return f"{self.fraction.lu()}, non significatif"

    def largeur(self) -> float:
        return self.fraction.largeur() + px(6) + RESERVE.largeur()

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        droite = rect.adjusted(max(0.0, rect.width() - RESERVE.largeur()), 0, 0, 0)
        RESERVE.dessiner(peintre, droite)
        self.fraction.dessiner(peintre, rect.adjusted(0, 0, -RESERVE.largeur() - px(6), 0))


def cellule(mesure: Mesure, au: date, *, total: bool) -> Vue:
    if not mesure.base and not mesure.nr:
        return Ligne((Morceau("—", "texte3"),), DROITE)
    compte = Morceau(fraction(mesure), "accent", taille=fonts.LEGENDE)
    if not mesure.significatif(au):
        return Reserve(Ligne((compte,), DROITE))
    taux = Morceau(
        part(mesure), graisse=fonts.GRAS if total else fonts.NORMAL, taille=fonts.LEGENDE, largeur_min=48
    )
    return Ligne((compte, taux), DROITE, ecart=6)


class CoupesModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._lignes: Sequence[LigneDeCoupe] = ()
        self._titre, self._titulaires, self._choisie = "", False, ""

    def show_lignes(
        self, lignes: Sequence[LigneDeCoupe], *, titre: str, titulaires: bool, choisie: str | None
    ) -> None:
        self.beginResetModel()
        self._lignes, self._titulaires, self._choisie = lignes, titulaires, choisie or ""
        self._titre = titre
        self.endResetModel()

    def ligne(self, rang: int) -> LigneDeCoupe:
        return self._lignes[rang]

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self._lignes)

    @override
    def columnCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else 1 + len(COLONNES)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole and section:
            return DROITE
        if role == Role.DisplayRole:
            return COLONNES[section - 1][1] if section else self._titre
        return None

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        ligne = self._lignes[index.row()]
        total = ligne.total
        match role:
            case Role.BackgroundRole:
                return "creux" if total else "accent_fond" if ligne.valeur == self._choisie else None
            case Role.DisplayRole if not index.column():
                return ligne.libelle
            case _ if role == ROLE_GRAISSE and not index.column():
                return fonts.GRAS if total else fonts.MOYEN
            case _ if role == ROLE_VUE and index.column():
                return cellule(self._mesure(ligne, index.column()), ligne.mesures.au, total=total)
            case Role.AccessibleTextRole | Role.ToolTipRole if index.column():
                return self._phrase(ligne, index.column())
        return None

    def _phrase(self, ligne: LigneDeCoupe, colonne: int) -> str:
        """Ce que la cellule dit en entier : sa part, et sur combien de réponses connues."""
        mesure = self._mesure(ligne, colonne)
        mots = [ligne.libelle, f"{COLONNES[colonne - 1][1]} {fraction(mesure)}", part(mesure)]
        if mesure.couverture is not None and not mesure.significatif(ligne.mesures.au):
            mots.append(f"non significatif, couverture {pourcent(mesure.couverture)}")
        return ", ".join(mots)

    def _mesure(self, ligne: LigneDeCoupe, colonne: int) -> Mesure:
        mesures = ligne.mesures.titulaires if self._titulaires else ligne.mesures.tous
        return mesures[COLONNES[colonne - 1][0]]


class TableCoupes(TableView):
    """Les flèches vont de cellule en cellule, Entrée ouvre."""

    cell_asked = Signal(int, int)

    def __init__(self, modele: CoupesModel) -> None:
        super().__init__(nom="table_operations", lu="Indicateurs du projet, répartis")
        self.setSortingEnabled(False)
        self.setModel(modele)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        entete = self.horizontalHeader()
        entete.setStretchLastSection(False)
        entete.setSectionsMovable(False)
        entete.setSectionsClickable(False)
        entete.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        entete.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(lambda index: self.cell_asked.emit(index.row(), index.column()))
        modele.modelReset.connect(self._hauteur)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        courante = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and courante.isValid():
            self.cell_asked.emit(courante.row(), courante.column())
        else:
            super().keyPressEvent(event)

    def _hauteur(self) -> None:
        lignes = min(self.model().rowCount(), LIGNES_MAX)
        self.setFixedHeight(self.horizontalHeader().height() + lignes * self.verticalHeader().defaultSectionSize())


class CarteCoupes(Carte):
    """La table dans sa carte, et le choix de ce qu'elle répartit."""

    cell_asked = Signal(str, object, bool, str)  # l'axe, sa valeur, si c'est le total, le code de l'indicateur

    def __init__(self) -> None:
        super().__init__("Par opération", nom="carte_operations")
        self._modele = CoupesModel()
        self._modele.setParent(self)
        self.table = TableCoupes(self._modele)
        self._releve: Releve | None = None
        self.choix = Segment([Choix(cle, mot) for cle, mot in COUPES.items()], nom="indicateurs_coupe")
        self.choix.set_titre("Répartir par")
        self.tete.addWidget(self.choix)
        self.contenu.setContentsMargins(1, 1, 1, px(3))
        self.contenu.addWidget(self.table)
        self.table.cell_asked.connect(self._ask)
        self.choix.current_changed.connect(lambda _: self._montrer())

    def show_releve(self, releve: Releve) -> None:
        self._releve = releve
        self._montrer()

    def _montrer(self) -> None:
        if self._releve is None:
            return
        coupe, portee = self.choix.current, self._releve.portee
        note = "titulaires seuls" if portee.titulaires else "décohabitants compris"
        self.set_titre(f"Par {AXE_PAR_CLE[coupe].libelle.lower()}", note)
        self._modele.show_lignes(
            self._releve.coupes[coupe], titre=AXE_PAR_CLE[coupe].libelle, titulaires=portee.titulaires,
            choisie=portee.operation if coupe == "operation" else None,
        )  # fmt: skip

    def _ask(self, rang: int, colonne: int) -> None:
        if colonne and _se_range(self.choix.current, COLONNES[colonne - 1][0]):
            ligne = self._modele.ligne(rang)
            self.cell_asked.emit(self.choix.current, ligne.valeur, ligne.total, COLONNES[colonne - 1][0])


def _se_range(coupe: str, code: str) -> bool:
    """Si cet axe sait ranger les lignes de cet indicateur : un logement n'a pas de nouveau bailleur."""
    return AXE_PAR_CLE[coupe].range(PAR_CODE[code].sujet)
