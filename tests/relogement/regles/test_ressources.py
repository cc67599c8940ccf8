"""Unités de consommation, taux d'effort, reste à vivre et quartile."""

from datetime import date
from decimal import Decimal

import pytest

from relogement.regles.montants import Montant
from relogement.regles.ressources import quartile, reste_a_vivre, taux_d_effort, unites_de_consommation

AU = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("personnes", "jeunes", "attendu"),
    [
        (1, 0, "1"),
        (1, None, "1"),  # seul, il n'y a personne d'autre à compter
        (2, 0, "1.5"),
        (2, 1, "1.3"),
        (4, 1, "2.3"),  # 1 + 2 × 0,5 + 1 × 0,3
        (6, 5, "2.5"),  # 1 + 5 × 0,3
    ],
)
def test_les_unites_de_consommation_suivent_l_echelle(personnes: int, jeunes: int | None, attendu: str) -> None:
    assert unites_de_consommation(personnes, jeunes, au=AU).valeur == Decimal(attendu)


@pytest.mark.parametrize(("personnes", "jeunes"), [(None, 0), (0, 0), (3, None), (2, 2), (1, 1)])
def test_une_composition_inconnue_ou_impossible_ne_donne_pas_d_unites(
    personnes: int | None, jeunes: int | None
) -> None:
    uc = unites_de_consommation(personnes, jeunes, au=AU)

    assert uc.valeur is None
    assert uc.motif


def test_le_taux_d_effort_est_le_rac_sur_les_ressources() -> None:
    assert taux_d_effort(Montant(Decimal(180)), Decimal(600)).valeur == Decimal(30)


@pytest.mark.parametrize("ressources", [None, Decimal(0)])
def test_sans_ressources_le_taux_d_effort_est_non_renseigne(ressources: Decimal | None) -> None:
    taux = taux_d_effort(Montant(Decimal(180)), ressources)

    assert (taux.valeur, taux.motif) == (None, "ressources inconnues ou nulles")


def test_le_rac_inconnu_explique_le_taux_et_le_reste_a_vivre() -> None:
    inconnu = Montant(None, "APL inconnue")

    assert taux_d_effort(inconnu, Decimal(600)).motif == "APL inconnue"
    assert reste_a_vivre(inconnu, Decimal(600), Montant(Decimal(1)), au=AU).motif == "APL inconnue"


def test_le_reste_a_vivre_est_par_unite_et_par_jour() -> None:
    rav = reste_a_vivre(Montant(Decimal(215)), Decimal(1900), Montant(Decimal("2.3")), au=AU)

    assert rav.valeur == Decimal(1685) / Decimal(69)  # (1900 − 215) / (2,3 × 30)


def test_un_rac_plus_grand_que_les_ressources_donne_un_reste_a_vivre_negatif() -> None:
    rav = reste_a_vivre(Montant(Decimal(700)), Decimal(400), Montant(Decimal(1)), au=AU)

    assert rav.valeur == Decimal(-10)  # −300 / 30


@pytest.mark.parametrize(("seuil", "attendu"), [("12000", "Q1"), ("11999.99", "Q2_4"), (None, None)])
def test_le_premier_quartile_comprend_son_seuil(seuil: str | None, attendu: str | None) -> None:
    uc = Montant(Decimal("1.5"))
    borne = Decimal(seuil) if seuil else None

    assert quartile(Decimal(1500), uc, borne) == attendu  # 1500 × 12 / 1,5 = 12 000


def test_sans_ressources_ni_unites_le_quartile_est_inconnu() -> None:
    assert quartile(None, Montant(Decimal(1)), Decimal(12000)) is None
    assert quartile(Decimal(1500), Montant(None), Decimal(12000)) is None
