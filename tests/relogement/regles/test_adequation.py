"""La sous-occupation, la suroccupation, et les typologies qui vont à un ménage."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relogement.nomenclatures import Critere, Typologie
from relogement.regles.adequation import LogementOccupe, occupation, surface_au_moins, typologies_jugees

AU = date(2026, 6, 15)


def un_logement(personnes: int | None, pieces: int | str | None, m2: str | None = "200") -> LogementOccupe:
    """Les pièces en nombre, ou la typologie."""
    return LogementOccupe(
        nb_personnes=personnes,
        pieces=pieces if isinstance(pieces, int) else None,
        typologie=Typologie(pieces) if isinstance(pieces, str) else None,
        surface=None if m2 is None else Decimal(m2),
    )


@pytest.mark.parametrize(
    ("personnes", "pieces", "valeur"),
    [
        (1, 1, "NON"),
        (1, 2, "NON"),  # une pièce de plus que de personnes : admis
        (1, 3, "OUI"),
        (2, 3, "NON"),
        (2, 4, "OUI"),
        (4, 5, "NON"),
        (4, 6, "OUI"),
        (1, "T2", "NON"),
        (1, "T3", "OUI"),
        (4, "T6+", "OUI"),  # au moins six pièces pour quatre personnes
        (5, "T6+", "NR"),  # six admises, sept non
        (5, 6, "NON"),
        (5, 7, "OUI"),
        (1, None, "NR"),
        (None, 3, "NR"),
        (0, 3, "NR"),
        (2, 0, "NR"),
    ],
)
def test_un_logement_est_sous_occupe_au_dela_d_une_piece_de_plus(
    personnes: int | None, pieces: int | str | None, valeur: str
) -> None:
    verdict = occupation(un_logement(personnes, pieces), au=AU).sous

    assert verdict.valeur == valeur
    assert verdict.motif


@pytest.mark.parametrize(
    ("personnes", "m2", "valeur"),
    [
        (1, "8.99", "OUI"), (1, "9", "NON"),
        (2, "15.99", "OUI"), (2, "16", "NON"),
        (3, "24.99", "OUI"), (3, "25", "NON"),
        (4, "33.99", "OUI"), (4, "34", "NON"),
        (7, "60.99", "OUI"), (7, "61", "NON"),
        (8, "69.99", "OUI"), (8, "70", "NON"),
        (9, "69.99", "OUI"), (9, "70", "NON"), (12, "70", "NON"),
        (2, None, "NR"), (2, "0", "NR"), (2, "-50", "NR"), (None, "50", "NR"), (0, "50", "NR"),
    ],
)  # fmt: skip
def test_un_logement_est_suroccupe_sous_la_surface_de_la_norme(
    personnes: int | None, m2: str | None, valeur: str
) -> None:
    verdict = occupation(un_logement(personnes, 2, m2), au=AU).sur

    assert verdict.valeur == valeur
    assert verdict.motif


@pytest.mark.parametrize(
    ("personnes", "pieces", "m2", "condition", "mot"),
    [
        (4, "T4", "75", "OUI", "4 pièces"),
        (1, "T3", "60", "NON", "sous-occupé"),
        (5, "T3", "42", "NON", "suroccupé"),
        (4, "T4", None, "A_VERIFIER", "surface inconnue"),
        (1, "T4", None, "NON", "sous-occupé"),  # ce qui ne va pas décide, même si le reste est inconnu
        (None, "T4", "75", "A_VERIFIER", "nombre de personnes inconnu"),
        (0, "T4", "75", "A_VERIFIER", "au moins une personne"),
        (6, "T6+", "120", "A_VERIFIER", "à préciser"),
    ],
)
def test_la_condition_d_occupation_dit_ce_qui_en_decide(
    personnes: int | None, pieces: str, m2: str | None, condition: str, mot: str
) -> None:
    jugee = occupation(un_logement(personnes, pieces, m2), au=AU)

    assert jugee.condition == condition
    assert mot in jugee.motif


@pytest.mark.parametrize(
    ("personnes", "conviennent", "a_verifier", "norme"),
    [
        (1, "T1 T2", "", 9),
        (2, "T1 T2 T3", "", 16),
        (3, "T1 T2 T3 T4", "", 25),
        (4, "T1 T2 T3 T4 T5", "", 34),
        (5, "T1 T2 T3 T4 T5", "T6+", 43),
        (9, "T1 T2 T3 T4 T5", "T6+", 70),
    ],
)
def test_les_typologies_qui_vont_au_menage(personnes: int, conviennent: str, a_verifier: str, norme: int) -> None:
    jugees = typologies_jugees(personnes, au=AU)

    assert [j.typologie for j in jugees if j.convient is Critere.OUI] == conviennent.split()
    assert [j.typologie for j in jugees if j.convient is Critere.NR] == a_verifier.split()
    assert {j.surface_minimale for j in jugees} == {norme}
    assert all(j.motif for j in jugees)


@pytest.mark.parametrize("personnes", [None, 0, -2])
def test_sans_menage_aucune_typologie_n_est_dite(personnes: int | None) -> None:
    assert typologies_jugees(personnes, au=AU) == ()


@settings(deadline=None)
@given(personnes=st.integers(1, 15))
def test_une_personne_de_plus_demande_au_moins_autant_de_surface(personnes: int) -> None:
    moins, plus = (surface_au_moins(n, au=AU).valeur for n in (personnes, personnes + 1))

    assert moins is not None and plus is not None and 9 <= moins <= plus <= 70
