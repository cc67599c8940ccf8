"""La grille d'un croisement : une case par couple de valeurs, plus foncée quand le chiffre est haut."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem
from typing_extensions import override

from db.croisements import Croisement
from relogement.indicateurs.dits import NON_SIGNIFICATIF, est_reserve, est_vide, fraction, valeur_dite
from relogement.indicateurs.indicateur import Forme, Mesure, Resultat
from relogement.textes import pourcent
from ui import fonts
from ui.composants.delegue import ROLE_GRAISSE, ROLE_TOKEN, ROLE_VUE, Delegue
from ui.composants.ligne import Ligne, Morceau
from ui.composants.table import TableView
from ui.composants.vue import Vue
from ui.indicateurs.coupes import Reserve
from ui.peinture import DROITE
from ui.theme import couleur

TOTAL = "Total"
ROLE_CHALEUR = Qt.ItemDataRole.UserRole + 20
CLAIR, FONCE = 0.05, 0.38
_RIEN = Ligne((Morceau("—", "texte3"),), DROITE)
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RACINE = QModelIndex()


class GrilleModel(QAbstractTableModel):
    """La première colonne nomme la ligne ; la dernière ligne et la dernière colonne sont les totaux."""

    def __init__(self) -> None:
        super().__init__()
        self._croise: Croisement | None = None
        self._bornes = (0.0, 1.0)

    def show_croisement(self, croise: Croisement | None) -> None:
        self.beginResetModel()
        self._croise = croise
        self._bornes = _bornes(croise) if croise else (0.0, 1.0)
        self.endResetModel()

    @property
    def croise(self) -> Croisement | None:
        return self._croise

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        if parent.isValid() or self._croise is None or not self._croise.repartition.lignes:
            return 0
        return len(self._croise.repartition.lignes) + 1

    @override
    def columnCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() or self._croise is None else len(self._colonnes) + 2

    @property
    def _colonnes(self) -> tuple[Any, ...]:
        """Sans second axe, le total est la seule colonne."""
        assert self._croise is not None
        return () if self._croise.colonnes is None else self._croise.repartition.colonnes

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or self._croise is None:
            return None
        if role == Role.TextAlignmentRole and section:
            return DROITE
        if role not in (Role.DisplayRole, Role.ToolTipRole):
            return None
        if not section:
            return self._croise.lignes.libelle
        return TOTAL if section > len(self._colonnes) else self._croise.dire_colonne(self._colonnes[section - 1])

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.column():
            return self._titre(index.row(), role)
        resultat, total = self.resultat(index.row(), index.column()), self._est_total(index)
        if role == ROLE_VUE:
            return self._vue(resultat, total=total)
        if role == ROLE_CHALEUR and not total:
            return self._chaleur(resultat)
        if role == Role.BackgroundRole and total:
            return "creux"
        if role in (Role.AccessibleTextRole, Role.ToolTipRole):
            return self.phrase(index)
        return None

    def _titre(self, rang: int, role: int) -> Any:
        dernier = rang == self.rowCount() - 1
        if role == Role.DisplayRole:
            return TOTAL if dernier else self._dire_ligne(rang)
        if role == ROLE_GRAISSE:
            return fonts.GRAS if dernier else fonts.MOYEN
        if role == Role.BackgroundRole and dernier:
            return "creux"
        return "texte2" if role == ROLE_TOKEN and not dernier and self._valeur_de_ligne(rang) is None else None

    def _est_total(self, index: Index) -> bool:
        return index.row() == self.rowCount() - 1 or index.column() == self.columnCount() - 1

    def _valeur_de_ligne(self, rang: int) -> Any:
        assert self._croise is not None
        return self._croise.repartition.lignes[rang]

    def _dire_ligne(self, rang: int) -> str:
        assert self._croise is not None
        return self._croise.dire_ligne(self._valeur_de_ligne(rang))

    def place(self, rang: int, colonne: int) -> tuple[Any, Any]:
        """La valeur de chaque axe d'une case ; ``...`` pour un total."""
        ligne = self._valeur_de_ligne(rang) if rang < self.rowCount() - 1 else ...
        return ligne, self._colonnes[colonne - 1] if colonne <= len(self._colonnes) else ...

    def resultat(self, rang: int, colonne: int) -> Resultat:
        assert self._croise is not None
        reparti, (ligne, autre) = self._croise.repartition, self.place(rang, colonne)
        if ligne is ... and autre is ...:
            return reparti.total
        if ligne is ...:
            return reparti.par_colonne[autre]
        return reparti.par_ligne[ligne] if autre is ... else reparti.cellules[ligne, autre]

    def phrase(self, index: Index) -> str:
        """Ce que la case dit en entier."""
        assert self._croise is not None
        croise, resultat = self._croise, self.resultat(index.row(), index.column())
        ligne, colonne = self.place(index.row(), index.column())
        ou = [TOTAL if ligne is ... else croise.dire_ligne(ligne)]
        ou += [] if colonne is ... else [croise.dire_colonne(colonne)]
        if est_vide(resultat):
            return f"{', '.join(ou)} : personne"
        mots = [
            f"{', '.join(ou)} : {fraction(croise.indicateur, resultat)}",
            valeur_dite(croise.indicateur, resultat),
        ]
        if resultat.couverture is not None and resultat.couverture < 100:
            mots.append(f"couverture {pourcent(resultat.couverture)}, NR {resultat.nr}")
        if est_reserve(croise.indicateur, resultat, croise.cube.au):
            mots.append(NON_SIGNIFICATIF)
        return ", ".join(mots)

    def _vue(self, resultat: Resultat, *, total: bool) -> Vue:
        assert self._croise is not None
        indicateur = self._croise.indicateur
        if est_vide(resultat):
            return _RIEN
        compte = Morceau(fraction(indicateur, resultat), "accent", taille=fonts.LEGENDE)
        if est_reserve(indicateur, resultat, self._croise.cube.au):
            return Reserve(Ligne((compte,), DROITE))
        graisse = fonts.GRAS if total else fonts.NORMAL
        dite = self._part_de_l_effectif(resultat) or valeur_dite(indicateur, resultat)
        valeur = Morceau(dite, graisse=graisse, taille=fonts.LEGENDE, largeur_min=52)
        return Ligne((compte, valeur), DROITE, ecart=6)

    def _part_de_l_effectif(self, resultat: Resultat) -> str:
        """Pour un effectif, sa part du total."""
        assert self._croise is not None
        total = self._croise.repartition.total
        if self._croise.indicateur.forme is not Forme.EFFECTIF or not isinstance(total, Mesure):
            return ""
        assert isinstance(resultat, Mesure)
        return pourcent(Mesure(resultat.oui, total.oui - resultat.oui).pct)

    def _chaleur(self, resultat: Resultat) -> float | None:
        assert self._croise is not None
        if est_vide(resultat) or est_reserve(self._croise.indicateur, resultat, self._croise.cube.au):
            return None
        bas, haut = self._bornes
        valeur = _grandeur(self._croise, resultat)
        return None if valeur is None else (valeur - bas) / ((haut - bas) or 1)


