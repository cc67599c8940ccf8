"""Le quartier d'un point, ou ce qui empêche de le dire.

« HORS » ne se dit que dans un département dont tous les quartiers sont connus.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from relogement.geographie.departements import departement_de_la_commune, departement_du_code
from relogement.geographie.index import IndexQuartiers, Point, Position
from relogement.geographie.precision import imprecision
from relogement.geographie.territoires import Bornes, en_france
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
    marges = [max(marge, imprecision(*point)) for point, _ in points]
    positions = index.situer([p for p, _ in points], marge=marges) if index is not None else [None] * len(points)
    return [
        _repere(point, commune, position, index, du_projet, marge)
        for (point, commune), position in zip(points, positions, strict=True)
    ]


def _repere(
    point: Point, commune: str | None, position: Position | None, index: IndexQuartiers | None, du_projet: str,
    marge: float,
) -> Repere:  # fmt: skip
    departement = departement_de_la_commune(commune)
    if not en_france(point.lon, point.lat, departement):
        return Repere(message="Coordonnées hors du territoire : longitude et latitude sont peut-être inversées.")
    if index is None or position is None:
        return Repere(sans_couche=departement or du_projet)
    if position.code is None:
        return _dans_aucun(point, position, index, departement, du_projet, marge)
    if departement is not None and departement_du_code(position.code) != departement:
        return Repere(message=f"Coordonnées dans {position.code}, mais commune du département {departement}.")
    return _trouve(position.code, position, point, marge)


def _dans_aucun(
    point: Point, position: Position, index: IndexQuartiers, departement: str | None, du_projet: str, marge: float
) -> Repere:
    departement = departement or (du_projet if _parmi(point, index.etendue(du_projet)) else None)
    if departement is None:
        message = "Coordonnées dans aucun quartier chargé : donnez la commune (code INSEE) pour en être sûr."
        return Repere(message=message, gravite=Gravite.INFO)
    if not index.couvre(departement):
        return Repere(sans_couche=departement)
    return _trouve(HORS, position, point, marge)


def _parmi(point: Point, etendue: Bornes | None) -> bool:
    return etendue is not None and etendue.contient(Bornes(point.lon, point.lat, point.lon, point.lat))


def _trouve(qpv: str, position: Position, point: Point, marge: float) -> Repere:
    doute = _doute(qpv, position, imprecision(*point), marge)
    message = f"{qpv}, {doute} : quartier {A_VERIFIER}." if doute else None
    return Repere(qpv, position.distance, doute, message)


def _doute(qpv: str, position: Position, precision: float, marge: float) -> str | None:
    if position.autres:
        return f"recouvert ici par {', '.join(position.autres)}"
    if position.distance is None:
        return None
    ecart = f"{round(position.distance)} m d’une limite"
    if position.distance > marge:
        return f"calculé à {ecart} d’après des coordonnées données à {round(precision)} m près"
    return f"calculé à {ecart}"
