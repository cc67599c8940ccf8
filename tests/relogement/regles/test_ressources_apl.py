"""R : douze mois, les déductions et leurs bornes, ce qui ne compte pas, et le RSA."""

from datetime import date
from decimal import Decimal

import pytest

from relogement.erreurs import ErreurMetier
from relogement.regles.ressources_apl import Revenu, mois_retenus, ressources_apl

NOVEMBRE_2026 = date(2026, 11, 20)


def une_annee(code: str, montant: str, personne: str = "A", au: date = NOVEMBRE_2026) -> list[Revenu]:
    return [Revenu(personne, code, mois, Decimal(montant)) for mois in mois_retenus(au)]


def test_les_douze_mois_vont_de_m_13_a_m_2() -> None:
    mois = mois_retenus(NOVEMBRE_2026)

    assert (len(mois), mois[0], mois[-1]) == (12, date(2025, 10, 1), date(2026, 9, 1))


def test_les_salaires_comptent_pour_neuf_dixiemes() -> None:
    # 12 × 1 200 = 14 400 ; − 1 440 = 12 960.
    assert ressources_apl(une_annee("SAL", "1200"), au=NOVEMBRE_2026).montant == Decimal("12960")


def test_salaires_et_chomage_d_une_personne_partagent_une_deduction() -> None:
    # 12 × (100 + 200) = 3 600 ; 10 % = 360 < 509 : on déduit 509, une fois.
    revenus = une_annee("SAL", "100") + une_annee("CHO", "200")

    assert ressources_apl(revenus, au=NOVEMBRE_2026).montant == Decimal("3091")


def test_la_deduction_minimale_ne_rend_pas_les_ressources_negatives() -> None:
    assert ressources_apl(une_annee("SAL", "30"), au=NOVEMBRE_2026).montant == 0


def test_la_deduction_est_plafonnee_par_personne_pour_l_activite() -> None:
    # 12 × 15 000 = 180 000 ; 10 % = 18 000 > 14 555 : 165 445, et deux fois pour deux personnes.
    assert ressources_apl(une_annee("SAL", "15000"), au=NOVEMBRE_2026).montant == Decimal("165445")
    deux = une_annee("SAL", "15000") + une_annee("SAL", "15000", "B")
    assert ressources_apl(deux, au=NOVEMBRE_2026).montant == Decimal("330890")


def test_la_deduction_des_pensions_est_plafonnee_pour_le_menage() -> None:
    # Deux fois 12 × 2 000 = 48 000 ; 10 % = 4 800 > 4 438 : 43 562.
    revenus = une_annee("RET", "2000") + une_annee("PINV", "2000", "B")

    assert ressources_apl(revenus, au=NOVEMBRE_2026).montant == Decimal("43562")


@pytest.mark.parametrize("code", ["RSA", "PPA", "AAH", "AF", "AEEH", "PAJE", "ASPA"])
def test_les_aides_ne_comptent_pas(code: str) -> None:
    assert ressources_apl(une_annee(code, "600"), au=NOVEMBRE_2026).montant == 0


def test_les_autres_revenus_comptent_en_entier() -> None:
    assert ressources_apl(une_annee("AUT", "50"), au=NOVEMBRE_2026).montant == 600


def test_avec_le_rsa_l_activite_et_le_chomage_comptent_pour_zero() -> None:
    # Reste la pension du conjoint : 12 × 500 = 6 000 − 600.
    revenus = une_annee("SAL", "900") + une_annee("RSA", "300") + une_annee("RET", "500", "B")

    calcul = ressources_apl(revenus, au=NOVEMBRE_2026)

    assert (calcul.montant, calcul.activite, calcul.rsa) == (Decimal("5400"), 0, True)


def test_un_rsa_termine_ne_neutralise_plus_les_salaires() -> None:
    mois = mois_retenus(NOVEMBRE_2026)
    revenus = [*une_annee("SAL", "900"), Revenu("A", "RSA", mois[0], Decimal(500))]

    assert ressources_apl(revenus, au=NOVEMBRE_2026).montant == Decimal("9720")


def test_un_mois_tu_rend_les_ressources_inconnues() -> None:
    sans_mars = [r for r in une_annee("SAL", "900") if r.mois != date(2026, 3, 1)]

    calcul = ressources_apl(sans_mars, au=NOVEMBRE_2026)

    assert (calcul.montant, calcul.motif) == (None, "ressources inconnues en 03/2026")
    assert ressources_apl([], au=NOVEMBRE_2026).montant is None


def test_un_mois_hors_des_douze_ne_compte_pas() -> None:
    trop_tard = [Revenu("A", "SAL", date(2026, 10, 1), Decimal(9999))]

    assert ressources_apl(une_annee("SAL", "1200") + trop_tard, au=NOVEMBRE_2026).montant == Decimal("12960")


def test_une_ressource_impossible_est_refusee_avec_une_phrase() -> None:
    with pytest.raises(ErreurMetier, match="n’est pas connue"):
        ressources_apl(une_annee("XXX", "1"), au=NOVEMBRE_2026)
    with pytest.raises(ErreurMetier, match="positif ou nul"):
        ressources_apl(une_annee("SAL", "-1"), au=NOVEMBRE_2026)


def test_des_mois_sans_bareme_ne_donnent_rien() -> None:
    au = date(2021, 6, 1)

    assert ressources_apl(une_annee("SAL", "900", au=au), au=au).motif.startswith("aucun barème")
