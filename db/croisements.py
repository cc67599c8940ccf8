"""Un chiffre réparti selon un axe, ou croisé selon deux, à une date."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from db.cube import Cube, Filtre, Repartition, lire_cube, repartir
from db.generations import selon_la_generation
from db.tableaux.portee import Portee
from relogement.erreurs import ErreurMetier
from relogement.indicateurs.axes import AXE_PAR_CLE, AXES, Axe
from relogement.indicateurs.criteres import CATALOGUE, PAR_CODE
from relogement.indicateurs.indicateur import Indicateur, Resultat


@dataclass(frozen=True)
class Croisement:
    """``par_ligne`` et ``par_colonne`` sont les totaux ; sans second axe, la seule colonne est le total."""

    cube: Cube
    indicateur: Indicateur
    filtre: Filtre
    lignes: Axe
    colonnes: Axe | None
    repartition: Repartition

    def dire_ligne(self, valeur: Any) -> str:
        return self.dire(self.lignes, valeur)

    def dire_colonne(self, valeur: Any) -> str:
        return "" if self.colonnes is None else self.dire(self.colonnes, valeur)

    def dire(self, axe: Axe, valeur: Any) -> str:
        """Une valeur d'un axe ; pour un critère, tous ceux que l'on compte sont relogés."""
        if valeur is None and self.indicateur.des_reloges:
            return axe.sans
        return self.cube.dire(axe, valeur)

    def cellule(self, ligne: Any, colonne: Any) -> Resultat:
        return self.repartition.cellules[ligne, colonne]

    def filtre_de(self, ligne: Any = ..., colonne: Any = ...) -> Filtre:
        """Ce qu'il faut garder pour n'avoir que cette case, cette ligne ou cette colonne."""
        axes = dict(self.filtre.axes)
        if ligne is not ...:
            axes[self.lignes.cle] = ligne
        if colonne is not ... and self.colonnes is not None:
            axes[self.colonnes.cle] = colonne
        return Filtre(self.filtre.titulaires, axes)


def lire_pour_croiser(session: Session, portee: Portee) -> Cube:
    """Tout ce qui se croise à cette date."""
    return selon_la_generation(session, lire_cube(session, portee.au), portee.generation)


def croiser(cube: Cube, portee: Portee, code: str, lignes: str, colonnes: str | None = None) -> Croisement:
    """Un indicateur selon un axe ou deux, sur un cube déjà lu."""
    indicateur = PAR_CODE[code]
    axes = [_axe(indicateur, cle) for cle in (lignes, colonnes) if cle]
    repartition = repartir(cube, indicateur, portee.filtre, lignes, colonnes)
    return Croisement(cube, indicateur, portee.filtre, axes[0], axes[1] if len(axes) > 1 else None, repartition)


def _axe(indicateur: Indicateur, cle: str) -> Axe:
    axe = AXE_PAR_CLE[cle]
    if not axe.range(indicateur.sujet):
        possibles = ", ".join(a.cle for a in axes_de(indicateur))
        raise ErreurMetier(
            f"« {indicateur.libelle} » ne se répartit pas par {axe.libelle.lower()}. Axes possibles : {possibles}."
        )
    return axe


def axes_de(indicateur: Indicateur) -> Sequence[Axe]:
    """Les axes qui savent ranger les lignes de cet indicateur."""
    return [axe for axe in AXES if axe.range(indicateur.sujet)]


def indicateurs_de(axe: Axe) -> Sequence[Indicateur]:
    """Les indicateurs que cet axe sait répartir."""
    return [indicateur for indicateur in CATALOGUE if axe.range(indicateur.sujet)]
