"""Les 69 cas de référence de l'APL, au centime, avec leurs valeurs intermédiaires."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from relogement.regles.apl import DemandeApl, estimer
from tests.exemples import PARTAGE

CAS = PARTAGE / "data" / "apl" / "cas_reference.json"
avec_les_cas = pytest.mark.skipif(not CAS.is_file(), reason="le dossier partagé n’est pas à côté du projet")
GRANDEURS = ("L", "C", "P0", "LR", "RL", "Tp", "R", "R0", "Pp", "Af")
DEMI_CENT = Decimal("0.005")


def _cas() -> list[dict[str, Any]]:
    return json.loads(CAS.read_text("utf-8"), parse_float=Decimal) if CAS.is_file() else []


@avec_les_cas
def test_il_y_a_soixante_neuf_cas() -> None:
    assert len(_cas()) == 69


@avec_les_cas
@pytest.mark.parametrize(
    "cas", _cas(), ids=lambda c: f"{c['mois']}-z{c['zone']}-{c['pac']}pac-{c['loyer']}-{c['R']}"
)
def test_l_estimation_est_celle_du_cas_de_reference(cas: dict[str, Any]) -> None:
    demande = DemandeApl(
        zone=cas["zone"],
        loyer=Decimal(cas["loyer"]),
        personnes_a_charge=cas["pac"],
        ressources=Decimal(cas["R"]),
        couple=cas["couple"],
    )

    estimation = estimer(demande, au=date.fromisoformat(f"{cas['mois']}-01"))

    assert (estimation.apl, estimation.rls) == (cas["detail"]["apl"], cas["detail"]["rls"])
    ecarts = {g: getattr(estimation.detail, g) - Decimal(cas["detail"][g]) for g in GRANDEURS}
    # La référence arrondit ces grandeurs au centime, ou au millionième pour Tp.
    assert {g: e for g, e in ecarts.items() if abs(e) > DEMI_CENT} == {}
    assert abs(ecarts["Tp"]) < Decimal("0.000001")
    assert estimation.detail.plafond == Decimal(cas["detail"]["plafond_loyer"])
