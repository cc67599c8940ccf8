"""La grille des ressources : une ligne par titre, un mois par colonne, un brouillon de textes tels que tapés."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from db.dossier import Ajout, Changement, Modification, Retrait
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.modeles import Ressource
from relogement.mois_de_ressources import MOIS, MoisSaisi, mois_dit, totaux
from relogement.regles.ressources_apl import mois_retenus
from relogement.textes import INSECABLE, nombre
from ui import fonts
from ui.composants.delegue import ROLE_GRAISSE, ROLE_TOKEN
from ui.dossier.enquete.cellules import (
    Rangee,
    cle,
    decodee,
    mois_montres,
    montant_lu,
    rangees,
    saisis,
)

Index = QModelIndex | QPersistentModelIndex
ROLE_MODIFIE = Qt.ItemDataRole.UserRole + 10
ROLE_ERREUR = Qt.ItemDataRole.UserRole + 11
DROITE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
FOYER = "Foyer"
TOTAL = "Total du mois"


class GrilleModel(QAbstractTableModel):
    """`edited` après chaque frappe gardée ; le brouillon est fait de textes, il se range tel quel."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menage: Menage | None = None
        self._au = date.min
        self._rangees: list[Rangee] = []
        self._ajoutees: list[Rangee] = []
        self._mois: tuple[date, ...] = ()
        self._apl: frozenset[date] = frozenset()
        self._lignes: dict[str, Ressource] = {}
        self._brouillon: dict[str, str] = {}
        self._erreurs: dict[str, str] = {}
        self._totaux: Mapping[date, Decimal] = {}

    def show_menage(
        self, menage: Menage, au: date, brouillon: Mapping[str, str], ajoutees: Sequence[str] = ()
    ) -> None:
        self.beginResetModel()
        self._menage, self._au = menage, au
        self._mois, self._apl = mois_montres(au), frozenset(mois_retenus(au))
        self._lignes = {
            cle(Rangee(r.personne.id if r.personne else None, r.code), r.mois): r
            for r in menage.ressources_mensuelles
        }
        ici = {p.id for p in menage.personnes} | {None}
        self._brouillon = {c: t for c, t in brouillon.items() if decodee(c)[0].personne_id in ici}
        self._ajoutees = [Rangee.lue(a) for a in ajoutees]
        self._erreurs = {}
        for c in list(self._brouillon):
            self._juger(c)
        self._ranger()
        self.endResetModel()

    def ajouter(self, rangee: Rangee) -> int:
        """Une ligne de plus ; rend son rang, même si elle y était déjà."""
        if rangee not in self._rangees:
            self.beginResetModel()
            self._ajoutees.append(rangee)
            self._ranger()
            self.endResetModel()
            self.edited.emit()
        return self._rangees.index(rangee)

    def _ranger(self) -> None:
        assert self._menage is not None
        tapees = [decodee(c)[0] for c in self._brouillon]
        self._rangees = rangees(self._menage, self._au, [*self._ajoutees, *tapees])
        self._totaliser()

    def _totaliser(self) -> None:
        self._totaux = totaux(self.saisis())

    def saisis(self) -> Sequence[MoisSaisi]:
        """Tous les mois du dossier, brouillon compris."""
        return saisis(self._menage, self._brouillon, self._erreurs) if self._menage is not None else []

    def draft(self) -> dict[str, str]:
        return dict(self._brouillon)

    def ajoutees(self) -> list[str]:
        return [r.cle for r in self._ajoutees]

    def erreur(self) -> str:
        """La première cellule qui ne se lit pas, en une phrase ; vide si tout se lit."""
        return next((f"{self.dite(c)}{INSECABLE}: {phrase}" for c, phrase in self._erreurs.items()), "")

    def changes(self) -> list[Changement]:
        """Ce qui est à écrire ; refuse tant qu'une cellule ne se lit pas."""
        if phrase := self.erreur():
            raise ErreurMetier(phrase)
        return [c for cle_ in self._brouillon if (c := self._changement(cle_)) is not None]

    def _changement(self, cle_: str) -> Changement | None:
        ligne, valeur = self._lignes.get(cle_), montant_lu(self._brouillon[cle_])
        rangee, mois = decodee(cle_)
        if ligne is None:
            cles = {"personne_id": rangee.personne_id, "code": rangee.code, "mois": mois}
            return None if valeur is None else Ajout(Ressource, {**cles, "montant": valeur})
        if valeur is None:
            return Retrait(Ressource, ligne.id, ligne.version)
        return Modification(Ressource, ligne.id, ligne.version, {"montant": valeur})

    def ecrire(self, cases: Mapping[tuple[int, int], str]) -> None:
        """Garde ces textes, case par case ; un texte égal à ce qui est enregistré n'est plus un brouillon."""
        for (rang, colonne), texte in cases.items():
            self._garder(cle(self._rangees[rang], self._mois[colonne]), texte.strip())
        self._totaliser()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.edited.emit()

    def _garder(self, cle_: str, texte: str) -> None:
        self._brouillon[cle_] = texte
        self._juger(cle_)
        ligne = self._lignes.get(cle_)
        if cle_ not in self._erreurs and montant_lu(texte) == (ligne.montant if ligne else None):
            del self._brouillon[cle_]

    def _juger(self, cle_: str) -> None:
        self._erreurs.pop(cle_, None)
        try:
            montant_lu(self._brouillon[cle_])
        except ErreurMetier as erreur:
            self._erreurs[cle_] = str(erreur)

    def texte(self, rang: int, colonne: int) -> str:
        """Ce que montre la case : le montant remis en forme, ou ce qui est tapé s'il ne se lit pas."""
        cle_ = cle(self._rangees[rang], self._mois[colonne])
        if cle_ in self._erreurs:
            return self._brouillon[cle_]
        if cle_ in self._brouillon:
            valeur = montant_lu(self._brouillon[cle_])
        else:
            valeur = self._lignes[cle_].montant if cle_ in self._lignes else None
        return "" if valeur is None else nombre(valeur)

    def est_une_case(self, index: Index) -> bool:
        """Faux pour la ligne des totaux."""
        return index.isValid() and index.row() < len(self._rangees)

    def dite(self, cle_: str) -> str:
        """« Salaire de Mariam, mars 2026 »."""
        rangee, mois = decodee(cle_)
        return f"{self._titre(rangee)}, {mois_dit(mois)}"

    def _titre(self, rangee: Rangee) -> str:
        personnes = self._menage.personnes if self._menage else []
        qui = next((p.prenom or p.nom for p in personnes if p.id == rangee.personne_id), FOYER)
        return f"{qui} · {rangee.code.libelle}"

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return len(self._rangees) + 1 if self._rangees else 0

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return len(self._mois)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        pris = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return pris | Qt.ItemFlag.ItemIsEditable if self.est_une_case(index) else Qt.ItemFlag.ItemIsEnabled

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            total = section >= len(self._rangees)
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                return TOTAL if total else self._titre(self._rangees[section])
            return None
        mois = self._mois[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{_abrege(mois)} {mois:%y}"
        if role == Qt.ItemDataRole.ToolTipRole:
            suite = "compte pour l’APL du mois" if mois in self._apl else "après les douze mois de l’APL"
            return f"{mois_dit(mois)}{INSECABLE}: {suite}"
        return DROITE if role == Qt.ItemDataRole.TextAlignmentRole else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return DROITE
        if not self.est_une_case(index):
            return self._du_total(index, role)
        cle_ = cle(self._rangees[index.row()], self._mois[index.column()])
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self.texte(index.row(), index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self._erreurs.get(cle_)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.dite(cle_)} : {self.texte(index.row(), index.column()) or 'inconnu'}"
            case _ if role == ROLE_MODIFIE:
                return cle_ in self._brouillon
            case _ if role == ROLE_ERREUR:
                return cle_ in self._erreurs
        return None

    def _du_total(self, index: Index, role: int) -> object:
        total = self._totaux.get(self._mois[index.column()])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "—" if total is None else nombre(total)
            case Qt.ItemDataRole.BackgroundRole:
                return "creux"
            case _ if role == ROLE_GRAISSE:
                return fonts.GRAS
            case _ if role == ROLE_TOKEN:
                return "texte3" if total is None else "texte"
        return None


def _abrege(mois: date) -> str:
    """« oct. », « mai », « juil. »."""
    mot = MOIS[mois.month - 1]
    courts = {"janvier": "janv.", "février": "févr.", "avril": "avr.", "juillet": "juil.", "septembre": "sept."}
    return courts.get(mot, f"{mot[:3]}." if len(mot) > 5 else mot)
