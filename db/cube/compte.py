"""Compter dans le cube : un chiffre, ou ce chiffre selon un axe, ou selon deux."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from db.cube.cube import Cube, Filtre
from db.cube.table import VERDICTS, Nombres, Tranche
from relogement.indicateurs.indicateur import CENT, Forme, Indicateur, Mesure, Resultat, Statistique

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rangs = NDArray[np.integer[Any]]

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
    return _total(cube, cube.tranche(indicateur.sujet, filtre), indicateur)


def repartir(
    cube: Cube, indicateur: Indicateur, filtre: Filtre, lignes: str, colonnes: str | None = None
) -> Repartition:
    """Le chiffre de chaque valeur d'un axe, croisée avec celles d'un autre ; les valeurs sans ligne s'omettent."""
    import numpy as np

    tranche = cube.tranche(indicateur.sujet, filtre)
    rangs, valeurs = tranche.axe(lignes), tranche.table.axes[lignes].valeurs
    par_ligne = list(_comptes(cube, tranche, indicateur, rangs, len(valeurs)))
    total = _total(cube, tranche, indicateur)
    vues = [i for i, resultat in enumerate(par_ligne) if _compte(resultat)]
    de_ligne = {valeurs[i]: par_ligne[i] for i in vues}
    if colonnes is None:
        cellules = {(valeur, None): resultat for valeur, resultat in de_ligne.items()}
        seule = (None,) if _compte(total) else ()
        return Repartition(
            indicateur, tuple(de_ligne), seule, cellules, de_ligne, dict.fromkeys(seule, total), total
        )
    autres, valeurs_autres = tranche.axe(colonnes), tranche.table.axes[colonnes].valeurs
    m = len(valeurs_autres)
    par_colonne = list(_comptes(cube, tranche, indicateur, autres, m))
    par_cellule = list(_comptes(cube, tranche, indicateur, rangs.astype(np.int64) * m + autres, len(valeurs) * m))
    autres_vues = [j for j, resultat in enumerate(par_colonne) if _compte(resultat)]
    return Repartition(
        indicateur,
        tuple(de_ligne),
        tuple(valeurs_autres[j] for j in autres_vues),
        {(valeurs[i], valeurs_autres[j]): par_cellule[i * m + j] for i in vues for j in autres_vues},
        de_ligne,
        {valeurs_autres[j]: par_colonne[j] for j in autres_vues},
        total,
    )


def _total(cube: Cube, tranche: Tranche, indicateur: Indicateur) -> Resultat:
    """Le même pour tous les axes : il ne se compte qu'une fois."""
    import numpy as np

    def compter() -> Resultat:
        return next(_comptes(cube, tranche, indicateur, np.zeros(len(tranche), np.int32), 1))

    return tranche.tailler("total", indicateur.code, compter)


def _compte(resultat: Resultat) -> int:
    if isinstance(resultat, Mesure):
        return resultat.lignes
    return resultat.connus + resultat.nr


def _comptes(cube: Cube, tranche: Tranche, indicateur: Indicateur, groupes: Rangs, n: int) -> Iterator[Resultat]:
    """Un résultat par groupe, de 0 à n − 1."""
    if indicateur.est_un_nombre:
        return _statistiques(cube, tranche.nombres(indicateur.code), indicateur, groupes, n)
    verdicts = tranche.verdicts(indicateur.code)
    mesures = _mesures(cube, verdicts, groupes, n)
    if not indicateur.sur_le_lieu or tranche.table.a_verifier is None:
        return mesures
    douteuses = tranche.retenir(tranche.table.a_verifier)
    return _avec_le_doute(mesures, verdicts[douteuses], groupes[douteuses], n)


def _mesures(cube: Cube, verdicts: NDArray[np.int8], groupes: Rangs, n: int) -> Iterator[Mesure]:
    for _, oui, non, nr, so in _effectifs(verdicts, groupes, n):
        yield Mesure(oui, non, nr, so, couverture_min=cube.couverture_min)


def _avec_le_doute(
    mesures: Iterator[Mesure], verdicts: NDArray[np.int8], groupes: Rangs, n: int
) -> Iterator[Mesure]:
    """Dit, de ceux qui comptent, combien reposent sur une place à vérifier."""
    for mesure, (_, oui, non, *_autres) in zip(mesures, _effectifs(verdicts, groupes, n), strict=True):
        yield replace(mesure, a_verifier=oui + non) if oui + non else mesure


def _effectifs(verdicts: NDArray[np.int8], groupes: Rangs, n: int) -> list[list[int]]:
    import numpy as np

    largeur = len(VERDICTS)
    comptes = np.bincount(groupes * largeur + verdicts, minlength=n * largeur).reshape(n, largeur)
    effectifs: list[list[int]] = comptes.tolist()
    return effectifs


def _statistiques(
    cube: Cube, nombres: Nombres, indicateur: Indicateur, groupes: Rangs, n: int
) -> Iterator[Statistique]:
    import numpy as np

    manquent = np.bincount(groupes[nombres.base & ~nombres.connus], minlength=n)
    leurs_groupes = groupes[nombres.croissants]
    courts = leurs_groupes.astype(np.int16) if n <= _PEU else leurs_groupes  # numpy range alors sans comparer
    rangees = nombres.valeurs[nombres.croissants[np.argsort(courts, kind="stable")]]
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
