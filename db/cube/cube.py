"""Le cube d'un projet à une date, ce que l'on en retient, et les lignes derrière un compte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from db.baremes import periodes_ajoutees
from db.cube.lecture import libelles_des_operations, lire_dossiers, lire_logements, lire_offres
from db.cube.table import HORS_BASE, TOUTES, VERDICTS, Table, Tranche, ordre
from db.memoire import garder
from relogement.indicateurs.axes import AXES, PAS_RELOGE, Axe
from relogement.indicateurs.criteres import CATALOGUE
from relogement.indicateurs.indicateur import Indicateur, Sujet, couverture_exigee

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CONNUS, INCONNUS = "CONNUS", "INCONNUS"
TRANCHES = 8  # trois sujets, deux populations, et de quoi changer d'opération


@dataclass(frozen=True)
class Filtre:
    """Ce que l'on garde : une population, et pour chaque axe nommé la seule valeur voulue."""

    titulaires: bool = False
    axes: Mapping[str, Any] = field(default_factory=dict)

    def avec(self, **axes: Any) -> Filtre:
        return Filtre(self.titulaires, {**self.axes, **axes})


@dataclass(frozen=True)
class Cube:
    """``motifs`` : la raison des verdicts recalculés, par indicateur et dossier ; ``ordre`` se lit au besoin."""

    au: date
    tables: Mapping[Sujet, Table]
    operations: Mapping[str, str]
    couverture_min: Decimal
    motifs: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    ordre: list[Any] = field(default_factory=list, repr=False)
    _tranches: dict[Any, Tranche] = field(default_factory=dict, init=False, repr=False, compare=False)

    def dire(self, axe: Axe, valeur: Any) -> str:
        """Une valeur d'un axe, comme on la lit."""
        if valeur is None:
            return PAS_RELOGE if axe.apres else axe.sans
        return self.operations[valeur] if axe.cle == "operation" else axe.dire(valeur)

    def valeurs(self, axe: str) -> list[Any]:
        """Les valeurs d'un axe dans leur ordre, sur tous les sujets, l'inconnu en dernier."""
        vues = [v for table in self.tables.values() if axe in table.axes for v in table.axes[axe].valeurs]
        return sorted(set(vues), key=ordre)

    def masque(self, table: Table, filtre: Filtre) -> NDArray[np.bool_]:
        """Les lignes d'une table que le filtre garde."""
        garde = table.titulaires.copy() if filtre.titulaires else table.titulaires | True
        for axe, valeur in filtre.axes.items():
            colonne = table.axes[axe]
            garde &= colonne.rangs == colonne.rang(valeur)
        return garde

    def tranche(self, sujet: Sujet, filtre: Filtre) -> Tranche:
        """Ce que le filtre garde de ce sujet ; les dernières tranches demandées restent taillées."""
        table, cle = self.tables[sujet], (sujet, filtre.titulaires, frozenset(filtre.axes.items()))
        if (tranche := self._tranches.get(cle)) is None:
            tout = not filtre.titulaires and not filtre.axes
            tranche = Tranche(table, None if tout else self.masque(table, filtre))
            if len(self._tranches) >= TRANCHES:
                self._tranches.clear()
            self._tranches[cle] = tranche
        return tranche

    def retenues(self, indicateur: Indicateur, groupe: str, filtre: Filtre) -> NDArray[np.intp]:
        """Les rangs des lignes d'un groupe : un verdict, « hors de la base », les connus ou les inconnus."""
        import numpy as np

        table = self.tables[indicateur.sujet]
        garde = self.masque(table, filtre)
        if groupe != TOUTES:
            garde &= self._du_groupe(table, indicateur, groupe)
        return np.flatnonzero(garde)

    def _du_groupe(self, table: Table, indicateur: Indicateur, groupe: str) -> NDArray[np.bool_]:
        if not indicateur.est_un_nombre:
            du_groupe: NDArray[np.bool_] = table.verdicts[indicateur.code] == VERDICTS.index(groupe)
            return du_groupe
        nombres = table.nombres[indicateur.code]
        if groupe == HORS_BASE:
            return ~nombres.base
        return nombres.base & ~nombres.connus if groupe == INCONNUS else nombres.connus


def lire_cube(
    session: Session, au: date, indicateurs: Sequence[Indicateur] = CATALOGUE, axes: Sequence[Axe] = AXES
) -> Cube:
    """Ce qui se compte à cette date, pour ces indicateurs et selon ces axes ; tous si rien n'est dit.

    Il reste en mémoire tant que rien ne s'écrit : un second regard à la même date ne lit rien.
    """
    cle = (au, tuple(i.code for i in indicateurs), tuple(axe.cle for axe in axes))
    return garder(session, "cube", cle, lambda: _lire(session, au, indicateurs, axes))


def _lire(session: Session, au: date, indicateurs: Sequence[Indicateur], axes: Sequence[Axe]) -> Cube:
    dossiers = lire_dossiers(session, au, indicateurs, axes)
    tables, sujets = {Sujet.DOSSIERS: dossiers}, {i.sujet for i in indicateurs}
    if Sujet.LOGEMENTS in sujets:
        tables[Sujet.LOGEMENTS] = lire_logements(session, au, indicateurs, axes)
    if Sujet.OFFRES in sujets:
        tables[Sujet.OFFRES] = lire_offres(session, au, dossiers)
    exigee = couverture_exigee(au, periodes_ajoutees(session))
    return Cube(au, tables, libelles_des_operations(session), exigee)
