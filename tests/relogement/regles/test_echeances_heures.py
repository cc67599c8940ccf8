"""Les délais en heures : réels au changement d'heure, et jamais finis un jour chômé. Les ponts de mai en jours."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relogement.regles.echeances import (
    EcheanceHeure,
    empechement,
    fin_de_delai_en_heures,
    fin_de_delai_en_jours,
    fin_de_delai_en_mois,
    reporter,
)

LUNDI_SOIR = "2026-02-09T23:59:59+01:00"


def quarante_huit_heures(depuis: str, *, alsace_moselle: bool = False) -> EcheanceHeure:
    """Depuis un instant écrit ; sans fuseau, il est à l'heure de Paris."""
    return fin_de_delai_en_heures(datetime.fromisoformat(depuis), 48, alsace_moselle=alsace_moselle)


@pytest.mark.parametrize(
    ("depuis", "attendue"),
    [
        # Février 2026 : le lundi est le 9. Au même instant, deux jours plus tard.
        ("2026-02-09T10:00", "2026-02-11T10:00+01:00"),
        ("2026-02-04T23:59", "2026-02-06T23:59+01:00"),
        ("2026-02-07T10:00", "2026-02-09T10:00+01:00"),
        ("2026-02-09T09:00+00:00", "2026-02-11T10:00+01:00"),
        # Le terme est un samedi ou un dimanche : lundi soir.
        ("2026-02-05T00:00", LUNDI_SOIR),
        ("2026-02-05T08:00", LUNDI_SOIR),
        ("2026-02-06T16:00", LUNDI_SOIR),
        ("2026-02-06T23:59", LUNDI_SOIR),
        # L'heure d'été le dimanche 29/03/2026 : 48 heures réelles en font 49 à la pendule.
        ("2026-03-28T10:00", "2026-03-30T11:00+02:00"),
        ("2026-03-27T10:00", "2026-03-30T23:59:59+02:00"),
        ("2026-03-29T02:30", "2026-03-31T03:30+02:00"),  # une heure qui n'existe pas
        # L'heure d'hiver le dimanche 25/10/2026 : 47 à la pendule.
        ("2026-10-24T10:00", "2026-10-26T09:00+01:00"),
        ("2026-10-23T17:00", "2026-10-26T23:59:59+01:00"),
        ("2026-10-25T02:30", "2026-10-27T01:30+01:00"),  # la première des deux
        ("2026-10-25T02:30+01:00", "2026-10-27T02:30+01:00"),
        # Mai 2024 : mercredi 8 et jeudi 9 (Ascension) chômés, vendredi 10 ouvré.
        ("2024-05-06T10:00", "2024-05-10T23:59:59+02:00"),
        ("2024-05-07T10:00", "2024-05-10T23:59:59+02:00"),
        ("2024-05-08T10:00", "2024-05-10T10:00+02:00"),
        # Le 1er janvier 2026 est un jeudi.
        ("2025-12-30T15:00", "2026-01-02T23:59:59+01:00"),
    ],
)  # fmt: skip
def test_quarante_huit_heures_finissent_un_jour_ouvre(depuis: str, attendue: str) -> None:
    assert quarante_huit_heures(depuis).le.isoformat() in (attendue, attendue.replace("+", ":00+"))


def test_ce_qui_deplace_une_heure_est_dit() -> None:
    assert quarante_huit_heures("2026-02-09T10:00").motif == ""
    assert quarante_huit_heures("2026-02-06T16:00").motif == (
        "dim. 08/02/2026 (dimanche) reporté au lun. 09/02/2026, à 24\u00a0h"
    )


def test_le_26_decembre_repousse_les_heures_en_alsace_moselle() -> None:
    depuis = "2025-12-24T10:00"  # un mercredi ; le terme est le vendredi 26

    assert quarante_huit_heures(depuis).le.date() == date(2025, 12, 26)
    assert quarante_huit_heures(depuis, alsace_moselle=True).le.date() == date(2025, 12, 29)


@settings(deadline=None)
@given(
    depuis=st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2035-12-31")),
    heures=st.integers(1, 500),
    alsace_moselle=st.booleans(),
)
def test_un_delai_en_heures_ne_finit_jamais_un_jour_chome_ni_trop_tot(
    depuis: datetime, heures: int, alsace_moselle: bool
) -> None:
    depuis = depuis.replace(tzinfo=UTC)

    fin = fin_de_delai_en_heures(depuis, heures, alsace_moselle=alsace_moselle)

    assert not empechement(fin.le.date(), alsace_moselle=alsace_moselle)
    assert fin.le - depuis >= timedelta(hours=heures)
    assert bool(fin.motif) == (fin.le - depuis != timedelta(hours=heures))


@pytest.mark.parametrize(
    ("terme", "attendu"),
    [
        (date(2024, 5, 8), date(2024, 5, 10)),  # mercredi 8 mai, jeudi de l'Ascension, vendredi
        (date(2024, 5, 9), date(2024, 5, 10)),
        (date(2025, 5, 8), date(2025, 5, 9)),  # un jeudi ; l'Ascension est le 29
        (date(2025, 5, 29), date(2025, 5, 30)),
        (date(2026, 5, 8), date(2026, 5, 11)),  # un vendredi
        (date(2026, 5, 14), date(2026, 5, 15)),
        (date(2027, 5, 6), date(2027, 5, 7)),  # l'Ascension, puis un vendredi, puis le samedi 8 mai
        (date(2027, 5, 8), date(2027, 5, 10)),
        (date(2008, 5, 1), date(2008, 5, 2)),  # Ascension et fête du Travail le même jour
        (date(2026, 8, 15), date(2026, 8, 17)),  # un samedi
        (date(2026, 11, 1), date(2026, 11, 2)),  # un dimanche
        (date(2026, 4, 4), date(2026, 4, 7)),  # samedi, Pâques, lundi de Pâques
        (date(2022, 1, 1), date(2022, 1, 3)),  # un samedi
    ],
)
def test_les_ponts_de_mai_et_les_feries_de_fin_de_semaine(terme: date, attendu: date) -> None:
    assert reporter(terme).le == attendu


@pytest.mark.parametrize(
    ("depuis", "mois", "attendu"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),  # un vendredi
        (date(2024, 1, 31), 1, date(2024, 2, 29)),  # un jeudi
        (date(2026, 1, 31), 1, date(2026, 3, 2)),  # samedi 28 février
        (date(2026, 5, 31), 1, date(2026, 6, 30)),  # un mardi
    ],
)
def test_les_fins_de_mois_et_le_29_fevrier(depuis: date, mois: int, attendu: date) -> None:
    assert fin_de_delai_en_mois(depuis, mois).le == attendu


def test_trente_jours_a_cheval_sur_un_29_fevrier() -> None:
    # Vendredi 31/01/2020 + 30 jours = dimanche 01/03/2020 (février a 29 jours) : lundi 2.
    assert fin_de_delai_en_jours(date(2020, 1, 31), 30).le == date(2020, 3, 2)
