"""Les personnes du ménage : une table qui se corrige cellule par cellule, en brouillon jusqu’à Ctrl+S."""

from collections.abc import Mapping, Sequence
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
from relogement.champs import types
from relogement.controles import remarques, remarques_sur_les_liens
from relogement.erreurs import ErreurMetier
from relogement.menage import Personne
from relogement.textes import INCONNU, INSECABLE, TIRET, euros, jour
from ui import fonts
from ui.composants.delegue import ROLE_TOKEN, ROLE_VUE
from ui.composants.ligne import Ligne, Morceau
from ui.dossier.mots import age, naissance
from ui.editeurs import ECRITURES

Index = QModelIndex | QPersistentModelIndex
ROLE_MODIFIE = Qt.ItemDataRole.UserRole + 10
ROLE_ERREUR = Qt.ItemDataRole.UserRole + 11
DROITE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class ColonnePersonne:
    titre: str
    champ: str = ""
    droite: bool = False


@dataclass(frozen=True)
class DuFoyer:
    """Ce que le foyer reçoit le dernier mois connu : « AF et PPA »."""

    natures: str
    montant: Decimal


COLONNES = (
    ColonnePersonne("Personne"),
    ColonnePersonne("Lien", "lien"),
    ColonnePersonne("Naissance", "naissance_le"),
    ColonnePersonne("Âge", droite=True),
    ColonnePersonne("Activité", "activite"),
    ColonnePersonne("Ressources", "ressources", droite=True),
)
LARGEURS = (138, 80, 96, 58, 172, 110)
ACTIVITE, RESSOURCES = 4, 5


