"""L'indice d'une résidence, base 100 : cent est la moyenne de la référence, plus haut est plus fragile.

Chaque indicateur donne 100 × sa valeur ÷ la moyenne de la référence, pondérée par les logements ; le contraire
pour les ressources moyennes, où plus haut est moins fragile. L'indice en est la moyenne, aux poids de la charte.
Ce que l'on ignore n'est pas zéro : il est entre la plus basse et la plus haute des valeurs de la référence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from relogement.equilibre.indicateurs import CENT, DEFINITIONS, Indicateur
from relogement.equilibre.nombres import dit
from relogement.equilibre.parc import Mesure, ResidenceLue
from relogement.equilibre.reglages import ReglagesEquilibre
from relogement.textes import INCONNU

BASE = Fraction(CENT)


@dataclass(frozen=True)
class Moyenne:
    """La moyenne d'un indicateur dans la référence, ses extrêmes, et de combien de résidences elle vient."""

    valeur: Fraction
    minimum: Fraction
    maximum: Fraction
    residences: int
    sans_taille: int


Reference = Mapping[Indicateur, Moyenne]


def reference(residences: Iterable[ResidenceLue]) -> Reference:
    """Les moyennes de ces résidences, un indicateur que personne ne donne n'en ayant pas."""
    lues = list(residences)
    moyennes = {i: _moyenne([(r, r.mesures[i]) for r in lues if i in r.mesures]) for i in Indicateur}
    return {i: m for i, m in moyennes.items() if m is not None}


def _moyenne(mesurees: list[tuple[ResidenceLue, Mesure]]) -> Moyenne | None:
    """Pondérée par les logements ; sans aucune taille connue, chaque résidence compte autant."""
    lues = [(m.valeur, taille(r, m)) for r, m in mesurees]
    valeurs = [(valeur, poids) for valeur, poids in lues if valeur is not None]
    if not valeurs:
        return None
    tailles = [(valeur, poids) for valeur, poids in valeurs if poids]
    ponderees = tailles or [(valeur, 1) for valeur, _ in valeurs]
    total = sum(poids for _, poids in ponderees)
    somme = sum((valeur * poids for valeur, poids in ponderees), Fraction(0))
    dites = [valeur for valeur, _ in valeurs]
    return Moyenne(somme / total, min(dites), max(dites), len(valeurs), len(valeurs) - len(ponderees))


def taille(residence: ResidenceLue, mesure: Mesure) -> int:
    """Les logements de la résidence, à défaut ce sur quoi porte la mesure ; zéro quand on ne sait rien."""
    return residence.nb_logements or mesure.sur or 0


@dataclass(frozen=True)
class PartDeLIndice:
    """Un indicateur dans l'indice : sa valeur, la moyenne, et ce qu'il vaut, base 100, au moins et au plus."""

    indicateur: Indicateur
    poids: int
    mesure: Mesure | None
    moyenne: Moyenne | None
    basse: Fraction
    haute: Fraction

    @property
    def valeur(self) -> Fraction | None:
        return self.mesure.valeur if self.mesure is not None else None

    @property
    def compte(self) -> bool:
        return self.poids > 0 and self.moyenne is not None

    @property
    def dite(self) -> str:
        return _fourchette(self.basse, self.haute) if self.compte else INCONNU


@dataclass(frozen=True)
class Indice:
    """``basse`` et ``haute`` vides quand on en sait trop peu ; ``connu`` : la part des poids que l'on connaît."""

    parts: tuple[PartDeLIndice, ...]
    basse: Fraction | None
    haute: Fraction | None
    connu: Fraction

    @property
    def milieu(self) -> Fraction | None:
        return None if self.basse is None or self.haute is None else (self.basse + self.haute) / 2

    @property
    def dite(self) -> str:
        """« 112 », « 104 à 118 », « NR »."""
        return INCONNU if self.basse is None or self.haute is None else _fourchette(self.basse, self.haute)


def indice(residence: ResidenceLue, ref: Reference, reglages: ReglagesEquilibre) -> Indice:
    """L'indice et ses parts ; un indicateur que personne ne donne n'y compte pas."""
    parts = tuple(_part(i, residence.mesures.get(i), ref.get(i), reglages.poids[i]) for i in Indicateur)
    comptees = [p for p in parts if p.compte]
    total = sum(p.poids for p in comptees)
    connus = sum(p.poids for p in comptees if p.valeur is not None)
    connu = Fraction(connus * CENT, total) if total else Fraction(0)
    if not total or connu < reglages.connu_pct:
        return Indice(parts, None, None, connu)
    basse, haute = (
        sum((p.poids * borne for p, borne in zip(comptees, bornes, strict=True)), Fraction(0)) / total
        for bornes in ([p.basse for p in comptees], [p.haute for p in comptees])
    )
    return Indice(parts, basse, haute, connu)


def _part(indicateur: Indicateur, mesure: Mesure | None, moyenne: Moyenne | None, poids: int) -> PartDeLIndice:
    if moyenne is None:
        return PartDeLIndice(indicateur, poids, mesure, None, BASE, BASE)
    valeur = mesure.valeur if mesure is not None else None
    extremes = (moyenne.minimum, moyenne.maximum) if valeur is None else (valeur, valeur)
    bornes = sorted(_base_100(indicateur, v, moyenne.valeur) for v in extremes)
    return PartDeLIndice(indicateur, poids, mesure, moyenne, bornes[0], bornes[1])


def _base_100(indicateur: Indicateur, valeur: Fraction, moyenne: Fraction) -> Fraction:
    """Cent à la moyenne ; une moyenne nulle veut dire que toutes le sont."""
    if not moyenne:
        return BASE
    ecart = (valeur - moyenne) * CENT / moyenne
    return BASE + (ecart if DEFINITIONS[indicateur].plus_fragile else -ecart)


def _fourchette(basse: Fraction, haute: Fraction) -> str:
    bas, haut = dit(basse), dit(haute)
    return bas if bas == haut else f"{bas} à {haut}"
