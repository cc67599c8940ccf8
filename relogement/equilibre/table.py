"""La table des résidences : l'indice de chacune contre la moyenne choisie, et ce que le secret en tait."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relogement.base import Code
from relogement.equilibre.indice import Indice, Reference, indice, reference
from relogement.equilibre.parc import Parc, ResidenceLue
from relogement.equilibre.reglages import ReglagesEquilibre
from relogement.equilibre.secret import trop_petite
from relogement.rapprochement import cle


class Perimetre(Code):
    """De quoi cent est la moyenne."""

    PROJET = "PROJET", "Toutes les résidences"
    BAILLEUR = "BAILLEUR", "Le parc du bailleur"
    COMMUNE = "COMMUNE", "La commune"


_GROUPES: Mapping[Perimetre, Callable[[ResidenceLue], str]] = {
    Perimetre.PROJET: lambda _: "",
    Perimetre.BAILLEUR: lambda residence: cle(residence.bailleur or ""),
    Perimetre.COMMUNE: lambda residence: cle(residence.commune or ""),
}


@dataclass(frozen=True)
class LigneDeLaTable:
    """Une résidence ; ``indice`` vide quand elle compte trop peu de ménages pour être montrée."""

    residence: ResidenceLue
    indice: Indice | None
    perimee: bool

    @property
    def secrete(self) -> bool:
        return self.indice is None


def lignes(parc: Parc, perimetre: Perimetre, reglages: ReglagesEquilibre, au: date) -> list[LigneDeLaTable]:
    """Toutes les résidences, chacune contre la moyenne des siennes ; une secrète n'entre dans aucune moyenne."""
    montrees = [r for r in parc.residences if not trop_petite(r, reglages.secret)]
    references = _references(montrees, _GROUPES[perimetre])
    return [_ligne(r, references.get(_GROUPES[perimetre](r), {}), reglages, au) for r in parc.residences]


def _references(residences: Iterable[ResidenceLue], groupe: Callable[[ResidenceLue], str]) -> dict[str, Reference]:
    groupes: dict[str, list[ResidenceLue]] = defaultdict(list)
    for residence in residences:
        groupes[groupe(residence)].append(residence)
    return {nom: reference(siennes) for nom, siennes in groupes.items()}


def _ligne(residence: ResidenceLue, ref: Reference, reglages: ReglagesEquilibre, au: date) -> LigneDeLaTable:
    if trop_petite(residence, reglages.secret):
        return LigneDeLaTable(residence, None, perimee=False)
    du = residence.donnees_du
    perimee = du is not None and reglages.perimee(du, au)
    return LigneDeLaTable(residence, indice(residence, ref, reglages), perimee)


def sans_donnees(parc: Parc, logements: Sequence[tuple[str | None, str | None, str | None]]) -> tuple[str, ...]:
    """Les résidences du registre (nom, bailleur, commune) dont aucun tableau ne parle."""
    inconnues = {nom: None for nom, *reste in logements if nom and parc.trouver(_Situe(nom, *reste)) is None}
    return tuple(sorted(inconnues, key=str.casefold))


@dataclass(frozen=True)
class _Situe:
    residence: str | None
    bailleur: str | None
    commune: str | None
