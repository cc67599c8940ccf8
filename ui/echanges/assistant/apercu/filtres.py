"""Ce que l'on regarde d'un aperçu : tout, à vérifier, nouvelles, modifiées… et combien il y en a."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from relogement.imports.apercu import Apercu, CleLigne, LigneApercu, Sort
from relogement.imports.choix import Choix
from relogement.imports.recherche import textes
from relogement.textes import nombre
from ui.composants.choix import Choix as Option

TOUT, A_VERIFIER, DECOCHEES, CORRIGEES = "tout", "a-verifier", "decochees", "retapees"
SORTS = {
    Sort.CREEE: "Nouvelles",
    Sort.MODIFIEE: "Modifiées",
    Sort.INCHANGEE: "Inchangées",
    Sort.ECARTEE: "Écartées",
}


@dataclass(frozen=True)
class Vu:
    """Un aperçu et de quoi y chercher ; ``par_filtre`` range les lignes une fois pour toutes."""

    apercu: Apercu
    textes: list[str] = field(repr=False)
    par_filtre: Mapping[str, list[int]] = field(repr=False)

    @classmethod
    def de(cls, apercu: Apercu, deja: "Vu | None" = None) -> "Vu":
        """À préparer hors de l'écran : cent dix mille lignes y passent ; ``deja`` a lu les mêmes lignes."""
        par_filtre: dict[str, list[int]] = {TOUT: list(range(len(apercu.lignes))), A_VERIFIER: []}
        par_filtre.update({sort.value: [] for sort in SORTS})
        for rang, ligne in enumerate(apercu.lignes):
            par_filtre[ligne.sort.value].append(rang)
            if ligne.a_verifier:
                par_filtre[A_VERIFIER].append(rang)
        return cls(apercu, deja.textes if deja is not None else textes(apercu), par_filtre)

    def rangs(self, filtre: str, choix: Choix, remarque: frozenset[CleLigne] | None = None) -> list[int]:
        """Les lignes de ce filtre, dans l'ordre du fichier."""
        if remarque is not None:
            return sorted(self.apercu.rangs[cle] for cle in remarque if cle in self.apercu.rangs)
        if filtre == DECOCHEES:
            return self._ou(lambda ligne: ligne.cochable and ligne.cle in choix.decochees)
        if filtre == CORRIGEES:
            retapees = {CleLigne(c.feuille, c.ligne) for c in choix.cellules}
            return self._ou(lambda ligne: ligne.cle in retapees)
        return self.par_filtre.get(filtre, [])

    def _ou(self, garder: Callable[[LigneApercu], bool]) -> list[int]:
        return [rang for rang, ligne in enumerate(self.apercu.lignes) if garder(ligne)]

    def options(self, choix: Choix) -> list[Option]:
        """Les filtres qui ont quelque chose à montrer ; « Tout » toujours."""
        comptes = {cle: len(rangs) for cle, rangs in self.par_filtre.items()}
        options = [Option(TOUT, "Tout", nombre(comptes[TOUT], 0))]
        if comptes[A_VERIFIER]:
            options.append(
                Option(A_VERIFIER, "À vérifier", nombre(comptes[A_VERIFIER], 0), "triangle-alert", "ambre")
            )
        options += [Option(s.value, mot, nombre(n, 0)) for s, mot in SORTS.items() if (n := comptes[s.value])]
        if choix.cellules:
            options.append(Option(CORRIGEES, "Retapées", nombre(len({c[:2] for c in choix.cellules}), 0)))
        if choix.decochees:
            options.append(Option(DECOCHEES, "Décochées", nombre(len(choix.decochees), 0)))
        return options
