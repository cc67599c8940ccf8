"""Une période se nomme comme on la dit, et ses bornes sont celles du calendrier."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.erreurs import ErreurMetier
from relogement.scelles.periode import (
    Periode,
    annee_de,
    dernier_trimestre_fini,
    lire_periode,
    trimestre_de,
)

JOURS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("texte", "debut", "fin", "libelle"),
    [
        ("2026-T3", date(2026, 7, 1), date(2026, 9, 30), "3ᵉ trimestre 2026"),
        ("2024-t1", date(2024, 1, 1), date(2024, 3, 31), "1ᵉʳ trimestre 2024"),
        ("2026-S2", date(2026, 7, 1), date(2026, 12, 31), "2ᵉ semestre 2026"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "Année 2026"),
        ("2024-01-12..2024-02-29", date(2024, 1, 12), date(2024, 2, 29), "du 12/01/2024 au 29/02/2024"),
    ],
)
def test_une_periode_s_ecrit_comme_on_la_dit(texte: str, debut: date, fin: date, libelle: str) -> None:
    periode = lire_periode(texte)

    assert (periode.debut, periode.fin, periode.libelle) == (debut, fin, libelle)
    assert periode.code == texte.upper()


@pytest.mark.parametrize("texte", ["", "2026-T5", "2026-T0", "2026-S3", "T3", "2026-13", "2026-02-30..2026-03-01"])
def test_ce_qui_n_est_pas_une_periode_se_dit(texte: str) -> None:
    with pytest.raises(ErreurMetier, match=r"n’est pas une (période|date)"):
        lire_periode(texte)


def test_une_periode_a_l_envers_se_dit() -> None:
    with pytest.raises(ErreurMetier, match="finit avant de commencer"):
        lire_periode("2026-06-30..2026-01-01")


def test_le_trimestre_propose_est_le_dernier_entierement_passe() -> None:
    assert dernier_trimestre_fini(date(2026, 11, 20)).code == "2026-T3"
    assert dernier_trimestre_fini(date(2026, 9, 30)).code == "2026-T2"  # il n'est pas fini : la journée court
    assert dernier_trimestre_fini(date(2026, 1, 1)).code == "2025-T4"


@given(JOURS)
def test_tout_jour_est_de_son_trimestre_et_de_son_annee(le: date) -> None:
    trimestre = trimestre_de(le)

    assert trimestre.debut <= le <= trimestre.fin
    assert annee_de(le).contient(trimestre)
    assert trimestre_de(trimestre.fin + timedelta(days=1)).debut == trimestre.fin + timedelta(days=1)


@given(JOURS, JOURS)
def test_le_code_d_une_periode_la_redonne(un: date, autre: date) -> None:
    periode = Periode(min(un, autre), max(un, autre))

    assert lire_periode(periode.code) == periode


@given(JOURS, JOURS, JOURS, JOURS)
def test_deux_periodes_se_chevauchent_quand_un_jour_est_aux_deux(a: date, b: date, c: date, d: date) -> None:
    une, autre = Periode(min(a, b), max(a, b)), Periode(min(c, d), max(c, d))

    assert une.chevauche(autre) == (max(une.debut, autre.debut) <= min(une.fin, autre.fin))
    assert une.chevauche(autre) or not une.contient(autre)
