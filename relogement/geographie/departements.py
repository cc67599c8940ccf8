"""Le département et le numéro d'un code de quartier, le département d'une commune."""

import re

_CODE = re.compile(r"Q[PN](?P<departement>0\d\d|02[AB]|2[AB]|9[78]\d)(?P<numero>\d+)[IMN]?")
_COMMUNE = re.compile(r"\d[\dAB]\d{3}")
_OUTRE_MER = ("97", "98")


def departement_du_code(qpv: str) -> str | None:
    """« QP066007 » est du 66, « QN97401I » du 974, « QP02A001 » de la 2A."""
    trouve = _CODE.fullmatch(qpv)
    return trouve["departement"].removeprefix("0") if trouve else None


def numero_du_code(qpv: str) -> int | None:
    """Le rang du quartier dans son département ; ils se suivent depuis 1."""
    trouve = _CODE.fullmatch(qpv)
    return int(trouve["numero"]) if trouve else None


def departement_de_la_commune(insee: str | None) -> str | None:
    """« 66136 » est du 66, « 97411 » du 974, « 2A004 » de la 2A."""
    if not insee or not _COMMUNE.fullmatch(insee):
        return None
    return insee[:3] if insee.startswith(_OUTRE_MER) else insee[:2]


def est_outre_mer(departement: str) -> bool:
    return departement.startswith(_OUTRE_MER)
