"""Un barème est daté, référencé, et ne change jamais en place."""

from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from relogement.baremes import bareme, controler, en_vigueur, perime, perimes, periodes

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


@pytest.mark.parametrize("nom", NOMS)
def test_chaque_bareme_livre_se_tient(nom: str) -> None:
    assert controler(nom) == []


def test_aucun_bareme_livre_n_est_perime_a_sa_relecture() -> None:
    assert perimes(date(2026, 11, 20)) == []


@pytest.mark.parametrize(
    ("nom", "veille", "jour_dit"),
    [
        ("apl_r0", date(2026, 12, 31), date(2027, 1, 1)),
        ("plafonds_plus", date(2026, 12, 31), date(2027, 1, 1)),
        ("rls_plafonds", date(2026, 12, 31), date(2027, 1, 1)),
        ("rls_montants", date(2027, 5, 31), date(2027, 6, 1)),
        ("apl_loyers", date(2027, 9, 30), date(2027, 10, 1)),
    ],
)
def test_un_bareme_se_perime_au_jour_de_sa_revalorisation(nom: str, veille: date, jour_dit: date) -> None:
    assert perime(nom, veille) is None
    phrase = perime(nom, jour_dit)

    assert phrase is not None and f"{jour_dit:%d/%m/%Y}" in phrase


def test_un_bareme_sans_revalorisation_ne_se_perime_pas() -> None:
    assert perime("apl_regles", date(2050, 1, 1)) is None


def test_avant_le_premier_texte_rien_n_est_en_vigueur() -> None:
    assert en_vigueur("apl_loyers", date(2021, 9, 30)) is None
    premiere = en_vigueur("apl_loyers", date(2021, 10, 1))

    assert premiere is not None and premiere.nombre("loyer.zone_1.seul") == Decimal("298.07")


def test_l_echelle_de_minoration_de_2021_est_a_completer() -> None:
    assert bareme("minoration_loyer", date(2020, 1, 1)).nombre("montant.t5_et_plus") == 5000
    assert bareme("minoration_loyer", date(2026, 1, 1)).a_completer
    assert bareme("minoration_loyer", date(2026, 1, 1)).lignes() == {}


def test_une_valeur_a_sa_propre_reference() -> None:
    regles = bareme("apl_regles")

    assert regles.reference("degressivite.zone_1.debut").startswith("Arrêté du 27/09/2019, art. 10")
    assert bareme("apl_r0").reference("r0.seul").startswith("Arrêté du 28/12/2025")
