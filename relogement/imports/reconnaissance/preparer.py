"""Un classeur dont chaque colonne est dite et dont les valeurs s'écrivent à la française : prêt à être lu."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from relogement.imports.analyse import Analyse, DialecteDesValeurs, Tableau
from relogement.imports.analyse.dialecte_des_valeurs import DATE as MOTIF_DATE
from relogement.imports.colonnes import norme
from relogement.imports.lecture import Classeur, Feuille, Ligne, Titres
from relogement.imports.reconnaissance.attentes import DATE
from relogement.imports.reconnaissance.reconnaitre import Reconnaissance

CHAMBRES = frozenset(("bedrooms", "bedroom", "beds", "br"))
RETENUES = 200_000
TYPOLOGIES = frozenset(("typologie", "TYPO_AV", "TYPO_AP", "souhait_typologie"))


def preparer(analyse: Analyse, choisis: Sequence[tuple[Tableau, Sequence[Reconnaissance]]]) -> Classeur:
    """Une feuille par tableau choisi ; les numéros de ligne et les titres d'origine restent ceux du fichier."""
    feuilles = tuple(_feuille(tableau, colonnes, analyse.valeurs) for tableau, colonnes in choisis)
    return replace(analyse.classeur, feuilles=feuilles)


def _feuille(tableau: Tableau, colonnes: Sequence[Reconnaissance], valeurs: DialecteDesValeurs) -> Feuille:
    largeur = max((c.position for c in tableau.colonnes), default=-1) + 1
    noms = [""] * largeur
    for colonne in tableau.colonnes:
        noms[colonne.position] = colonne.titre
    places = {r.champ: r.colonne.position for r in colonnes if r.champ}
    titres = Titres(tableau.premiere, tableau.derniere, tuple(noms), places)
    chambres = tuple(r.colonne.position for r in colonnes if _compte_des_chambres(r))
    lignes = _LignesPreparees(tableau, valeurs, chambres)
    return Feuille(tableau.nom, lignes, tableau.feuille.constats, titres)


def _compte_des_chambres(reconnaissance: Reconnaissance) -> bool:
    """Un « two-bedroom » est un T3 : le séjour ne compte pas comme chambre."""
    mots = norme(reconnaissance.colonne.titre).split()
    return reconnaissance.champ in TYPOLOGIES and not CHAMBRES.isdisjoint(mots)


@dataclass(frozen=True)
class _LignesPreparees:
    """Les lignes d'un tableau, titres répétés et lignes d'autres tableaux ôtés, valeurs récrites s'il le faut."""

    tableau: Tableau
    valeurs: DialecteDesValeurs
    chambres: tuple[int, ...] = field(default=())

    def __iter__(self) -> Iterator[Ligne]:
        if not self.valeurs.traduit and not self.chambres:
            yield from self.tableau.zone()
            return
        communes = (_Traductions(self._autre), _Traductions(self._jour), _Traductions(self._chambres))
        dates = {c.position for c in self.tableau.colonnes if any(c.profil.part(k) > 0.5 for k in DATE)}
        tables: list[_Traductions] = []
        for ligne in self.tableau.zone():
            for position in range(len(tables), len(ligne.cellules)):
                tables.append(communes[2 if position in self.chambres else position in dates])
            traduites = [table[cellule] for table, cellule in zip(tables, ligne.cellules, strict=False)]
            yield Ligne(ligne.numero, tuple(traduites))

    def _autre(self, cellule: str) -> str:
        return self._traduite(cellule, date=False)

    def _jour(self, cellule: str) -> str:
        return self._traduite(cellule, date=True)

    def _chambres(self, cellule: str) -> str:
        return f"T{int(cellule[:3]) + 1}" if cellule.isdigit() else self._traduite(cellule, date=False)

    def _traduite(self, cellule: str, *, date: bool) -> str:
        return self.valeurs.traduire(cellule, date=date or MOTIF_DATE.fullmatch(cellule) is not None)


class _Traductions(dict[str, str]):
    """Ce que devient chaque écriture, traduite la première fois qu'on la rencontre."""

    def __init__(self, traduire: Callable[[str], str]) -> None:
        super().__init__({"": ""})
        self._traduire = traduire

    def __missing__(self, cellule: str) -> str:
        traduite = self._traduire(cellule)
        if len(self) < RETENUES:
            self[cellule] = traduite
        return traduite
