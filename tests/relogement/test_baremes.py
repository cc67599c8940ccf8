"""Un barème est daté, référencé, et ne change jamais en place."""

from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from relogement.baremes import bareme, periodes

NOMS = sorted(f.name.removesuffix(".toml") for f in files("resources").joinpath("baremes").iterdir())


@pytest.mark.parametrize("nom", NOMS)
def test_chaque_periode_cite_son_texte_et_sa_lecture(nom: str) -> None:
    debuts = [p.debut for p in periodes(nom)]

    assert debuts == sorted(set(debuts))
    assert all(p.texte and p.lu_le >= p.debut for p in periodes(nom))


def test_la_periode_est_celle_de_la_date() -> None:
    assert bareme("generations_qpv", date(2023, 12, 31)).debut == date(2015, 1, 1)
    assert bareme("generations_qpv", date(2024, 1, 1)).debut == date(2024, 1, 1)


def test_sans_date_la_derniere_et_avant_la_premiere_la_premiere() -> None:
    assert bareme("generations_qpv").debut == date(2025, 1, 1)
    assert bareme("generations_qpv", date(1999, 1, 1)).debut == date(2015, 1, 1)


def test_les_nombres_sont_exacts() -> None:
    assert bareme("reste_a_vivre").nombre("uc_moins_de_14_ans") == Decimal("0.3")
