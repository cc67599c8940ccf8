"""Les totaux du fichier, comparés à ce que l'on a lu : un écart dit qu'une ligne manque ou est en trop."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from relogement.imports.analyse.sortes import Sorte, est_general
from relogement.imports.analyse.tableau import Tableau
from relogement.imports.entetes import semble_une_valeur
from relogement.imports.lecture import Ligne
from relogement.imports.valeurs import ValeurIllisible, nombre

ZERO = Decimal(0)
TOLERANCE = Decimal("0.01")


@dataclass(frozen=True)
class Controle:
    """Un total écrit dans le fichier et la somme des lignes qu'il devrait résumer."""

    ligne: int
    position: int
    titre: str
    total: Decimal
    somme: Decimal
    general: bool

    @property
    def ecart(self) -> Decimal:
        return self.total - self.somme

    @property
    def convient(self) -> bool:
        return abs(self.ecart) <= TOLERANCE


def controler(tableau: Tableau, positions: Mapping[int, str] | None = None) -> tuple[Controle, ...]:
    """Chaque total de chaque colonne de nombres ; ``positions`` limite aux colonnes qui intéressent."""
    titres = positions or {c.position: c.titre for c in tableau.colonnes}
    suivies = {p: t for p, t in titres.items() if any(_montant(total, p) is not None for total in tableau.totaux)}
    return tuple(_controles(tableau, suivies)) if suivies else ()


def _controles(tableau: Tableau, suivies: Mapping[int, str]) -> Iterator[Controle]:
    depuis, tout = dict.fromkeys(suivies, ZERO), dict.fromkeys(suivies, ZERO)
    for ligne in tableau.zone():
        sorte = tableau.sortes.get(ligne.numero)
        if sorte is Sorte.TOTAL:
            yield from _comparer(ligne, suivies, depuis, tout)
            depuis = dict.fromkeys(suivies, ZERO)
        elif sorte is None:
            for position in suivies:
                if (montant := _montant(ligne, position)) is not None:
                    depuis[position] += montant
                    tout[position] += montant


def _comparer(
    ligne: Ligne, suivies: Mapping[int, str], depuis: Mapping[int, Decimal], tout: Mapping[int, Decimal]
) -> Iterator[Controle]:
    """Un sous-total résume les lignes depuis le précédent ; un total, toutes."""
    general = est_general(ligne)
    for position, titre in suivies.items():
        total = _montant(ligne, position)
        if total is not None:
            sommes = (tout[position], depuis[position]) if general else (depuis[position], tout[position])
            somme = min(sommes, key=lambda s: abs(total - s) > TOLERANCE)
            yield Controle(ligne.numero, position, titre, total, somme, general)


def _montant(ligne: Ligne, position: int) -> Decimal | None:
    cellule = ligne.cellules[position] if position < len(ligne.cellules) else ""
    if not semble_une_valeur(cellule):
        return None
    try:
        return nombre(cellule)
    except ValeurIllisible:
        return None
