"""L'aperçu en table : les lignes du filtre, leurs cases, leurs cellules faites au moment où on les regarde."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from relogement.imports.anomalies import Gravite
from relogement.imports.apercu import Cellule, CleCellule, ColonneApercu, LigneApercu
from relogement.imports.choix import Choix
from relogement.textes import nombre
from ui.composants.delegue import ROLE_VUE
from ui.composants.vue import Vue
from ui.echanges.assistant.apercu.cellule import VueCase, VueCellule, vue_de_la_cellule, vue_du_sort
from ui.echanges.assistant.apercu.filtres import Vu
from ui.peinture import DROITE

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RACINE = QModelIndex()
LIGNE, RESULTAT, FIXES = 0, 1, 2
PREMIERES = (
    "ug", "nom", "prenom", "typologie", "nature", "surface", "nb_occupants", "loyer", "charges", "apl", "rls",
    "date_entree_bail",
)  # fmt: skip


class ModeleApercu(QAbstractTableModel):
    """``toggled`` : les rangs cochés ou décochés ; ``corrected`` : une cellule, son texte, partout ou non."""

    toggled = Signal(object)
    corrected = Signal(object, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._vu: Vu | None = None
        self._choix = Choix()
        self._validees: frozenset[object] = frozenset()
        self.rangs: Sequence[int] = ()
        self.colonnes: tuple[ColonneApercu, ...] = ()
        self._feuilles = False
        self.partout = False

    def show_vu(self, vu: Vu, choix: Choix, rangs: Sequence[int]) -> None:
        self.beginResetModel()
        self._vu, self._choix, self.rangs = vu, choix, rangs
        self.colonnes = tuple(sorted(vu.apercu.colonnes, key=_place_de))
        self._feuilles = len(vu.apercu.places) > 1
        self.endResetModel()

    def show_rangs(self, rangs: Sequence[int]) -> None:
        self.beginResetModel()
        self.rangs = rangs
        self.endResetModel()

    def show_choix(self, choix: Choix, validees: frozenset[object]) -> None:
        """Les mêmes lignes, cases et tranches changées : rien ne bouge."""
        self._choix, self._validees = choix, validees
        if self.rangs:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rangs) - 1, self.columnCount() - 1))

    def ligne(self, rang: int) -> LigneApercu:
        assert self._vu is not None
        return self._vu.apercu.lignes[self.rangs[rang]]

    def rang_de(self, dans_l_apercu: int) -> int:
        """Où est montrée cette ligne de l'aperçu, ou -1."""
        try:
            return self.rangs.index(dans_l_apercu)
        except ValueError:
            return -1

    def cochee(self, ligne: LigneApercu) -> bool:
        return ligne.cochable and ligne.cle not in self._choix.decochees

    def cellule(self, rang: int, section: int) -> Cellule | None:
        return self.ligne(rang).cellules.get(self.colonnes[section - FIXES].champ) if section >= FIXES else None

    def cle_de_la_cellule(self, rang: int, section: int) -> CleCellule | None:
        """Où cette cellule est dans le fichier ; rien si son tableau n'a pas cette colonne."""
        assert self._vu is not None
        cle = self.ligne(rang).cle
        champ = self.colonnes[section - FIXES].champ
        position = self._vu.apercu.places.get(cle.feuille, {}).get(champ)
        return None if position is None else CleCellule(cle.feuille, cle.ligne, position)

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self.rangs)

    @override
    def columnCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else FIXES + len(self.colonnes)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.DisplayRole:
            return ("Ligne", "Résultat")[section] if section < FIXES else self.colonnes[section - FIXES].titre
        if role == Role.TextAlignmentRole and section >= FIXES and self.colonnes[section - FIXES].nombre:
            return DROITE
        if role == Role.ToolTipRole and section >= FIXES:
            colonne = self.colonnes[section - FIXES]
            return f"{colonne.titre} : « {colonne.source} » dans le fichier"
        return None

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        rang, section = index.row(), index.column()
        match role:
            case _ if role == ROLE_VUE:
                return self.vue(rang, section)
            case Role.DisplayRole:
                return self._texte(rang, section)
            case Role.CheckStateRole if not section:
                return Qt.CheckState.Checked if self.cochee(self.ligne(rang)) else Qt.CheckState.Unchecked
        return self._a_cote(rang, section, role)

    def _a_cote(self, rang: int, section: int, role: int) -> Any:
        """Ce que Qt ne demande qu'à une cellule que l'on regarde de près."""
        match role:
            case Role.EditRole if section >= FIXES and (cellule := self.cellule(rang, section)) is not None:
                return cellule.brut
            case Role.ToolTipRole:
                return self._bulle(rang, section)
            case Role.AccessibleTextRole:
                titre = self.headerData(section, Qt.Orientation.Horizontal)
                vue = self.vue(rang, section)
                return f"{titre} : {vue.lu() if vue is not None else self._texte(rang, section)}"
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        drapeaux = super().flags(index)
        if not index.column():
            return drapeaux | Qt.ItemFlag.ItemIsUserCheckable
        modifiable = index.column() >= FIXES and self.cle_de_la_cellule(index.row(), index.column()) is not None
        return drapeaux | Qt.ItemFlag.ItemIsEditable if modifiable else drapeaux

    @override
    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role == Role.CheckStateRole:
            self.toggled.emit([index.row()])
            return True
        cle, cellule = self.cle_de_la_cellule(index.row(), index.column()), self.cellule(*_place(index))
        if cle is None or cellule is None or str(value) == cellule.brut:
            return False
        self.corrected.emit(cle, str(value), self.partout)
        return True

    def dessin(self, rang: int, colonne: int) -> Vue | None:
        """Ce qui se peint, sans passer par les rôles de Qt : une lettre tapée repeint tout."""
        if colonne == LIGNE:
            return VueCase(self.cochee(self.ligne(rang)), self._texte(rang, LIGNE))
        return self.vue(rang, colonne)

    def fond(self, rang: int) -> str:
        return "" if self.cochee(self.ligne(rang)) else "creux"

    def vue(self, rang: int, section: int) -> Vue | None:
        ligne = self.ligne(rang)
        if section == RESULTAT:
            verifier = ligne.a_verifier and ligne.cle not in self._validees
            fautive = any(a.gravite is Gravite.ERREUR for a in ligne.anomalies)
            return vue_du_sort(ligne.sort, a_verifier=verifier, cochee=self.cochee(ligne), fautive=fautive)
        return self._vue_cellule(ligne, section) if section else None

    def _vue_cellule(self, ligne: LigneApercu, section: int) -> VueCellule | None:
        colonne = self.colonnes[section - FIXES]
        cellule = ligne.cellules.get(colonne.champ)
        ecart = next((e for e in ligne.ecarts if e.champ == colonne.champ), None)
        if cellule is None:
            return None
        assert self._vu is not None
        position = self._vu.apercu.places.get(ligne.cle.feuille, {}).get(colonne.champ, -1)
        return vue_de_la_cellule(
            ligne, cellule, ecart, nombre=colonne.nombre, cochee=self.cochee(ligne),
            retapee=CleCellule(*ligne.cle, position) in self._choix.cellules,
            tranche=self._choix.tranches.get((ligne.cle, colonne.champ)),
        )  # fmt: skip

    def _texte(self, rang: int, section: int) -> str:
        if not section:
            cle = self.ligne(rang).cle
            return f"{cle.feuille} {cle.ligne}" if self._feuilles else nombre(cle.ligne, 0)
        vue = self.vue(rang, section)
        return "" if vue is None else getattr(vue, "texte", "") or getattr(vue, "mot", "")

    def _bulle(self, rang: int, section: int) -> str | None:
        ligne = self.ligne(rang)
        if section < FIXES:
            dites = [anomalie.message for anomalie in ligne.anomalies]
            montrees = {colonne.champ for colonne in self.colonnes}
            dites += ["{} : {} → {}".format(e.titre, *e.dits) for e in ligne.ecarts if e.champ not in montrees]
            return "\n".join(dites) or None
        cellule = self.cellule(rang, section)
        return cellule.corrige if cellule is not None else None


def _place_de(colonne: ColonneApercu) -> int:
    """Qui, puis combien ; où il habite ensuite : ce qui change d'un mois à l'autre se voit sans défiler."""
    return PREMIERES.index(colonne.champ) if colonne.champ in PREMIERES else len(PREMIERES)


def _place(index: Index) -> tuple[int, int]:
    return index.row(), index.column()
