"""Le reste à charge : loyer net de RLS, charges, APL, et l'inconnu qui reste inconnu."""

from decimal import Decimal

import pytest

from relogement.regles.reste_a_charge import comparer, reste_a_charge_brut
from tests.fabrique import un_cout


def test_le_rac_est_le_loyer_plus_les_charges_moins_l_apl() -> None:
    cout = un_cout("310", "95", "210")

    brut = reste_a_charge_brut(cout)

    assert brut.valeur == Decimal("195")  # 310 + 95 − 210


def test_la_rls_baisse_le_loyer_les_annexes_et_le_sls_l_augmentent() -> None:
    cout = un_cout("420.10", "88.45", "150.30", annexes="32.15", sls="12.40", rls="49.32")

    brut = reste_a_charge_brut(cout)

    assert brut.valeur == Decimal("353.48")  # 420,10 + 32,15 + 12,40 − 49,32 + 88,45 − 150,30


def test_sans_apl_dite_le_rac_est_inconnu_et_non_gonfle() -> None:
    brut = reste_a_charge_brut(un_cout("300", "80", None))

    assert brut.valeur is None
    assert brut.motif == "APL inconnue"


def test_une_apl_nulle_est_un_zero_explicite() -> None:
    brut = reste_a_charge_brut(un_cout("300", "80", "0"))

    assert brut.valeur == Decimal("380")


@pytest.mark.parametrize(
    ("absent", "motif"), [("loyer", "loyer inconnu"), ("charges", "charges inconnues"), ("apl", "APL inconnue")]
)
def test_un_montant_necessaire_qui_manque_rend_le_rac_non_renseigne(absent: str, motif: str) -> None:
    cout = un_cout()
    setattr(cout, absent, None)

    comparaison = comparer(cout, un_cout())

    assert comparaison.avant.valeur is None
    assert comparaison.delta.valeur is None
    assert comparaison.delta_pct.valeur is None
    assert motif in comparaison.delta.motif


def test_tout_ce_qui_manque_est_dit() -> None:
    brut = reste_a_charge_brut(un_cout(None, None, None))

    assert brut.motif == "loyer inconnu ; charges inconnues ; APL inconnue"


@pytest.mark.parametrize("exception", ["rls", "sls", "annexes"])
def test_rls_sls_et_annexes_vides_valent_zero(exception: str) -> None:
    sans, avec = un_cout(), un_cout()
    setattr(avec, exception, Decimal(0))

    assert reste_a_charge_brut(sans) == reste_a_charge_brut(avec)


def test_l_ecart_en_pourcentage_part_du_rac_non_arrondi() -> None:
    comparaison = comparer(un_cout("300", "0", "0"), un_cout("301", "0", "0"))

    assert (
        comparaison.delta_pct.valeur == Decimal(1) / Decimal(300) * 100
    )  # 0,3333… %, arrondi à la sortie seulement


@pytest.mark.parametrize(("apl", "rac_avant"), [("380", "0"), ("400", "-20")])
def test_sans_rac_avant_positif_le_pourcentage_est_non_renseigne(apl: str, rac_avant: str) -> None:
    comparaison = comparer(un_cout("300", "80", apl), un_cout("300", "80", "200"))

    assert comparaison.avant.valeur == Decimal(rac_avant)  # 300 + 80 − APL
    assert comparaison.delta.valeur == Decimal(180) - Decimal(rac_avant)
    assert comparaison.delta_pct.valeur is None
    assert comparaison.delta_pct.motif == "RAC avant nul ou négatif"


def test_sans_logement_il_n_y_a_pas_de_rac() -> None:
    comparaison = comparer(None, un_cout())

    assert comparaison.avant.motif == "logement non renseigné"
    assert comparaison.apres.valeur == Decimal(180)
    assert comparaison.delta.motif == "avant : logement non renseigné"
