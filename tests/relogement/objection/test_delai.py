"""La fin du délai d'objection : les cas comptés à la main, et ce qui est vrai quel que soit l'envoi."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relogement.charte_sections import lire_section
from relogement.erreurs import ErreurMetier
from relogement.objection.delai import PARIS, Delai, fin_du_delai

ORDINAIRE = Delai(48, 9, 18, chomes=False, ouvrees=False)
D_AFFILEE = replace(ORDINAIRE, chomes=True)
OUVREES = replace(ORDINAIRE, ouvrees=True)
QUART = timedelta(minutes=15)


def le(jour: int, mois: int, heure: int, minute: int = 0, annee: int = 2026) -> datetime:
    return datetime(annee, mois, jour, heure, minute)  # noqa: DTZ001 — l'heure de la montre


@pytest.mark.parametrize(
    ("envoi", "delai", "fin"),
    [
        (le(18, 11, 16, 30), ORDINAIRE, le(20, 11, 16, 30)),  # mercredi : deux jours pleins
        (le(2, 4, 16, 30), ORDINAIRE, le(7, 4, 16, 30)),  # jeudi : 7 h 30, vendredi 24 h, mardi 16 h 30
        (le(3, 4, 17), ORDINAIRE, le(8, 4, 17)),  # vendredi avant Pâques : 7 h, mardi 24 h, mercredi 17 h
        (le(13, 7, 10), ORDINAIRE, le(16, 7, 10)),  # le 14 juillet, un mardi, ne compte pas
        (le(1, 5, 10), ORDINAIRE, le(6, 5, 9)),  # un jour férié : lundi 0 h à mardi 24 h, puis l'ouverture
        (le(16, 11, 22, 30), ORDINAIRE, le(19, 11, 9)),  # la nuit : mercredi 22 h 30 est fermé
        (le(17, 11, 6), ORDINAIRE, le(19, 11, 9)),  # jeudi 6 h : fermé, jusqu'à l'ouverture
        (le(27, 3, 17), ORDINAIRE, le(31, 3, 17)),  # la nuit de l'heure d'été est un dimanche : elle ne compte pas
        (le(2, 4, 16, 30), replace(ORDINAIRE, alsace_moselle=True), le(8, 4, 16, 30)),  # le vendredi saint aussi
        (le(20, 11, 17), D_AFFILEE, le(23, 11, 9)),  # dimanche 17 h : jusqu'au lundi à l'ouverture
        (le(27, 3, 9, 30), replace(D_AFFILEE, heures=72), le(30, 3, 10, 30)),  # 72 heures vraies, la montre avance
        (le(23, 10, 14), replace(D_AFFILEE, heures=72), le(26, 10, 13)),  # et recule en octobre
        (le(3, 4, 17), OUVREES, le(14, 4, 11)),  # 1 h, puis mar. mer. jeu. ven. lun. 9 h chacun, mardi 2 h
        (le(16, 11, 20), replace(OUVREES, heures=9), le(17, 11, 18)),  # la nuit ne compte pas : tout le mardi
        (
            le(31, 12, 17, 0, 2026),
            replace(OUVREES, heures=2),
            le(4, 1, 10, 0, 2027),
        ),  # 1 h, jour de l'an, week-end
    ],
)
def test_la_fin_comptee_a_la_main(envoi: datetime, delai: Delai, fin: datetime) -> None:
    assert fin_du_delai(envoi, delai).le == fin


@pytest.mark.parametrize(
    ("envoi", "delai", "phrase"),
    [
        (
            le(2, 4, 16, 30),
            ORDINAIRE,
            "48 h, lundi de Pâques et week-end ne comptent pas : fin le mar. 07/04/2026 à 16:30",
        ),
        (le(18, 11, 16, 30), ORDINAIRE, "48 h : fin le ven. 20/11/2026 à 16:30"),
        (le(20, 11, 17), ORDINAIRE, "48 h, le week-end ne compte pas : fin le mar. 24/11/2026 à 17:00"),
        (
            le(20, 11, 17),
            D_AFFILEE,
            "48 h, le dim. 22/11/2026 à 17:00 (dimanche) se reporte à l’ouverture : "
            "fin le lun. 23/11/2026 à 09:00",
        ),
        (
            le(16, 11, 22, 30),
            ORDINAIRE,
            "48 h, le mer. 18/11/2026 à 22:30 (hors des heures ouvertes) se reporte à l’ouverture : "
            "fin le jeu. 19/11/2026 à 09:00",
        ),
        (
            le(27, 3, 9, 30),
            replace(D_AFFILEE, heures=72),
            "72 h, changement d’heure compris : fin le lun. 30/03/2026 à 10:30",
        ),
        (
            le(16, 11, 20),
            replace(OUVREES, heures=9),
            "9 h ouvrées, de 9 h à 18 h : fin le mar. 17/11/2026 à 18:00",
        ),
    ],
)
def test_la_regle_se_dit_telle_qu_elle_s_est_appliquee(envoi: datetime, delai: Delai, phrase: str) -> None:
    assert fin_du_delai(envoi, delai).phrase.replace("\u00a0", " ") == phrase


def test_un_instant_d_un_autre_fuseau_est_ramene_a_paris() -> None:
    assert fin_du_delai(datetime(2026, 11, 18, 15, 30, tzinfo=UTC), ORDINAIRE).le == le(20, 11, 16, 30)


@pytest.mark.parametrize(
    ("ecrit", "mot"),
    [
        ({"ouvre_a": 18, "ferme_a": 18}, "doit dépasser"),
        ({"ferme_a": 24}, "un nombre entier de 1 à 23"),
        ({"ouvrees": 1}, "« true » ou « false »"),
    ],
)
def test_des_heures_absurdes_dans_la_charte_se_refusent_en_les_nommant(ecrit: dict[str, object], mot: str) -> None:
    with pytest.raises(ErreurMetier, match=mot):
        lire_section("objection", ecrit)


DEBUT = le(1, 1, 0)
envois = st.integers(0, 4 * 24 * 366 * 2).map(lambda n: DEBUT + n * QUART)
delais = st.builds(
    Delai,
    st.integers(1, 120),
    st.integers(6, 11),
    st.integers(13, 21),
    chomes=st.booleans(),
    ouvrees=st.booleans(),
    alsace_moselle=st.booleans(),
)


def ouvert(instant: datetime, delai: Delai) -> bool:
    local = instant.astimezone(PARIS)
    return not delai.chome(local.date()) and (delai.ouvre_a, 0) <= (local.hour, local.minute) <= (delai.ferme_a, 0)


def compte(instant: datetime, delai: Delai) -> bool:
    """Si le quart d'heure qui commence là est du délai."""
    local = instant.astimezone(PARIS)
    du_jour = delai.chomes or not delai.chome(local.date())
    return du_jour and (not delai.ouvrees or delai.ouvre_a <= local.hour < delai.ferme_a)


