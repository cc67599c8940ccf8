"""Les résidences telles qu'on les lit : leurs dernières mesures, leur histoire, et celle d'un logement offert."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from relogement.equilibre.indicateurs import CENT, Indicateur
from relogement.rapprochement import cle


@dataclass(frozen=True)
class Mesure:
    """Un indicateur à une date ; ``nombre`` et ``sur`` vides quand le bailleur ne donne qu'un taux."""

    indicateur: Indicateur
    au: date
    taux: Decimal | None = None
    nombre: int | None = None
    sur: int | None = None
    source: str | None = None

    @property
    def valeur(self) -> Fraction | None:
        """En pour cent, exact ; les effectifs l'emportent sur le taux, arrondi par le bailleur."""
        if self.nombre is not None and self.sur:
            return Fraction(self.nombre * CENT, self.sur)
        return None if self.taux is None else Fraction(self.taux)


@dataclass(frozen=True)
class ResidenceLue:
    """Une résidence et toutes ses mesures, de la plus récente à la plus ancienne."""

    id: int
    nom: str
    bailleur: str | None = None
    commune: str | None = None
    qpv: str | None = None
    nb_logements: int | None = None
    histoire: tuple[Mesure, ...] = field(default=(), repr=False)

    @cached_property
    def mesures(self) -> Mapping[Indicateur, Mesure]:
        """La dernière de chaque indicateur, dans l'ordre de la liste."""
        dernieres: dict[Indicateur, Mesure] = {}
        for mesure in sorted(self.histoire, key=lambda m: m.au):
            dernieres[mesure.indicateur] = mesure
        return {i: dernieres[i] for i in Indicateur if i in dernieres}

    @property
    def donnees_du(self) -> date | None:
        """La plus ancienne des mesures qui servent : l'ensemble ne vaut pas mieux qu'elle."""
        return min((m.au for m in self.mesures.values()), default=None)

    @property
    def menages(self) -> int | None:
        """Combien de ménages l'habitent, pour le secret : le plus petit des effectifs que l'on connaît."""
        dits = [m.sur for m in self.mesures.values() if m.sur is not None]
        return min([*dits, *([] if self.nb_logements is None else [self.nb_logements])], default=None)


class LogementSitue(Protocol):
    """Ce qui rattache un logement offert à sa résidence."""

    @property
    def residence(self) -> str | None: ...
    @property
    def bailleur(self) -> str | None: ...
    @property
    def commune(self) -> str | None: ...


class Parc:
    """Toutes les résidences connues."""

    def __init__(self, residences: Iterable[ResidenceLue] = ()) -> None:
        self.residences: Sequence[ResidenceLue] = tuple(residences)
        self._par_nom: dict[str, list[ResidenceLue]] = defaultdict(list)
        self._trouvees: dict[tuple[str, str | None, str | None], ResidenceLue | None] = {}
        for residence in self.residences:
            self._par_nom[cle(residence.nom)].append(residence)

    def trouver(self, logement: LogementSitue) -> ResidenceLue | None:
        """Celle de même nom que rien, bailleur ou commune, ne contredit ; aucune s'il y a un doute."""
        if not logement.residence or not self._par_nom:
            return None
        dits = (logement.residence, logement.bailleur, logement.commune)
        if dits not in self._trouvees:
            self._trouvees[dits] = self._chercher(*dits)
        return self._trouvees[dits]

    def _chercher(self, nom: str, bailleur: str | None, commune: str | None) -> ResidenceLue | None:
        memes = self._par_nom.get(cle(nom), ())
        candidates = [r for r in memes if s_accordent(r.bailleur, bailleur) and s_accordent(r.commune, commune)]
        return candidates[0] if len(candidates) == 1 else None


def s_accordent(ici: str | None, la: str | None) -> bool:
    """Le même nom à l'écriture près, ou l'un des deux inconnu."""
    return not ici or not la or cle(ici) == cle(la)


PARC_VIDE = Parc()
