"""Ce qui rend une ligne pseudonyme : pseudonymes, arrondis, âges, composition."""

from datetime import date
from decimal import Decimal

import pytest

from relogement.exports.rime.ages import age, tranche, tranche_d_age
from relogement.exports.rime.arrondis import a_l_annee, au_centieme, au_mois, au_pas, en_jours
from relogement.exports.rime.composition import composition
from relogement.exports.rime.pseudonymes import pseudonyme

TRANCHES = (25, 35, 50, 65, 75)


def test_un_pseudonyme_est_stable_dans_un_projet_et_change_d_un_projet_a_l_autre() -> None:
    assert pseudonyme("cle", 12) == pseudonyme("cle", 12)
    assert pseudonyme("cle", 12) != pseudonyme("autre cle", 12)
    assert pseudonyme("cle", 12) != pseudonyme("cle", 13)
    assert len(pseudonyme("cle", 12)) == 14


@pytest.mark.parametrize(
    ("centiemes", "arrondi"),
    [(29034, 290), (29250, 295), (29249, 290), (0, 0), (-4166, -40), (-250, -5), (-249, 0), (None, None)],
)
def test_un_montant_s_arrondit_a_cinq_euros(centiemes: int | None, arrondi: int | None) -> None:
    assert au_pas(5)(centiemes) == arrondi


def test_un_pas_plus_large_arrondit_plus() -> None:
    assert au_pas(50)(29034) == 300


def test_une_date_ne_garde_que_son_mois_ou_son_annee() -> None:
    assert au_mois(date(2026, 2, 15)) == "2026-02"
    assert a_l_annee(date(2026, 2, 15)) == 2026
    assert au_mois(None) is None


def test_un_pourcentage_garde_deux_decimales() -> None:
    assert au_centieme(-2136) == Decimal("-21.36")
    assert au_centieme(None) is None


def test_une_duree_se_compte_en_jours_et_reste_vide_si_une_date_manque() -> None:
    assert en_jours(date(2025, 12, 31), date(2026, 2, 15)) == 46
    assert en_jours(None, date(2026, 2, 15)) is None


def test_l_age_compte_l_anniversaire() -> None:
    assert age(date(2026, 3, 1), date(1960, 3, 1), None) == 66
    assert age(date(2026, 2, 28), date(1960, 3, 1), None) == 65
    assert age(date(2026, 2, 28), None, 1960) == 66
    assert age(date(2026, 2, 28), None, None) is None


@pytest.mark.parametrize(
    ("annees", "attendue"),
    [(24, "Moins de 25 ans"), (25, "25 à 34 ans"), (64, "50 à 64 ans"), (75, "75 ans et plus")],
)
def test_un_age_se_rend_en_tranche(annees: int, attendue: str) -> None:
    assert tranche(annees, TRANCHES) == attendue


def test_l_age_est_celui_du_bail_ou_a_defaut_celui_du_jour_de_l_export() -> None:
    de = tranche_d_age(TRANCHES, date(2026, 11, 20))

    assert de(date(1961, 6, 1), None, date(2026, 5, 1)) == "50 à 64 ans"
    assert de(date(1961, 6, 1), None, None) == "65 à 74 ans"
    assert de(None, None, None) is None


@pytest.mark.parametrize(
    ("personnes", "connues", "conjoints", "cotitulaires", "enfants", "attendue"),
    [
        (1, 1, 0, 0, 0, "SEUL"),
        (1, None, None, None, None, "SEUL"),
        (2, 2, 1, 0, 0, "COUPLE"),
        (4, 4, 1, 0, 2, "COUPLE_ENFANTS"),
        (3, 3, 0, 0, 2, "MONOPARENTALE"),
        (3, 3, 1, 0, 0, "AUTRE"),
        (2, 2, 0, 0, 0, "AUTRE"),
        (2, 2, 0, 1, 0, None),
        (4, 1, 0, 0, 0, None),
        (None, 3, 1, 0, 1, None),
        (None, None, None, None, None, None),
    ],
)
def test_la_composition_se_deduit_des_personnes_toutes_connues(
    personnes: int | None,
    connues: int | None,
    conjoints: int | None,
    cotitulaires: int | None,
    enfants: int | None,
    attendue: str | None,
) -> None:
    assert composition(personnes, connues, conjoints, cotitulaires, enfants) == attendue