def _grandeur(croise: Croisement, resultat: Resultat) -> float | None:
    if isinstance(resultat, Mesure):
        if croise.indicateur.forme is Forme.EFFECTIF:
            return float(resultat.oui)
        return None if resultat.pct is None else float(resultat.pct)
    return None if resultat.valeur is None else float(resultat.valeur)


def _bornes(croise: Croisement) -> tuple[float, float]:
    """Une part va de 0 à 100 % ; le reste, du plus bas au plus haut des cases."""
    if croise.indicateur.forme is Forme.PART:
        return 0.0, 100.0
    reparti = croise.repartition
    cases = reparti.par_ligne.values() if croise.colonnes is None else reparti.cellules.values()
    grandeurs = [g for case in cases if not est_vide(case) and (g := _grandeur(croise, case)) is not None]
    return (min(grandeurs), max(grandeurs)) if grandeurs else (0.0, 1.0)


class DelegueDeChaleur(Delegue):
    """Le fond d'une case : l'accent, d'autant plus soutenu que le chiffre est haut ; le texte y reste lisible."""

    @override
    def _fond(self, peintre: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        super()._fond(peintre, rect, option, index)
        chaleur = index.data(ROLE_CHALEUR)
        if chaleur is not None:
            teinte = couleur("accent")
            teinte.setAlphaF(CLAIR + (FONCE - CLAIR) * max(0.0, min(1.0, float(chaleur))))
            peintre.fillRect(rect.adjusted(1, 1, -1, -2), teinte)


class GrilleTable(TableView):
    """Les flèches vont de case en case, Entrée ouvre."""

    cell_asked = Signal(int, int)

    def __init__(
        self, modele: QAbstractTableModel, *, nom: str = "croisements_grille", lu: str = "Croisement"
    ) -> None:
        super().__init__(nom=nom, lu=lu)
        self.setItemDelegate(DelegueDeChaleur(self))
        self.setSortingEnabled(False)
        self.setModel(modele)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        entete = self.horizontalHeader()
        entete.setStretchLastSection(False)
        entete.setSectionsMovable(False)
        entete.setSectionsClickable(False)
        entete.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.clicked.connect(lambda index: self.cell_asked.emit(index.row(), index.column()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        courante = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and courante.isValid():
            self.cell_asked.emit(courante.row(), courante.column())
        else:
            super().keyPressEvent(event)
