"""Les personnes du ménage : une table qui se corrige cellule par cellule, en brouillon jusqu’à Ctrl+S."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from db.dossier import Modification
from relogement.base import Code
from relogement.menage import Personne
from relogement.textes import INCONNU, TIRET, euros, jour
from ui import fonts
from ui.composants.delegue import ROLE_TOKEN, ROLE_VUE
from ui.composants.ligne import Ligne, Morceau
from ui.dossier.mots import age, naissance

Index = QModelIndex | QPersistentModelIndex
ROLE_MODIFIE = Qt.ItemDataRole.UserRole + 10
DROITE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class ColonnePersonne:
    titre: str
    champ: str = ""
    droite: bool = False


COLONNES = (
    ColonnePersonne("Personne"),
    ColonnePersonne("Lien", "lien"),
    ColonnePersonne("Naissance", "naissance_le"),
    ColonnePersonne("Âge", droite=True),
    ColonnePersonne("Activité", "activite"),
    ColonnePersonne("Ressources par mois", "ressources", droite=True),
)
LARGEURS = (138, 76, 96, 58, 160, 136)


class PersonnesModel(QAbstractTableModel):
    """`refused` porte la phrase d'une saisie illisible."""

    edited = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._personnes: list[Personne] = []
        self._brouillon: dict[tuple[int, str], Any] = {}
        self._au = date.min

    def show_personnes(
        self, personnes: list[Personne], au: date, brouillon: Mapping[tuple[int, str], Any]
    ) -> None:
        self.beginResetModel()
        self._personnes, self._au = list(personnes), au
        self._brouillon = {
            cle: valeur
            for cle, valeur in brouillon.items()
            if (p := self._par_id(cle[0])) is not None and getattr(p, cle[1]) != valeur
        }
        self.endResetModel()

    def _par_id(self, id_: int) -> Personne | None:
        return next((p for p in self._personnes if p.id == id_), None)

    def personne(self, rang: int) -> Personne | None:
        return self._personnes[rang] if 0 <= rang < len(self._personnes) else None

    def draft(self) -> dict[tuple[int, str], Any]:
        return dict(self._brouillon)

    def poser(self, numero: int, champ: str, valeur: Any) -> bool:
        """Met cette valeur en brouillon ; faux si la table ne montre pas ce champ de cette personne."""
        if self._par_id(numero) is None or champ not in {c.champ for c in COLONNES}:
            return False
        self._brouillon[numero, champ] = valeur
        self.layoutChanged.emit()
        return True

    def changes(self) -> list[Modification]:
        par_personne: dict[int, dict[str, Any]] = {}
        for (id_, champ), valeur in self._brouillon.items():
            par_personne.setdefault(id_, {})[champ] = valeur
        versions = {p.id: p.version for p in self._personnes}
        return [Modification(Personne, id_, versions[id_], valeurs) for id_, valeurs in par_personne.items()]

    def value(self, index: Index) -> Any:
        """La valeur montrée : le brouillon s'il y en a un."""
        personne, champ = self._personnes[index.row()], COLONNES[index.column()].champ
        return self._brouillon.get((personne.id, champ), getattr(personne, champ)) if champ else None

    def set_value(self, index: Index, valeur: Any) -> None:
        personne, champ = self._personnes[index.row()], COLONNES[index.column()].champ
        if valeur == getattr(personne, champ):
            self._brouillon.pop((personne.id, champ), None)
        else:
            self._brouillon[personne.id, champ] = valeur
        self.dataChanged.emit(index, index)
        self.edited.emit()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._personnes)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return len(COLONNES)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLONNES[section].titre
        droite = role == Qt.ItemDataRole.TextAlignmentRole and COLONNES[section].droite
        return DROITE if droite else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | Qt.ItemFlag.ItemIsEditable if COLONNES[index.column()].champ else base

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        personne, colonne = self._personnes[index.row()], COLONNES[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return DROITE if colonne.droite else None
        if role == ROLE_MODIFIE:
            return (personne.id, colonne.champ) in self._brouillon
        if role == ROLE_VUE and index.column() == 0:
            prenom = Morceau(personne.prenom or "", graisse=fonts.MOYEN)
            return Ligne((*((prenom,) if personne.prenom else ()), Morceau(personne.nom, "texte2")))
        texte = self._texte(personne, index)
        if role == Qt.ItemDataRole.DisplayRole:
            return texte
        if role == ROLE_TOKEN:
            return "texte3" if texte in (TIRET, INCONNU) else "texte"
        return None

    def _texte(self, personne: Personne, index: Index) -> str:
        titre = COLONNES[index.column()].titre
        if titre == "Personne":
            return f"{personne.prenom or ''} {personne.nom}".strip()
        if titre == "Âge":
            return age(personne, self._au)
        if titre == "Naissance" and self.value(index) is None:
            return naissance(personne)
        return _ecrite(self.value(index))


def _ecrite(valeur: object) -> str:
    if isinstance(valeur, Code):
        return valeur.libelle
    if isinstance(valeur, Decimal):
        return euros(valeur)
    if isinstance(valeur, date):
        return jour(valeur)
    return str(valeur) if valeur is not None else TIRET
