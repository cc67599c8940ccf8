"""Poser un compte par opération et son total de projet dans le système que le secret protège."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from relogement.agrege.faits import Cadre
from relogement.secret import Cellule, Cle, Systeme

PROJET = ""
TOUS, TITULAIRES, AUTRES = "TOUS", "TITULAIRES", "AUTRES"
Nom = Callable[[str], Cle]  # d'une portée, le nom de sa case


def nom(fabrique: Callable[..., Cle], *suite: Any) -> Nom:
    """Le nom d'une case dans chaque portée, ses autres parties fixées."""
    return lambda portee: fabrique(portee, *suite)


@dataclass(frozen=True)
class Importance:
    """Ce que vaut une case pour le lecteur : à l'échelle d'une opération, et du projet."""

    operation: int
    projet: int


@dataclass
class Chantier:
    """Le système en construction, et le cadre où il se construit."""

    cadre: Cadre
    systeme: Systeme = field(default_factory=Systeme)

    @property
    def operations(self) -> Sequence[str]:
        return tuple(self.cadre.operations)

    @property
    def portees(self) -> Sequence[str]:
        """Chaque opération, puis le projet."""
        return (*self.operations, PROJET)

    def compter(
        self,
        cle: Nom,
        par_operation: Mapping[str, int],
        *,
        seuil: int,
        importance: Importance,
        publiee: bool = True,
        menages: Mapping[str, int] | None = None,
        secrete: bool = True,
        par_projet: bool = False,
    ) -> None:
        """Un effectif par opération, et leur somme ; ``par_projet`` : la somme seule."""
        valeurs = {o: par_operation.get(o, 0) for o in self.operations}
        valeurs = {**({} if par_projet else valeurs), PROJET: sum(valeurs.values())}
        for portee, valeur in valeurs.items():
            poids = importance.operation if portee else importance.projet
            derriere = None if menages is None else menages.get(portee, 0)
            self.systeme.ajouter(Cellule(cle(portee), valeur, seuil, derriere, publiee, poids, secrete))
        if not par_projet:
            self.systeme.lier(cle(PROJET), map(cle, self.operations))

    def repartir(
        self,
        fabrique: Callable[..., Cle],
        comptes: Mapping[str, int],
        modalites: Iterable[str],
        *,
        total: Cle,
        seuil: int,
        poids: int,
        inconnue: str | None = None,
    ) -> None:
        """Un tableau du projet, une case par modalité, qui fait un total déjà posé.

        Pas d'opération ici : presque chaque case y serait secrète, les autres serviraient à les retrouver.
        """
        voulues = tuple(modalites)
        for modalite in voulues:
            cle, effectif = fabrique(PROJET, modalite), comptes.get(modalite, 0)
            self.systeme.ajouter(Cellule(cle, effectif, seuil, poids=poids, secrete=modalite != inconnue))
        self.systeme.lier(total, [fabrique(PROJET, modalite) for modalite in voulues])

    def lier(self, total: Nom, parts: Sequence[Nom], *, par_projet: bool = False) -> None:
        """La même addition dans chaque opération et dans le projet."""
        for portee in (PROJET,) if par_projet else self.portees:
            self.systeme.lier(total(portee), [part(portee) for part in parts])
