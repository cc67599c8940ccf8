"""La zone APL et l'intercommunalité d'une commune ; une zone inconnue n'est pas la zone 3."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from relogement.regles.apl.demande import Obstacle

_OUTRE_MER = ("97", "98")


@dataclass(frozen=True, slots=True)
class Commune:
    """Une commune ; vide = inconnu. L'outre-mer n'a pas de zone APL ici : son barème est un autre."""

    insee: str
    zone_apl: int | None
    epci: str | None

    @property
    def outre_mer(self) -> bool:
        return self.insee.startswith(_OUTRE_MER)


def commune(insee: str | None) -> Commune | None:
    """La commune de ce code Insee ; vide si le code est inconnu."""
    code = (insee or "").strip().upper()
    ligne = _lignes().get(code)
    if ligne is None:
        return None
    zone, _, epci = ligne.partition(";")
    return Commune(code, int(zone) if zone else None, epci or None)


def zone_apl(insee: str | None) -> int | None:
    """1, 2 ou 3 ; vide si la commune ou sa zone est inconnue, ou si elle est outre-mer (arrêté du 17/03/1978)."""
    trouvee = commune(insee)
    return trouvee.zone_apl if trouvee else None


def obstacles(insee: str | None) -> frozenset[Obstacle]:
    """Ce qui, dans la commune, empêche d'estimer l'APL : l'outre-mer a son propre barème."""
    return frozenset({Obstacle.OUTRE_MER} if (insee or "").startswith(_OUTRE_MER) else ())


@cache
def _lignes() -> dict[str, str]:
    """Le reste de chaque ligne, par code Insee."""
    texte = files("resources").joinpath("communes/communes.csv").read_text("utf-8")
    return dict(ligne.split(";", 1) for ligne in texte.splitlines()[1:])
