"""Les premières lignes d'un tableau et quelques valeurs de chaque colonne, telles qu'elles sont lues."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from relogement.imports.analyse import Analyse, Colonne, Contenu, DialecteDesValeurs, Tableau
from relogement.imports.lecture import Ligne
from relogement.imports.valeurs import ValeurIllisible, jour_ou_mois, nombre
from relogement.textes import jour
from relogement.textes import nombre as ecrire_nombre

AVANT_MAX, DONNEES_MAX, EXPLOREES_MAX = 8, 40, 400
EXEMPLES = 3
PART = 0.5


class Role(Enum):
    """Ce qu'est une ligne montrée."""

    AVANT = auto()
    TITRES = auto()
    DONNEE = auto()
    ECARTEE = auto()


@dataclass(frozen=True)
class LigneVue:
    numero: int
    role: Role
    cellules: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Extrait:
    """``exemples`` donne, par position, les premières valeurs qui diffèrent ; ``a_droite``, les nombres."""

    lignes: tuple[LigneVue, ...] = ()
    exemples: Mapping[int, tuple[str, ...]] = field(default_factory=dict, repr=False)
    a_droite: frozenset[int] = frozenset()


def extrait(analyse: Analyse, tableau: Tableau) -> Extrait:
    """Ne lit que le début du tableau, titres et bandeaux compris."""
    lecteurs = {c.position: _Lecteur(c, analyse.valeurs) for c in tableau.colonnes}
    lignes: list[LigneVue] = []
    exemples: dict[int, dict[str, None]] = {position: {} for position in lecteurs}
    for vue in _debut(tableau):
        if vue.role is Role.DONNEE:
            vue = LigneVue(vue.numero, vue.role, _lues(vue.cellules, lecteurs))
            for position, deja in exemples.items():
                _noter(deja, vue.cellules, position)
        if vue.role is not Role.DONNEE or sum(v.role is Role.DONNEE for v in lignes) < DONNEES_MAX:
            lignes.append(vue)
    droite = frozenset(p for p, lecteur in lecteurs.items() if lecteur.est_un_montant)
    return Extrait(tuple(lignes), {p: tuple(deja) for p, deja in exemples.items()}, droite)


def _debut(tableau: Tableau) -> Iterator[LigneVue]:
    """Les lignes jusqu'à la quatre centième donnée ; au-dessus des titres, les dernières seulement."""
    donnees = 0
    for ligne in tableau.feuille.lignes:
        if ligne.numero > tableau.fin or donnees > EXPLOREES_MAX:
            return
        if ligne.est_vide or ligne.numero < tableau.premiere - AVANT_MAX:
            continue
        role = _role(tableau, ligne)
        donnees += role is Role.DONNEE
        yield LigneVue(ligne.numero, role, ligne.cellules)


def _role(tableau: Tableau, ligne: Ligne) -> Role:
    if ligne.numero < tableau.premiere:
        return Role.AVANT
    if ligne.numero <= tableau.derniere:
        return Role.TITRES
    return Role.ECARTEE if ligne.numero in tableau.sortes else Role.DONNEE


def _lues(cellules: tuple[str, ...], lecteurs: Mapping[int, "_Lecteur"]) -> tuple[str, ...]:
    return tuple(lecteurs[p].lire(c) if c and p in lecteurs else c for p, c in enumerate(cellules))


def _noter(deja: dict[str, None], cellules: tuple[str, ...], position: int) -> None:
    if len(deja) < EXEMPLES and position < len(cellules) and cellules[position]:
        deja[cellules[position]] = None


class _Lecteur:
    """Récrit une cellule comme la colonne se lit : une date en date française, un montant à la virgule."""

    def __init__(self, colonne: Colonne, valeurs: DialecteDesValeurs) -> None:
        self._valeurs = valeurs
        self.est_une_date = colonne.profil.part(Contenu.DATE) > PART
        self.est_un_montant = not self.est_une_date and colonne.profil.part(Contenu.MONTANT) > PART

    def lire(self, cellule: str) -> str:
        traduite = self._valeurs.traduire(cellule, date=self.est_une_date)
        try:
            if self.est_une_date and (lue := jour_ou_mois(traduite)) is not None:
                return jour(lue)
            if self.est_un_montant and (valeur := nombre(traduite)) is not None:
                return ecrire_nombre(valeur)
        except ValeurIllisible:
            pass
        return cellule
