"""Une cellule se lit comme un agent la lirait ; ce qui n'est pas sûr est refusé avec une phrase."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement import textes
from relogement.imports.valeurs import (
    ValeurIllisible,
    code,
    code_a_cinq,
    date_ou_annee,
    entier,
    etage,
    jour,
    jour_ou_mois,
    largeur_des_ug,
    montant,
    montant_positif,
    oui_non,
    qpv,
    texte_propre,
    typologie,
    ug_complete,
)
from relogement.nomenclatures import DecisionCaleol, Typologie

CENTIMES = st.integers(-(10**9), 10**9).map(lambda cents: Decimal(cents).scaleb(-2))
JOURS = st.dates(date(1927, 6, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("1 234,56 €", "1234.56"),
        ("1 234,56 €", "1234.56"),
        ("1\u202f234,56\u202f€", "1234.56"),
        ("1\u00a0234\u00a0567,8", "1234567.8"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1'234,50", "1234.50"),
        ("420.81", "420.81"),
        ("154,71", "154.71"),
        ("−12,5 €", "-12.5"),
        ("(12,50)", "-12.50"),
        ("12,50-", "-12.50"),
        ("345,5 EUR/mois", "345.5"),
        ("0,00 €", "0"),
        ("Néant", "0"),
        ("pas d’APL", "0"),
        ("420.815", "420.82"),
    ],
)
def test_un_montant_se_lit_comme_on_l_ecrit(ecrit: str, lu: str) -> None:
    assert montant(ecrit) == Decimal(lu)


@pytest.mark.parametrize("ecrit", ["abc", "420 81", "1,2,3", "12 345 67", "#N/A", "12/03/2026", "1e999", "٣"])
def test_un_montant_douteux_est_refuse(ecrit: str) -> None:
    with pytest.raises(ValeurIllisible, match="«"):
        montant(ecrit)


def test_un_montant_negatif_est_refuse_la_ou_il_n_a_pas_de_sens() -> None:
    assert montant("-5") == Decimal(-5)
    with pytest.raises(ValeurIllisible, match="négatif"):
        montant_positif("-5")


@pytest.mark.parametrize("ecrit", ["-", "NSP", "n.c.", "?", "Inconnu"])
def test_ce_qui_dit_ne_pas_savoir_est_inconnu_et_non_zero(ecrit: str) -> None:
    assert montant(ecrit) is None
    assert entier(ecrit) is None
    assert jour(ecrit) is None
    assert oui_non(ecrit) is None
    assert typologie(ecrit) is None


@given(CENTIMES)
def test_tout_montant_ecrit_par_le_programme_se_relit_au_centime(somme: Decimal) -> None:
    assert montant(textes.euros(somme)) == somme
    assert montant(str(somme)) == somme
    assert montant(f"{somme:f}".replace(".", ",")) == somme


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("12/03/2026", date(2026, 3, 12)),
        ("12.03.2026", date(2026, 3, 12)),
        ("12-03-26", date(2026, 3, 12)),
        ("1/3/68", date(1968, 3, 1)),
        ("2026-03-12", date(2026, 3, 12)),
        ("2026-03-12 14:30:00", date(2026, 3, 12)),
        ("12/03/2026 14:30", date(2026, 3, 12)),
        ("20260312", date(2026, 3, 12)),
        ("12032026", date(2026, 3, 12)),
        ("37469", date(2002, 8, 1)),  # le 1er janvier 2000 est le jour 36 526 ; 943 jours plus tard
        ("12 mars 2026", date(2026, 3, 12)),
        ("1er août 2026", date(2026, 8, 1)),
        ("jeudi 12 mars 2026", date(2026, 3, 12)),
        ("12-févr-26", date(2026, 2, 12)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_une_date_se_lit_dans_toutes_ses_ecritures(ecrit: str, lu: date) -> None:
    assert jour(ecrit) == lu


@pytest.mark.parametrize("ecrit", ["29/02/2025", "31/04/2026", "03/15/2026", "2025-02-29", "30 février 2026"])
def test_un_jour_qui_n_existe_pas_est_refuse(ecrit: str) -> None:
    with pytest.raises(ValeurIllisible, match="jour du calendrier"):
        jour(ecrit)


@pytest.mark.parametrize("ecrit", ["mars", "1995", "99999", "demain", "12/2026", "420,81"])
def test_ce_qui_n_est_pas_une_date_est_refuse(ecrit: str) -> None:
    with pytest.raises(ValeurIllisible, match="JJ/MM/AAAA"):
        jour(ecrit)


@given(JOURS)
def test_toute_date_ecrite_par_le_programme_ou_par_un_tableur_se_relit(le: date) -> None:
    assert jour(textes.jour(le)) == le
    assert jour(le.isoformat()) == le
    assert jour(str((le - date(1899, 12, 30)).days)) == le


def test_un_mois_ou_une_annee_suffisent_la_ou_ils_sont_admis() -> None:
    assert jour_ou_mois("03/2026") == date(2026, 3, 1)
    assert jour_ou_mois("mars 2026") == date(2026, 3, 1)
    assert jour_ou_mois("12/03/2026") == date(2026, 3, 12)
    assert date_ou_annee("1968") == 1968
    assert date_ou_annee("12/03/1968") == date(1968, 3, 12)


@given(st.text(max_size=30))
def test_aucun_texte_ne_fait_autre_chose_que_se_lire_ou_etre_refuse(texte: str) -> None:
    for lecture in (
        montant,
        entier,
        jour,
        jour_ou_mois,
        date_ou_annee,
        oui_non,
        typologie,
        etage,
        qpv,
        code_a_cinq,
    ):
        try:
            lecture(texte.strip())
        except ValeurIllisible as refus:
            assert str(refus).startswith("« ")


@pytest.mark.parametrize(("ecrit", "lu"), [("4", 4), ("4.0", 4), ("4 pers.", 4), ("3 personnes", 3), ("0", 0)])
def test_un_effectif_se_lit(ecrit: str, lu: int) -> None:
    assert entier(ecrit) == lu


@pytest.mark.parametrize("ecrit", ["-2", "2,5", "quatre"])
def test_un_effectif_n_est_ni_negatif_ni_fractionnaire(ecrit: str) -> None:
    with pytest.raises(ValeurIllisible):
        entier(ecrit)


@pytest.mark.parametrize("ecrit", ["oui", "O", "x", "1", "VRAI", "true", "Yes"])
def test_oui_s_ecrit_de_plusieurs_facons(ecrit: str) -> None:
    assert oui_non(ecrit) is True


@pytest.mark.parametrize("ecrit", ["non", "N", "0", "FAUX", "False"])
def test_non_s_ecrit_de_plusieurs_facons(ecrit: str) -> None:
    assert oui_non(ecrit) is False


def test_peut_etre_n_est_ni_oui_ni_non() -> None:
    with pytest.raises(ValeurIllisible, match="ni oui ni non"):
        oui_non("peut-être")


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("F4", "T4"),
        ("T4", "T4"),
        ("T 4", "T4"),
        ("t4 bis", "T4"),
        ("F1bis", "T1"),
        ("Studio", "T1"),
        ("T0", "T1"),
        ("4 pièces", "T4"),
        ("Type 3", "T3"),
        ("T3 duplex", "T3"),
        ("5", "T5"),
        ("T6+", "T6+"),
        ("T7", "T6+"),
        ("F10", "T6+"),
    ],
)
def test_une_typologie_se_ramene_a_six_codes(ecrit: str, lu: str) -> None:
    assert typologie(ecrit) is Typologie(lu)


def test_un_parking_n_est_pas_une_typologie() -> None:
    with pytest.raises(ValeurIllisible, match="T6\\+"):
        typologie("PARKING")


def test_un_code_se_lit_par_son_code_ou_son_libelle_francais() -> None:
    assert code(DecisionCaleol, "NON_ATTRIBUTION") is DecisionCaleol.NON_ATTRIBUTION
    assert code(DecisionCaleol, "attribution avec rang") is DecisionCaleol.ATTRIBUTION_RANG
    with pytest.raises(ValeurIllisible, match="IRRECEVABILITE"):
        code(DecisionCaleol, "ajournement")


def test_les_zeros_de_tete_perdus_reviennent_a_la_largeur_de_leurs_voisins() -> None:
    largeur = largeur_des_ug(["45001", "0045002", "0045003", "045", "A-12"])

    assert largeur == 7
    assert ug_complete("45001", largeur) == "0045001"
    assert ug_complete("A-12", largeur) == "A-12"
    assert ug_complete("45001", largeur_des_ug(["45001", "45002"])) == "45001"


@pytest.mark.parametrize(
    ("ecrit", "lu"), [("RDC", 0), ("R+3", 3), ("3e", 3), ("1er étage", 1), ("-1", -1), ("2", 2)]
)
def test_un_etage_se_lit_en_nombre(ecrit: str, lu: int) -> None:
    assert etage(ecrit) == lu


def test_un_quartier_se_lit_par_son_code_ou_par_hors() -> None:
    assert qpv("qp066007") == "QP066007"
    assert qpv("QN 06618 M") == "QN06618M"
    assert qpv("Hors QPV") == "HORS"
    with pytest.raises(ValeurIllisible, match="HORS"):
        qpv("oui")


def test_un_code_postal_retrouve_son_zero() -> None:
    assert code_a_cinq("1000") == "01000"
    assert code_a_cinq("2A004") == "2A004"


def test_un_nom_garde_sa_casse_et_compose_ses_accents() -> None:
    assert texte_propre("  CISSE\u0301   Aminata ") == "CISSÉ Aminata"
