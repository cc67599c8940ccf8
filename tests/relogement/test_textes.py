"""Écrire un nombre, une date, un oui ou un non comme on l'écrit en français."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from relogement import textes

FINE, MOINS = "\u202f", "\u2212"


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        (Decimal("1234.56"), f"1{FINE}234,56{FINE}€"),
        (Decimal("-41.66"), f"{MOINS}41,66{FINE}€"),
        (Decimal(0), f"0,00{FINE}€"),
        (Decimal("-0.001"), f"0,00{FINE}€"),  # un zéro n'a pas de signe
        (Decimal("0.005"), f"0,01{FINE}€"),  # la moitié vers le haut
        (Decimal("-0.005"), f"{MOINS}0,01{FINE}€"),
        (Decimal("1234567.8"), f"1{FINE}234{FINE}567,80{FINE}€"),
        (None, "NR"),
    ],
)
def test_un_montant_inconnu_se_lit_nr_et_jamais_zero(valeur: Decimal | None, attendu: str) -> None:
    assert textes.euros(valeur) == attendu


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        (Decimal("24.91"), f"+24,91{FINE}€"),
        (Decimal("-24.91"), f"{MOINS}24,91{FINE}€"),
        (Decimal(0), f"0,00{FINE}€"),
        (Decimal("0.001"), f"0,00{FINE}€"),  # un écart nul une fois écrit ne porte pas de signe
        (None, "NR"),
    ],
)
def test_un_ecart_porte_son_signe(valeur: Decimal | None, attendu: str) -> None:
    assert textes.ecart(valeur) == attendu


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [("2.345", "2.35"), ("2.344", "2.34"), ("-46.875", "-46.88"), ("0.125", "0.13"), ("0.135", "0.14")],
)
def test_l_arrondi_est_au_centieme_la_moitie_vers_le_haut(valeur: str, attendu: str) -> None:
    assert textes.arrondi(Decimal(valeur)) == Decimal(attendu)


def test_les_unites_suivent_le_nombre() -> None:
    assert textes.pourcent(Decimal("59.15")) == f"59,15{FINE}%"
    assert textes.surface(Decimal("75.2")) == f"75,20{FINE}m²"
    assert (textes.pourcent(None), textes.surface(None)) == ("NR", "NR")


def test_les_dates_s_ecrivent_a_la_francaise() -> None:
    assert textes.jour(date(2026, 3, 12)) == "12/03/2026"
    assert textes.jour(None) == "—"
    assert textes.jour_de_semaine(date(2026, 11, 23)) == "lun. 23/11/2026"
    assert textes.heure(datetime(2026, 3, 12, 14, 2)) == "14:02"  # noqa: DTZ001 — l'heure du poste


def test_un_oui_ou_non_inconnu_se_dit_nr() -> None:
    assert [textes.oui_non(v) for v in (True, False, None)] == ["oui", "non", "NR"]


@pytest.mark.parametrize(
    ("n", "attendu"),
    [(0, "0 dossier"), (1, "1 dossier"), (2, "2 dossiers"), (1500, f"1{FINE}500 dossiers")],
)
def test_zero_et_un_sont_au_singulier(n: int, attendu: str) -> None:
    assert textes.pluriel(n, "dossier") == attendu


def test_un_pluriel_irregulier_se_donne() -> None:
    assert textes.pluriel(3, "bail", "baux") == "3 baux"
