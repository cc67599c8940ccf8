"""Les délais : jour de notification exclu, fin reportée au premier jour ouvrable."""

from datetime import date

import pytest

from relogement.regles.echeances import (
    empechement,
    fin_de_delai_en_jours,
    fin_de_delai_en_mois,
    plus_annees,
    plus_mois,
    reporter,
)


def test_un_samedi_reporte_au_lundi_et_le_dit() -> None:
    fin = fin_de_delai_en_jours(date(2026, 2, 4), 10)  # mercredi 4 + 10 = samedi 14

    assert fin.le == date(2026, 2, 16)
    assert fin.motif == "sam. 14/02/2026 (samedi) reporté au lun. 16/02/2026"


def test_le_premier_mai_un_vendredi_reporte_au_lundi() -> None:
    fin = fin_de_delai_en_jours(date(2026, 4, 21), 10)  # mardi 21 avril + 10 = vendredi 1er mai

    assert fin.le == date(2026, 5, 4)
    assert "Fête du Travail" in fin.motif


def test_un_jour_ouvrable_ne_bouge_pas() -> None:
    fin = fin_de_delai_en_jours(date(2026, 2, 3), 10)  # mardi 3 + 10 = vendredi 13

    assert (fin.le, fin.motif) == (date(2026, 2, 13), "")


def test_deux_feries_autour_d_un_dimanche_se_suivent() -> None:
    # 25/12/2027 est un samedi ; 26 dimanche : lundi 27. En Alsace-Moselle le 26 est férié aussi, un dimanche.
    assert reporter(date(2027, 12, 25)).le == date(2027, 12, 27)
    assert reporter(date(2027, 12, 25), alsace_moselle=True).le == date(2027, 12, 27)


@pytest.mark.parametrize(
    ("jour", "ailleurs", "alsace_moselle"),
    [
        (date(2026, 4, 3), date(2026, 4, 3), date(2026, 4, 7)),  # vendredi saint, puis Pâques lundi 6
        (date(2025, 12, 26), date(2025, 12, 26), date(2025, 12, 29)),  # vendredi 26/12
    ],
)
def test_l_alsace_moselle_a_deux_feries_de_plus(jour: date, ailleurs: date, alsace_moselle: date) -> None:
    assert reporter(jour).le == ailleurs
    assert reporter(jour, alsace_moselle=True).le == alsace_moselle


@pytest.mark.parametrize(
    "ferie",
    [
        date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 14),
        date(2026, 5, 25), date(2026, 7, 14), date(2026, 8, 15), date(2026, 11, 1), date(2026, 11, 11),
        date(2026, 12, 25),
    ],
)  # fmt: skip
def test_les_onze_feries_legaux_sont_connus(ferie: date) -> None:
    assert empechement(ferie) not in ("", "samedi", "dimanche")


@pytest.mark.parametrize(
    ("depuis", "mois", "attendu"),
    [
        (
            date(2026, 8, 31),
            6,
            date(2027, 2, 28),
        ),  # la déchéance : un dimanche, sans report
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
    ],
)
def test_un_delai_en_mois_finit_au_meme_quantieme_ou_au_dernier_jour(
    depuis: date, mois: int, attendu: date
) -> None:
    assert plus_mois(depuis, mois) == attendu


def test_un_delai_en_mois_pour_agir_se_reporte_aussi() -> None:
    fin = fin_de_delai_en_mois(date(2026, 8, 31), 6)  # 28/02/2027, un dimanche

    assert fin.le == date(2027, 3, 1)


def test_un_29_fevrier_plus_cinq_ans_est_un_28() -> None:
    assert plus_annees(date(2020, 2, 29), 5) == date(2025, 2, 28)
    assert plus_annees(date(2020, 2, 29), 4) == date(2024, 2, 29)
