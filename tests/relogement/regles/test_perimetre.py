"""Avant et après se comparent à périmètre égal : l'eau et le chauffage comptent des deux côtés, ou d'aucun."""

from decimal import Decimal

import pytest

from relogement.cout import Cout
from relogement.regles.reste_a_charge import comparer
from tests.fabrique import Nombre, un_cout

# Sans fluide : 300 + 80 − 200 = 180 de chaque côté.
SEC = Decimal(180)


def _eau(incluse: bool | None, forfait: Nombre = None) -> Cout:
    return un_cout(eau_incluse=incluse, forfait_eau=forfait)


def test_incluse_des_deux_cotes_rien_ne_s_ajoute() -> None:
    rac = comparer(_eau(True), _eau(True))

    assert (rac.avant.valeur, rac.apres.valeur) == (SEC, SEC)


def test_incluse_avant_et_payee_a_part_apres_le_cout_s_ajoute_apres() -> None:
    rac = comparer(_eau(True), _eau(False, "28"))

    assert (rac.avant.valeur, rac.apres.valeur) == (SEC, Decimal(208))  # 180 + 28


def test_payee_a_part_avant_et_incluse_apres_le_cout_s_ajoute_avant() -> None:
    rac = comparer(_eau(False, "28"), _eau(True))

    assert (rac.avant.valeur, rac.apres.valeur) == (Decimal(208), SEC)
    assert rac.delta.valeur == Decimal(-28)


def test_payee_a_part_d_un_seul_cote_et_cout_inconnu_le_rac_est_non_renseigne() -> None:
    rac = comparer(_eau(True), _eau(False))

    assert rac.avant.valeur == SEC
    assert rac.apres.valeur is None
    assert rac.apres.motif == "eau hors charges : coût inconnu"
    assert rac.delta.valeur is None


def test_individuelle_des_deux_cotes_et_connue_elle_compte_des_deux_cotes() -> None:
    rac = comparer(_eau(False, "20"), _eau(False, "31"))

    assert (rac.avant.valeur, rac.apres.valeur) == (Decimal(200), Decimal(211))
    assert rac.delta.valeur == Decimal(11)


@pytest.mark.parametrize(("avant", "apres"), [("20", None), (None, "31"), (None, None)])
def test_individuelle_des_deux_cotes_et_connue_d_un_seul_elle_ne_compte_d_aucun(
    avant: str | None, apres: str | None
) -> None:
    rac = comparer(_eau(False, avant), _eau(False, apres))

    assert (rac.avant.valeur, rac.apres.valeur) == (SEC, SEC)


def test_inclusion_non_dite_des_deux_cotes_le_perimetre_est_le_meme() -> None:
    rac = comparer(_eau(None), _eau(None))

    assert (rac.avant.valeur, rac.apres.valeur) == (SEC, SEC)


def test_inclusion_non_dite_des_deux_cotes_un_forfait_seul_ne_compte_pas() -> None:
    rac = comparer(_eau(None, "28"), _eau(None))

    assert rac.delta.valeur == 0


@pytest.mark.parametrize("dite", [True, False])
def test_inclusion_dite_d_un_seul_cote_la_comparaison_est_non_renseignee(dite: bool) -> None:
    rac = comparer(_eau(None), _eau(dite, "28"))

    assert rac.delta.valeur is None
    assert "eau : on ne sait pas s’il est dans les charges" in rac.delta.motif


def test_eau_et_chauffage_s_ajoutent_chacun_pour_soi() -> None:
    avant = un_cout(290, 140, 230, eau_incluse=True, chauffage_inclus=False, forfait_chauffage=60)
    apres = un_cout(320, 45, 240, eau_incluse=False, forfait_eau=28, chauffage_inclus=True)

    rac = comparer(avant, apres)

    assert rac.avant.valeur == Decimal(260)  # 290 + 140 − 230 + 60 de chauffage
    assert rac.apres.valeur == Decimal(153)  # 320 + 45 − 240 + 28 d'eau


def test_un_forfait_nul_est_un_cout_connu() -> None:
    rac = comparer(_eau(True), _eau(False, "0"))

    assert rac.apres.valeur == SEC
