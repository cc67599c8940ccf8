"""Le quartier d'un point, ou ce qui empêche de le dire.

« HORS » ne se dit que dans un département dont tous les quartiers sont connus.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from relogement.geographie.departements import departement_de_la_commune, departement_du_code
from relogement.geographie.index import IndexQuartiers, Point, Position
from relogement.geographie.precision import imprecision
from relogement.geographie.territoires import en_france
from relogement.imports.anomalies import Gravite
from relogement.regles.localisation import A_VERIFIER, HORS


@dataclass(frozen=True)
class Repere:
    """``qpv`` est vide quand rien de sûr ne peut être dit : ``message`` ou ``sans_couche`` dit alors pourquoi.

    ``sans_couche`` est le département dont il faut charger les quartiers ; ``doute``, ce qui fait que le quartier
    trouvé compte mais se vérifie.
    """

    qpv: str | None = None
    distance: float | None = None
    doute: str | None = None
    message: str | None = None
    gravite: Gravite = Gravite.AVERTISSEMENT
    sans_couche: str | None = None

    @property
    def a_verifier(self) -> bool:
        return self.doute is not None


def reperer(
    point: Point, index: IndexQuartiers | None, *, commune: str | None, du_projet: str, marge: float
) -> Repere:
    """Cherche un point ; ``commune`` est un code Insee, ``du_projet`` un département, ``marge`` des mètres."""
    return reperer_tous([(point, commune)], index, du_projet=du_projet, marge=marge)[0]


def reperer_tous(
    points: Sequence[tuple[Point, str | None]], index: IndexQuartiers | None, *, du_projet: str, marge: float
) -> list[Repere]:
    """Cherche des points d'un coup, chacun avec sa commune ; des coordonnées grossières élargissent leur marge."""
    precisions = [imprecision(*point) for point, _ in points]
    if index is None:
        return [_sans_index(*point, du_projet) for point in points]
    positions = index.situer([p for p, _ in points], marge=[max(marge, precision) for precision in precisions])
    recherche = _Recherche(index, du_projet, marge)
    return [
        recherche.repere(point, commune, position, precision)
        for (point, commune), position, precision in zip(points, positions, precisions, strict=True)
    ]


_DEHORS = Repere(message="Coordonnées hors du territoire : longitude et latitude sont peut-être inversées.")
_SANS_COMMUNE = Repere(
    message="Coordonnées dans aucun quartier chargé : donnez la commune (code INSEE) pour en être sûr.",
    gravite=Gravite.INFO,
)


def _sans_index(point: Point, commune: str | None, du_projet: str) -> Repere:
    departement = departement_de_la_commune(commune)
    return Repere(sans_couche=departement or du_projet) if en_france(*point, departement) else _DEHORS


@dataclass(frozen=True)
class _Recherche:
    """Ce qui vaut pour tous les points d'une recherche."""

    index: IndexQuartiers
    du_projet: str
    marge: float

    def repere(self, point: Point, commune: str | None, position: Position, precision: float) -> Repere:
        departement = departement_de_la_commune(commune)
        if not en_france(*point, departement):
            return _DEHORS
        if position.code is None:
            return self._dans_aucun(point, position, departement, precision)
        if departement is not None and departement_du_code(position.code) != departement:
            return Repere(message=f"Coordonnées dans {position.code}, mais commune du département {departement}.")
        return self._trouve(position.code, position, precision)

    def _dans_aucun(self, point: Point, position: Position, departement: str | None, precision: float) -> Repere:
        departement = departement or (self.du_projet if self._parmi_les_siens(point) else None)
        if departement is None:
            return _SANS_COMMUNE
        if not self.index.couvre(departement):
            return Repere(sans_couche=departement)
        return self._trouve(HORS, position, precision)

    def _parmi_les_siens(self, point: Point) -> bool:
        """Vrai entre les quartiers du département du projet."""
        etendue = self.index.etendue(self.du_projet)
        return (
            etendue is not None
            and etendue.ouest <= point.lon <= etendue.est
            and etendue.sud <= point.lat <= etendue.nord
        )

    def _trouve(self, qpv: str, position: Position, precision: float) -> Repere:
        if not position.a_verifier:
            return _franc(qpv)
        doute = self._doute(position, precision)
        return Repere(qpv, position.distance, doute, f"{qpv}, {doute} : quartier {A_VERIFIER}.")

    def _doute(self, position: Position, precision: float) -> str:
        if position.autres:
            return f"recouvert ici par {', '.join(position.autres)}"
        assert position.distance is not None
        ecart = f"{round(position.distance)} m d’une limite"
        if position.distance > self.marge:
            return f"calculé à {ecart} d’après des coordonnées données à {round(precision)} m près"
        return f"calculé à {ecart}"


@lru_cache(maxsize=4096)
def _franc(qpv: str) -> Repere:
    """Loin de toute limite : le même pour tous."""
    return Repere(qpv)
