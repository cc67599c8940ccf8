"""Le département et le numéro d'un code de quartier, le département d'une commune."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

_CODE = re.compile(r"Q[PN](?P<departement>0\d\d|02[AB]|2[AB]|9[78]\d)(?P<numero>\d+)[IMN]?")
_COMMUNE = re.compile(r"\d[\dAB]\d{3}")
_OUTRE_MER = ("97", "98")


def departement_du_code(qpv: str) -> str | None:
    """« QP066007 » est du 66, « QN97401I » du 974, « QP02A001 » de la 2A."""
    trouve = _CODE.fullmatch(qpv)
    return trouve["departement"].removeprefix("0") if trouve else None


@dataclass(frozen=True)
class Couverture:
    """Ce que l'on connaît des quartiers d'un département ; leurs numéros se suivent depuis 1."""

    connus: int
    dernier: int

    @property
    def entiere(self) -> bool:
        """Vrai si aucun numéro ne manque avant le dernier connu."""
        return self.connus == self.dernier


def couvertures(codes: Iterable[str]) -> dict[str, Couverture]:
    """La couverture de chaque département, d'après les codes d'une même génération."""
    numeros: dict[str, set[int]] = defaultdict(set)
    for code in codes:
        if trouve := _CODE.fullmatch(code):
            numeros[trouve["departement"].removeprefix("0")].add(int(trouve["numero"]))
    return {departement: Couverture(len(n), max(n)) for departement, n in sorted(numeros.items())}


def commune_quelconque(departement: str) -> str:
    """Un code qui dit un département sans nommer de commune : « 66000 »."""
    return departement.ljust(5, "0")


def departement_de_la_commune(insee: str | None) -> str | None:
    """« 66136 » est du 66, « 97411 » du 974, « 2A004 » de la 2A."""
    if not insee or not _COMMUNE.fullmatch(insee):
        return None
    return insee[:3] if insee.startswith(_OUTRE_MER) else insee[:2]
