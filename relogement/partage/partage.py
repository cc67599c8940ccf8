"""Le partage entier d'une portée et d'une période : la matrice, ce qui vient, les engagements et leur tenue."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from relogement.indicateurs.indicateur import Mesure
from relogement.partage.accueil import EngagementDAccueil, Objet
from relogement.partage.matrice import SANS, Matrice, Noms, Qui, Stade, TousOuUn
from relogement.partage.periode import Periode
from relogement.partage.seance import Effet, Seance, effets
from relogement.partage.suivi import Suivi, suivre

AVenir = Mapping[tuple[Qui, Qui, Stade], int]


@dataclass(frozen=True)
class LigneDePart:
    """Un bailleur qui accueille, ou qui s'y est engagé."""

    qui: str
    nom: str
    mesure: Mesure
    a_venir: int
    promesse: EngagementDAccueil | None
    suivi: Suivi | None


@dataclass(frozen=True)
class Partage:
    """``restants`` : les ménages à reloger par bailleur quitté ; ``hors`` : les dossiers qui ne comptent pas.

    Sans ``restants``, on ne sait pas dire combien il en faut : rien ne se juge.
    """

    periode: Periode
    matrice: Matrice
    noms: Noms
    accueils: Mapping[Objet, EngagementDAccueil] = field(default_factory=dict)
    restants: Mapping[Qui, int] | None = None
    a_venir: AVenir = field(default_factory=dict)
    seance: Seance | None = None
    hors: int = 0
    sur_le_projet: bool = True

    @property
    def au(self) -> date:
        return self.periode.au

    def promesse(self, vers: str, de: str | None = None) -> EngagementDAccueil | None:
        """Ce qui est promis pour cette période."""
        return self.accueils.get(Objet(vers, de, self.periode.annee)) if self.periode.s_engage else None

    def suivi(self, vers: str, de: str | None = None) -> Suivi | None:
        """L'engagement d'un bailleur pour cette période ; un nombre promis ne se juge que sur tout le projet."""
        accueil = self.promesse(vers, de)
        if accueil is None or self.restants is None or (accueil.nombre is not None and not self.sur_le_projet):
            return None
        restants = self.restants.get(de, 0) if de is not None else sum(self.restants.values())
        mesure = self.matrice.mesure(vers, ... if de is None else de)
        return suivre(accueil, mesure, restants if self.periode.ouverte else 0, self.au)

    def nombre_a_venir(self, de: TousOuUn = ..., vers: TousOuUn = ...) -> int:
        return sum(
            n for (d, v, _), n in self.a_venir.items() if (de is ... or d == de) and (vers is ... or v == vers)
        )

    def stades(self, de: TousOuUn = ..., vers: TousOuUn = ...) -> Counter[Stade]:
        """Ceux qui viennent, par stade."""
        comptes: Counter[Stade] = Counter()
        for (d, v, stade), n in self.a_venir.items():
            if (de is ... or d == de) and (vers is ... or v == vers):
                comptes[stade] += n
        return comptes

    @property
    def lignes(self) -> tuple[LigneDePart, ...]:
        """Le premier accueil d'abord ; qui n'accueille personne mais s'y est engagé y est aussi."""
        qui = {v for v in self.matrice.arrivees | {v for _, v, _ in self.a_venir} if v is not None}
        qui |= {objet.vers for objet in self._objets() if objet.de is None}
        lignes = [self._ligne(vers) for vers in qui]
        return tuple(sorted(lignes, key=lambda ligne: (-ligne.mesure.oui, -ligne.a_venir, ligne.nom)))

    def _ligne(self, vers: str) -> LigneDePart:
        venir = self.nombre_a_venir(vers=vers)
        mesure, promesse = self.matrice.mesure(vers), self.promesse(vers)
        return LigneDePart(vers, self.noms.de(vers), mesure, venir, promesse, self.suivi(vers))

    def _objets(self) -> list[Objet]:
        return [o for o in self.accueils if self.periode.s_engage and o.annee == self.periode.annee]

    @property
    def departs(self) -> tuple[Qui, ...]:
        """Les bailleurs quittés, les plus quittés d'abord ; l'absence puis l'inconnu en dernier."""
        qui = self.matrice.departs | {d for d, _, _ in self.a_venir} | {o.de for o in self._objets() if o.de}
        return tuple(sorted(qui, key=lambda q: (q is None, q == SANS, -self.matrice.nombre(q), self.noms.de(q))))

    @property
    def arrivees(self) -> tuple[Qui, ...]:
        """Ceux qui accueillent, dans l'ordre des lignes, puis ceux qu'une paire nomme ; l'inconnu en dernier."""
        connus = dict.fromkeys([ligne.qui for ligne in self.lignes] + [o.vers for o in self._objets()])
        venus = self.matrice.arrivees | {v for _, v, _ in self.a_venir}
        return (*connus, None) if None in venus else tuple(connus)

    @property
    def suivis(self) -> tuple[Suivi, ...]:
        """Tous les engagements de la période, les retards d'abord."""
        tous = [s for o in self._objets() if (s := self.suivi(o.vers, o.de)) is not None]
        return tuple(sorted(tous, key=lambda s: (not s.en_retard, s.accueil.de or "", s.accueil.vers)))

    @property
    def effets(self) -> tuple[Effet, ...]:
        """Les parts si les décisions de la séance se font."""
        return effets(self.matrice, self.seance.decidees) if self.seance and self.periode.ouverte else ()