@settings(max_examples=60, deadline=None)
@given(envois, delais)
def test_compter_quart_d_heure_par_quart_d_heure_donne_la_meme_fin(envoi: datetime, delai: Delai) -> None:
    instant, reste = envoi.replace(tzinfo=PARIS).astimezone(UTC), delai.heures * 4
    while reste:
        reste -= compte(instant, delai)
        instant += QUART
    while not ouvert(instant, delai):
        instant += QUART

    assert fin_du_delai(envoi, delai).le.replace(tzinfo=PARIS) == instant.astimezone(PARIS)


@given(envois, st.integers(0, 400), delais)
def test_partir_plus_tard_ne_fait_jamais_finir_plus_tot(envoi: datetime, quarts: int, delai: Delai) -> None:
    assert fin_du_delai(envoi, delai).le <= fin_du_delai(envoi + quarts * QUART, delai).le


@given(envois, delais)
def test_le_delai_ne_finit_jamais_ferme_ni_avant_ses_heures(envoi: datetime, delai: Delai) -> None:
    fin = fin_du_delai(envoi, delai)
    vrai = fin.le.replace(tzinfo=PARIS).astimezone(UTC) - envoi.replace(tzinfo=PARIS).astimezone(UTC)

    assert ouvert(fin.le.replace(tzinfo=PARIS), delai)
    assert vrai >= timedelta(hours=delai.heures)
    assert fin.phrase.endswith(f"{fin.le:%d/%m/%Y à %H:%M}")


def test_la_charte_par_defaut_donne_deux_jours_ouvrables() -> None:
    dits = lire_section("objection", {})

    assert (dits["chomes"], dits["ouvrees"], dits["ouvre_a"], dits["ferme_a"]) == (False, False, 9, 18)
    assert date(2026, 4, 6).weekday() == 0  # le lundi de Pâques des cas ci-dessus
