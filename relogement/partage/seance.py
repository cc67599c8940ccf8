"""L'effet d'une séance sur les parts : les logements qu'elle décide de proposer, s'ils se signent tous."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from relogement.indicateurs.indicateur import Mesure
from relogement.partage.matrice import Matrice, Qui


class Decidee(NamedTuple):
    """Une décision qui donne un logement à un ménage ; dans l'ordre où elles sont notées."""

    menage_id: int
    logement_id: int
    de: Qui
    vers: Qui


@dataclass(frozen=True)
class Effet:
    """La part d'un bailleur, avant et après."""

    qui: str
    avant: Mesure
    apres: Mesure


@dataclass(frozen=True)
class Seance:
    """``decidees`` : une par ménage et par logement, la dernière notée."""

    id: int
    le: date
    decidees: tuple[Decidee, ...] = ()


def retenues(decidees: Iterable[Decidee]) -> tuple[Decidee, ...]:
    """Un ménage ne signe qu'un bail, un logement n'en reçoit qu'un : la dernière décision l'emporte."""
    par_menage = {d.menage_id: d for d in decidees}
    par_logement: dict[int, Decidee] = {}
    for decidee in par_menage.values():
        par_logement[decidee.logement_id] = decidee
    return tuple(par_logement.values())


def effets(matrice: Matrice, decidees: Sequence[Decidee]) -> tuple[Effet, ...]:
    """Les bailleurs qui accueilleraient, dans l'ordre des décisions."""
    apres = matrice.plus((d.de, d.vers) for d in decidees)
    vers = dict.fromkeys(d.vers for d in decidees if d.vers is not None)
    return tuple(Effet(qui, matrice.mesure(qui), apres.mesure(qui)) for qui in vers)
