"""Compter dans le cube : un chiffre, ou ce chiffre selon un axe, ou selon deux."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from db.cube.cube import Cube, Filtre
from db.cube.table import VERDICTS, Nombres, Table
from relogement.indicateurs.indicateur import CENT, Forme, Indicateur, Mesure, Resultat, Statistique

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_EN_EUROS, _PEU = "€", 32_767


@dataclass(frozen=True)
class Repartition:
    """Un chiffre selon deux axes au plus, et ses totaux ; un axe absent n'a qu'une valeur, ``None``."""

    indicateur: Indicateur
    lignes: tuple[Any, ...]
    colonnes: tuple[Any, ...]
    cellules: dict[tuple[Any, Any], Resultat]
    par_ligne: dict[Any, Resultat]
    par_colonne: dict[Any, Resultat]
    total: Resultat


def mesurer(cube: Cube, indicateur: Indicateur, filtre: Filtre) -> Resultat:
    """Le chiffre de tout ce que le filtre garde."""
    table = cube.tables[indicateur.sujet]
    masque = cube.masque(table, filtre)
    groupes = table.dossiers[masque] * 0
    return next(_comptes(cube, table, indicateur, masque, groupes, 1))


def repartir(
    cube: Cube, indicateur: Indicateur, filtre: Filtre, lignes: str, colonnes: str | None = None
) -> Repartition:
    """Le chiffre de chaque valeur d'un axe, croisée avec celles d'un autre ; les valeurs sans ligne s'omettent."""
    table = cube.tables[indicateur.sujet]
    masque = cube.masque(table, filtre)
    rangs, valeurs = _axe(table, lignes, masque)
    autres, valeurs_autres = _axe(table, colonnes, masque)
    n, m = len(valeurs), len(valeurs_autres)
    par_ligne = list(_comptes(cube, table, indicateur, masque, rangs, n))
    par_colonne = list(_comptes(cube, table, indicateur, masque, autres, m))
    seul = colonnes is None
    par_cellule = par_ligne if seul else list(_comptes(cube, table, indicateur, masque, rangs * m + autres, n * m))
    vues = [i for i in range(n) if _compte(par_ligne[i])]
    autres_vues = [j for j in range(m) if _compte(par_colonne[j])]
    return Repartition(
        indicateur,
        tuple(valeurs[i] for i in vues),
        tuple(valeurs_autres[j] for j in autres_vues),
        {(valeurs[i], valeurs_autres[j]): par_cellule[i * m + j] for i in vues for j in autres_vues},
        {valeurs[i]: par_ligne[i] for i in vues},
        {valeurs_autres[j]: par_colonne[j] for j in autres_vues},
        par_colonne[0] if seul else next(_comptes(cube, table, indicateur, masque, rangs * 0, 1)),
    )


def _axe(table: Table, cle: str | None, masque: NDArray[np.bool_]) -> tuple[NDArray[np.int64], Sequence[Any]]:
    import numpy as np

    if cle is None:
        return np.zeros(int(masque.sum()), np.int64), (None,)
    return table.axes[cle].rangs[masque].astype(np.int64), table.axes[cle].valeurs


def _compte(resultat: Resultat) -> int:
    if isinstance(resultat, Mesure):
        return resultat.lignes
    return resultat.connus + resultat.nr


def _comptes(
    cube: Cube, table: Table, indicateur: Indicateur, masque: NDArray[np.bool_], groupes: NDArray[np.int64], n: int
) -> Iterator[Resultat]:
    """Un résultat par groupe, de 0 à n − 1."""
    if indicateur.est_un_nombre:
        return _statistiques(cube, table.nombres[indicateur.code], indicateur, masque, groupes, n)
    mesures = _mesures(cube, table.verdicts[indicateur.code][masque], groupes, n)
    if not indicateur.sur_le_lieu or table.a_verifier is None:
        return mesures
    douteuses = table.a_verifier[masque]
    return _avec_le_doute(mesures, table.verdicts[indicateur.code][masque][douteuses], groupes[douteuses], n)


def _mesures(cube: Cube, verdicts: NDArray[np.int8], groupes: NDArray[np.int64], n: int) -> Iterator[Mesure]:
    for _, oui, non, nr, so in _effectifs(verdicts, groupes, n):
        yield Mesure(oui, non, nr, so, couverture_min=cube.couverture_min)


def _avec_le_doute(
    mesures: Iterator[Mesure], verdicts: NDArray[np.int8], groupes: NDArray[np.int64], n: int
) -> Iterator[Mesure]:
    """Dit, de ceux qui comptent, combien reposent sur une place à vérifier."""
    for mesure, (_, oui, non, *_autres) in zip(mesures, _effectifs(verdicts, groupes, n), strict=True):
        yield replace(mesure, a_verifier=oui + non) if oui + non else mesure


def _effectifs(verdicts: NDArray[np.int8], groupes: NDArray[np.int64], n: int) -> list[list[int]]:
    import numpy as np

    largeur = len(VERDICTS)
    comptes = np.bincount(groupes * largeur + verdicts, minlength=n * largeur).reshape(n, largeur)
    effectifs: list[list[int]] = comptes.tolist()
    return effectifs


def _statistiques(
    cube: Cube, nombres: Nombres, indicateur: Indicateur, masque: NDArray[np.bool_], groupes: NDArray[np.int64],
    n: int,
) -> Iterator[Statistique]:  # fmt: skip
    import numpy as np

    connus = nombres.connus[masque]
    manquent = np.bincount(groupes[nombres.base[masque] & ~connus], minlength=n)
    retenus = nombres.croissants[masque[nombres.croissants]]
    leurs_groupes = groupes[(np.cumsum(masque) - 1)[retenus]]
    courts = leurs_groupes.astype(np.int16) if n <= _PEU else leurs_groupes  # numpy range alors sans comparer
    rangees = nombres.valeurs[retenus[np.argsort(courts, kind="stable")]]
    fins = np.cumsum(np.bincount(leurs_groupes, minlength=n)).tolist()
    for groupe, nr in enumerate(manquent.tolist()):
        du_groupe = rangees[fins[groupe - 1] if groupe else 0 : fins[groupe]]
        yield _statistique(cube, indicateur, du_groupe, nr)


def _statistique(cube: Cube, indicateur: Indicateur, rangees: NDArray[np.int64], nr: int) -> Statistique:
    if not len(rangees):
        return Statistique(nr=nr, couverture_min=cube.couverture_min)
    somme, n = Decimal(int(rangees.sum())), len(rangees)
    if indicateur.forme is Forme.MOYENNE:
        valeur = somme / n
    else:
        milieu = int(rangees[(n - 1) // 2]) + int(rangees[n // 2])
        valeur = Decimal(milieu) / 2
    unite = CENT if indicateur.unite == _EN_EUROS else Decimal(1)
    return Statistique(valeur / unite, n, nr, somme / unite, couverture_min=cube.couverture_min)
