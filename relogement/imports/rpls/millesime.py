"""De quelle année est un fichier du répertoire, et s'il est ouvert ou réservé : ses titres le trahissent."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from relogement.base import Code
from relogement.imports.colonnes import norme
from relogement.imports.phrases import erreur

IRIS = re.compile(r"plg iris(20[0-9]{2})")
LOI = frozenset(("ident rep", "ident int", "loyerprinc", "loyerprinc red", "mode", "mode red", "bail", "bail red"))
ANCIENS = frozenset(("numappt", "numboite", "couloir", "complident", "immeu"))


class Version(Code):
    OUVERTE = "ouverte", "Version ouverte"
    LOI = "loi", "Version réservée (loi)"


@dataclass(frozen=True)
class Millesime:
    """Les années possibles, la dernière d'abord n'étant pas forcément la bonne ; vide quand rien ne le dit."""

    annees: tuple[int, ...]
    version: Version
    raison: str

    @property
    def code(self) -> str:
        """« 2025 », « 2017-2018 » quand les titres ne tranchent pas ; vide quand ils ne disent rien."""
        return "-".join(str(annee) for annee in dict.fromkeys(self.annees[:1] + self.annees[-1:]))

    def precise(self, annee: int) -> "Millesime":
        """Le même fichier, dont quelqu'un dit l'année ; elle doit être de celles que les titres admettent."""
        if self.annees and annee not in self.annees:
            raise erreur(
                f"Les titres du fichier disent « {self.libelle} » ({self.raison}), pas {annee}. Corrigez l’année, "
                "ou ne la dites pas."
            )
        return replace(self, annees=(annee,))

    @property
    def libelle(self) -> str:
        if not self.annees:
            return "millésime inconnu"
        debut, fin = self.annees[0], self.annees[-1]
        return f"millésime {debut}" if debut == fin else f"millésimes {debut} à {fin}"


def millesime(titres: Sequence[str]) -> Millesime:
    """D'après les colonnes propres à chaque époque (PLG_QP24, suffixe « _red », adresses détaillées)."""
    noms = {norme(titre) for titre in titres}
    version = Version.LOI if noms & LOI else Version.OUVERTE
    annees, raison = _annees(noms)
    return Millesime(annees, version, raison)


def _annees(noms: set[str]) -> tuple[tuple[int, ...], str]:
    iris = _annee_iris(noms)
    if "plg qp24" in noms:
        annee = (iris or 2024) + 1
        return (annee,), "les quartiers de 2024 y sont (PLG_QP24)" + (f" et les IRIS de {iris}" if iris else "")
    if iris:
        return (iris + 1,), f"les IRIS y sont ceux de {iris}"
    if any(nom.endswith(" red") for nom in noms):
        return (2017, 2018), "les titres finissent par « _red »"
    if noms & ANCIENS:
        return tuple(range(2011, 2017)), "l’adresse y est détaillée (NUMAPPT, IMMEU…)"
    return (), "aucun titre ne date le fichier"


def _annee_iris(noms: Iterable[str]) -> int | None:
    annees = [int(trouve[1]) for nom in noms if (trouve := IRIS.match(nom))]
    return max(annees, default=None)
