"""La matrice : de quel bailleur à quel bailleur, ceux qui sont relogés et ceux qui viennent."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from relogement.indicateurs.indicateur import Mesure
from relogement.partage.dits import promesse_dite, promesse_seule, suivi_dit
from relogement.partage.matrice import SANS, TousOuUn
from relogement.partage.partage import Partage
from relogement.partage.suivi import Suivi
from relogement.textes import INSECABLE, nombre, pluriel, pourcent
from ui import fonts
from ui.composants.delegue import ROLE_GRAISSE, ROLE_TOKEN, ROLE_VUE
from ui.composants.ligne import Ligne, Morceau
from ui.indicateurs.grille import ROLE_CHALEUR, TOTAL
from ui.peinture import DROITE

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RACINE = QModelIndex()
PLACE_PART, PLACE_PROMESSE, PLACE_VENIR = 56, 58, 26
RIEN = Ligne((Morceau("—", "texte3"),), DROITE)


class MatriceModel(QAbstractTableModel):
    """La dernière ligne et la dernière colonne sont les totaux."""

    def __init__(self) -> None:
        super().__init__()
        self._partage: Partage | None = None
        self._departs: tuple[TousOuUn, ...] = ()
        self._arrivees: tuple[TousOuUn, ...] = ()

    def show_partage(self, partage: Partage) -> None:
        self.beginResetModel()
        self._partage = partage
        self._departs = (*partage.departs, ...) if partage.departs else ()
        self._arrivees = (*partage.arrivees, ...) if partage.departs else ()
        self.endResetModel()

    def place(self, rang: int, colonne: int) -> tuple[TousOuUn, TousOuUn]:
        """Le bailleur quitté et celui qui accueille d'une case ; ``...`` pour un total ou le titre de la ligne."""
        return self._departs[rang], self._arrivees[colonne - 1] if colonne else ...

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self._departs)

    @override
    def columnCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() or not self._departs else len(self._arrivees) + 1

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or self._partage is None:
            return None
        if role == Role.TextAlignmentRole and section:
            return DROITE
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self._entete(section)
        return None

    def _entete(self, section: int) -> str:
        if not section:
            return "Bailleur quitté"
        vers = self._arrivees[section - 1]
        return TOTAL if vers is ... else f"vers {self._nom(vers)}"

    def _nom(self, qui: TousOuUn) -> str:
        assert self._partage is not None
        return TOTAL.lower() if qui is ... else self._partage.noms.de(qui)

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        de, vers = self.place(index.row(), index.column())
        if not index.column():
            return self._titre(de, role)
        if role == ROLE_VUE:
            return self._vue(de, vers)
        if role == ROLE_CHALEUR and ... not in (de, vers):
            return self._chaleur(de, vers)
        if role == Role.BackgroundRole and ... in (de, vers):
            return "creux"
        if role in (Role.AccessibleTextRole, Role.ToolTipRole):
            return self.phrase(de, vers)
        return None

    def _titre(self, de: TousOuUn, role: int) -> Any:
        if role == Role.DisplayRole:
            return TOTAL if de is ... else self._nom(de)
        if role == ROLE_GRAISSE:
            return fonts.GRAS if de is ... else fonts.MOYEN
        if role == ROLE_TOKEN:
            return "texte2" if de in (None, SANS) else None
        return "creux" if role == Role.BackgroundRole and de is ... else None

    def _mesure(self, de: TousOuUn, vers: TousOuUn) -> Mesure | None:
        """La part n'a de sens que pour un bailleur connu."""
        assert self._partage is not None
        return self._partage.matrice.mesure(vers, de) if isinstance(vers, str) else None

    def suivi(self, de: TousOuUn, vers: TousOuUn) -> Suivi | None:
        """L'engagement de cette paire, ou du bailleur pour un total."""
        assert self._partage is not None
        if not isinstance(vers, str) or de is None or de == SANS:
            return None
        return self._partage.suivi(vers, None if de is ... else de)

    def _vue(self, de: TousOuUn, vers: TousOuUn) -> Ligne:
        assert self._partage is not None
        n, venir = self._partage.matrice.nombre(de, vers), self._partage.nombre_a_venir(de, vers)
        mesure, suivi = self._mesure(de, vers), self.suivi(de, vers)
        if not n and not venir and suivi is None:
            return RIEN
        graisse = fonts.GRAS if ... in (de, vers) else fonts.NORMAL
        morceaux = [Morceau(nombre(n, 0), "accent", graisse)]
        if mesure is not None:
            dite = "" if mesure.pct is None else pourcent(mesure.pct)
            morceaux.append(Morceau(dite, graisse=graisse, taille=fonts.LEGENDE, largeur_min=PLACE_PART))
            if self._promesses:
                morceaux.append(_promesse(suivi))
        morceaux.append(
            Morceau(f"+{venir}" if venir else "", "texte2", taille=fonts.LEGENDE, largeur_min=PLACE_VENIR)
        )
        return Ligne(tuple(morceaux), DROITE, ecart=8)

    @property
    def _promesses(self) -> bool:
        """Une case qui n'a rien promis garde la place : les colonnes s'alignent."""
        return self._partage is not None and bool(self._partage.suivis)

    def _chaleur(self, de: TousOuUn, vers: TousOuUn) -> float | None:
        mesure = self._mesure(de, vers)
        return None if mesure is None or not mesure.pct else float(mesure.pct) / 100

    def phrase(self, de: TousOuUn, vers: TousOuUn) -> str:
        """Ce que la case dit en entier."""
        assert self._partage is not None
        partage, mesure, suivi = self._partage, self._mesure(de, vers), self.suivi(de, vers)
        dits = [f"de {self._nom(de)} à {self._nom(vers)}{INSECABLE}: "
                f"{pluriel(partage.matrice.nombre(de, vers), 'relogé')}"]  # fmt: skip
        if mesure is not None and mesure.pct is not None:
            dits.append(f"{pourcent(mesure.pct)} de {nombre(mesure.base, 0)}")
        dits += [f"{n} à venir, {stade.libelle.lower()}" for stade, n in sorted(partage.stades(de, vers).items())]
        if suivi is not None:
            dits.append(f"engagement {promesse_dite(suivi.accueil)}, {suivi_dit(suivi)}")
        return " ; ".join(dits)


def _promesse(suivi: Suivi | None) -> Morceau:
    if suivi is None:
        return Morceau("", taille=fonts.LEGENDE, largeur_min=PLACE_PROMESSE)
    token, icone = ("ambre", "triangle-alert") if suivi.en_retard else ("texte2", "handshake")
    dite = promesse_courte(suivi)
    return Morceau(dite, token, taille=fonts.LEGENDE, icone=icone, largeur_min=PLACE_PROMESSE)


def promesse_courte(suivi: Suivi) -> str:
    """« 12 % », « 12 log. » : la place manque dans une case."""
    promis = suivi.accueil
    return f"{nombre(promis.nombre, 0)} log." if promis.nombre is not None else promesse_seule(promis)