class PersonnesModel(QAbstractTableModel):
    """Le brouillon garde ce qui est tapé, tel quel : « 3|naissance_le » → « 31/02/1980 »."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._personnes: list[Personne] = []
        self._foyer: DuFoyer | None = None
        self._brouillon: dict[str, str] = {}
        self._au = date.min

    def show_personnes(
        self,
        personnes: Sequence[Personne],
        au: date,
        brouillon: Mapping[str, str],
        foyer: DuFoyer | None = None,
    ) -> None:
        self.beginResetModel()
        self._personnes, self._au, self._foyer = list(personnes), au, foyer
        self._brouillon = {cle: texte for cle, texte in brouillon.items() if self._differe(cle, texte)}
        self.endResetModel()

    def personne(self, rang: int) -> Personne | None:
        return self._personnes[rang] if 0 <= rang < len(self._personnes) else None

    def draft(self) -> dict[str, str]:
        return dict(self._brouillon)

    def touches(self) -> set[tuple[int, str]]:
        """Les champs tapés, par personne."""
        return {(int(cle.split("|")[0]), cle.split("|")[1]) for cle in self._brouillon}

    def poser(self, numero: int, champ: str, valeur: Any) -> bool:
        """Met cette valeur en brouillon ; faux si la table ne montre pas ce champ de cette personne."""
        if numero not in {p.id for p in self._personnes} or champ not in {c.champ for c in COLONNES}:
            return False
        self._brouillon[f"{numero}|{champ}"] = _tapee(champ, valeur)
        self.layoutChanged.emit()
        return True

    def erreur(self) -> str:
        """La première cellule qui ne peut pas s'enregistrer, en une phrase."""
        return next((phrase for cle in self._brouillon if (phrase := self._refus(cle))), "")

    def changes(self) -> list[Modification]:
        """Refuse tant qu'une cellule ne se lit pas, ou ne peut pas être vraie."""
        if phrase := self.erreur():
            raise ErreurMetier(phrase)
        par_personne: dict[int, dict[str, Any]] = {}
        for cle, texte in self._brouillon.items():
            personne, champ = self._decodee(cle)
            par_personne.setdefault(personne.id, {})[champ] = _lue(champ, texte)
        versions = {p.id: p.version for p in self._personnes}
        return [Modification(Personne, id_, versions[id_], valeurs) for id_, valeurs in par_personne.items()]

    def value(self, index: Index) -> Any:
        """La valeur montrée : le brouillon s'il y en a un et qu'il se lit."""
        personne, champ = self._personnes[index.row()], COLONNES[index.column()].champ
        return self._valeurs(personne).get(champ) if champ else None

    def typed(self, index: Index) -> str | None:
        """Ce qui est tapé dans la cellule, lisible ou non ; rien si elle n'est pas modifiée."""
        return self._brouillon.get(self._cle(index))

    def set_text(self, index: Index, texte: str) -> None:
        cle = self._cle(index)
        self._brouillon.pop(cle, None)
        if self._differe(cle, texte):
            self._brouillon[cle] = texte
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._personnes) - 1, len(COLONNES) - 1))
        self.edited.emit()

    def _cle(self, index: Index) -> str:
        return f"{self._personnes[index.row()].id}|{COLONNES[index.column()].champ}"

    def _decodee(self, cle: str) -> tuple[Personne, str]:
        numero, champ = cle.split("|")
        return next(p for p in self._personnes if p.id == int(numero)), champ

    def _differe(self, cle: str, texte: str) -> bool:
        if int(cle.split("|")[0]) not in {p.id for p in self._personnes}:
            return False
        personne, champ = self._decodee(cle)
        try:
            return bool(_lue(champ, texte) != getattr(personne, champ))
        except ErreurMetier:
            return True

    def _valeurs(self, personne: Personne) -> dict[str, Any]:
        """Ce que l'on sait de la personne, brouillon compris ; ce qui ne se lit pas garde sa valeur."""
        valeurs = {nom: getattr(personne, nom) for nom in types(Personne)}
        for cle, texte in self._brouillon.items():
            if cle.split("|")[0] == str(personne.id):
                try:
                    valeurs[cle.split("|")[1]] = _lue(cle.split("|")[1], texte)
                except ErreurMetier:
                    continue
        return valeurs

    def _refus(self, cle: str) -> str:
        personne, champ = self._decodee(cle)
        sujet = f"{_titre(champ)} de {personne.prenom or personne.nom}{INSECABLE}: "
        try:
            _lue(champ, self._brouillon[cle])
        except ErreurMetier as erreur:
            return f"{sujet}{erreur}"
        dites = remarques(Personne, self._valeurs(personne), au=self._au)
        if champ == "lien":
            dites += remarques_sur_les_liens(self._valeurs(p)["lien"] for p in self._personnes)
        return next((f"{sujet}{r.phrase}" for r in dites if r.bloque and champ in r.champs), "")

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return len(self._personnes) + (self._foyer is not None)

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
        editable = COLONNES[index.column()].champ and self.personne(index.row()) is not None
        return base | Qt.ItemFlag.ItemIsEditable if editable else base

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        colonne, personne = COLONNES[index.column()], self.personne(index.row())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return DROITE if colonne.droite else None
        if personne is None:
            return self._du_foyer(index, role)
        if role == ROLE_VUE and index.column() == 0:
            prenom = Morceau(personne.prenom or "", graisse=fonts.MOYEN)
            return Ligne((*((prenom,) if personne.prenom else ()), Morceau(personne.nom, "texte2")))
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texte(personne, index)
        if role == ROLE_TOKEN:
            return "texte3" if self._texte(personne, index) in (TIRET, INCONNU) else "texte"
        return self._du_brouillon(index, role)

    def _du_brouillon(self, index: Index, role: int) -> object:
        tapee = self.typed(index) is not None
        if role == ROLE_MODIFIE:
            return tapee
        phrase = self._refus(self._cle(index)) if tapee else ""
        if role == ROLE_ERREUR:
            return bool(phrase)
        return (phrase or None) if role == Qt.ItemDataRole.ToolTipRole else None

    def _du_foyer(self, index: Index, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole and self._foyer is not None:
            textes = {0: "Foyer", ACTIVITE: self._foyer.natures, RESSOURCES: euros(self._foyer.montant)}
            return textes.get(index.column(), "")
        return "texte2" if role == ROLE_TOKEN and index.column() != RESSOURCES else None

    def _texte(self, personne: Personne, index: Index) -> str:
        titre = COLONNES[index.column()].titre
        if titre == "Personne":
            return f"{personne.prenom or ''} {personne.nom}".strip()
        if titre == "Âge":
            return age(personne, self._au)
        tape = self.typed(index)
        if tape is not None and self._refus(self._cle(index)):
            return tape
        if titre == "Naissance" and self.value(index) is None:
            return naissance(personne)
        return _ecrite(self.value(index))


def _lue(champ: str, texte: str) -> Any:
    """Le texte dans le type du champ ; un code se garde par son code."""
    genre = types(Personne)[champ]
    if issubclass(genre, Code):
        return genre(texte) if texte else None
    return ECRITURES[genre].lire(texte)


def _tapee(champ: str, valeur: Any) -> str:
    """La valeur comme on la taperait."""
    genre = types(Personne)[champ]
    if issubclass(genre, Code):
        return valeur.value if isinstance(valeur, Code) else ""
    return ECRITURES[genre].ecrire(valeur)


def _titre(champ: str) -> str:
    return next(c.titre for c in COLONNES if c.champ == champ)


def _ecrite(valeur: object) -> str:
    if isinstance(valeur, Code):
        return valeur.libelle
    if isinstance(valeur, Decimal):
        return euros(valeur)
    if isinstance(valeur, date):
        return jour(valeur)
    return str(valeur) if valeur is not None else TIRET
