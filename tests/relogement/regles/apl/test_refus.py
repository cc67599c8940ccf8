"""Ce qui ne s'estime pas, et ce qui n'existe pas, a sa phrase."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from relogement.erreurs import ErreurMetier
from relogement.regles.apl import Obstacle, estimer
from tests.relogement.regles.apl.fabrique import NOVEMBRE_2026, une_demande

SUITE = ". Saisissez le montant notifié par la CAF."


@pytest.mark.parametrize("obstacle", Obstacle)
def test_chaque_situation_non_couverte_se_dit(obstacle: Obstacle) -> None:
    with pytest.raises(ErreurMetier) as refus:
        estimer(une_demande(obstacles=frozenset({obstacle})), au=NOVEMBRE_2026)

    assert str(refus.value) == f"Non estimable : {obstacle.libelle}{SUITE}"


@pytest.mark.parametrize(
    ("faits", "mot"),
    [
        ({"zone": None}, "zone APL"),
        ({"loyer": None}, "loyer"),
        ({"ressources": None}, "ressources"),
        ({"personnes_a_charge": None}, "composition"),
        ({"couple": None}, "composition"),
        ({"capital": "30000.01"}, "capital"),
    ],
)
def test_l_inconnu_ne_vaut_pas_zero(faits: dict[str, Any], mot: str) -> None:
    with pytest.raises(ErreurMetier, match=r"^Non estimable : ") as refus:
        estimer(une_demande(**faits), au=NOVEMBRE_2026)

    assert mot in str(refus.value)
    assert str(refus.value).endswith(SUITE)


def test_trente_mille_euros_de_capital_s_estiment_encore() -> None:
    assert estimer(une_demande(capital="30000"), au=NOVEMBRE_2026).apl == Decimal("319.91")


@pytest.mark.parametrize("au", [date(2021, 12, 31), date(2019, 6, 1)])
def test_un_mois_sans_bareme_ne_s_estime_pas(au: date) -> None:
    with pytest.raises(ErreurMetier, match="aucun barème"):
        estimer(une_demande(), au=au)


@pytest.mark.parametrize(
    "faits",
    [
        {"zone": 0},
        {"zone": 4},
        {"loyer": "0"},
        {"loyer": "-480"},
        {"loyer": "NaN"},
        {"loyer": "1e12"},
        {"ressources": "-1"},
        {"ressources": "Infinity"},
        {"personnes_a_charge": -1},
        {"personnes_a_charge": 21},
        {"capital": "-1"},
        {"capital": "NaN"},
    ],
)
def test_une_valeur_impossible_est_refusee_sans_etre_estimee(faits: dict[str, Any]) -> None:
    with pytest.raises(ErreurMetier) as refus:
        estimer(une_demande(**faits), au=NOVEMBRE_2026)

    assert not str(refus.value).startswith("Non estimable")
    assert str(refus.value).endswith((".", "3."))
