"""La catégorie de ménage, le revenu retenu et la classe de ressources."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import ZonePlafond
from relogement.regles.categorie import Categorie, Composition, categorie, somme_des_ages
from relogement.regles.plafonds import classement, plafonds
from relogement.regles.revenu_retenu import RevenuRetenu, Revenus, revenu_retenu

AU = date(2026, 6, 15)
AUTRES = ZonePlafond.AUTRES


def un_menage(nb_personnes: int | None, **faits: Any) -> Composition:
    """Un ménage dont on sait tout, sauf ce que le cas change."""
    sus: dict[str, Any] = {"couple": False, "nb_a_charge": 0, "handicap": False}
    return Composition(nb_personnes=nb_personnes, **(sus | faits))


@pytest.mark.parametrize(
    ("menage", "rang"),
    [
        (un_menage(1), 1),
        (un_menage(1, handicap=True), 2),
        (un_menage(2), 2),  # deux adultes
        (un_menage(2, couple=True, somme_des_ages=56), 2),
        (un_menage(2, couple=True, somme_des_ages=55), 3),  # jeune ménage
        (un_menage(2, couple=True, somme_des_ages=56, handicap=True), 3),
        (un_menage(2, couple=True, somme_des_ages=40, handicap=True), 3),  # rien ne se cumule
        (un_menage(2, nb_a_charge=1), 3),  # seul avec un enfant
        (un_menage(2, nb_a_charge=1, handicap=True), 3),
        (un_menage(3, couple=True, nb_a_charge=1, somme_des_ages=40), 3),
        (un_menage(3, nb_a_charge=1), 3),  # deux adultes et un enfant
        (un_menage(3, nb_a_charge=2), 4),
        (un_menage(4, couple=True, nb_a_charge=2), 4),
        (un_menage(4, couple=True, nb_a_charge=2, handicap=True), 5),
        (un_menage(6, couple=True, nb_a_charge=4), 6),
        (un_menage(6, couple=True, nb_a_charge=4, handicap=True), 7),
        (un_menage(8, couple=True, nb_a_charge=6), 8),
    ],
)
def test_la_categorie_suit_les_annexes_de_l_arrete(menage: Composition, rang: int) -> None:
    jugee = categorie(menage, au=AU)

    assert jugee.rang == rang
    assert jugee.motif and "29/07/1987" in jugee.texte


@pytest.mark.parametrize(
    ("menage", "mini", "maxi", "mot"),
    [
        (un_menage(2, couple=None), 2, 3, "jeune ménage"),
        (un_menage(2, couple=None, somme_des_ages=56), 2, 2, "2 personnes"),
        (un_menage(2, couple=None, nb_a_charge=None), 2, 3, "couple"),
        (un_menage(2, couple=True, nb_a_charge=None), 2, 3, "jeune ménage"),
        (un_menage(3, handicap=None), 3, 4, "handicap"),
        (Composition(nb_personnes=1), 1, 2, "handicap"),
        (un_menage(3, nb_a_charge=2, handicap=None), 4, 4, "seule"),  # le handicap n'y changerait rien
    ],
)
def test_ce_que_l_on_ignore_borne_la_categorie(menage: Composition, mini: int, maxi: int, mot: str) -> None:
    jugee = categorie(menage, au=AU)

    assert (jugee.mini, jugee.maxi) == (mini, maxi)
    assert mot in jugee.motif


@pytest.mark.parametrize(
    ("menage", "mot"),
    [
        (un_menage(None), "inconnu"),
        (un_menage(0), "au moins une personne"),
        (un_menage(-1), "au moins une personne"),
        (un_menage(1, couple=True), "couple"),
        (un_menage(2, nb_a_charge=2), "à charge"),
        (un_menage(3, couple=True, nb_a_charge=2), "à charge"),
        (un_menage(3, nb_a_charge=-1), "à charge"),
    ],
)
def test_un_menage_impossible_n_a_pas_de_categorie_mais_une_phrase(menage: Composition, mot: str) -> None:
    jugee = categorie(menage, au=AU)

    assert jugee.rang is None and jugee.mini is None
    assert mot in jugee.motif


def test_les_ages_sont_revolus() -> None:
    nes = [date(1996, 6, 15), date(2001, 6, 16)]

    assert somme_des_ages(nes, au=date(2026, 6, 14)) == 29 + 24
    assert somme_des_ages(nes, au=date(2026, 6, 15)) == 30 + 24
    assert somme_des_ages(nes, au=date(2026, 6, 16)) == 30 + 25
    assert somme_des_ages([date(2000, 2, 29)], au=date(2026, 2, 28)) == 25
    assert somme_des_ages([date(2000, 2, 29)], au=date(2026, 3, 1)) == 26


@pytest.mark.parametrize("nes", [[], [None], [date(1990, 1, 1), None], [date(2030, 1, 1)]])
def test_une_naissance_inconnue_ou_future_rend_la_somme_inconnue(nes: list[date | None]) -> None:
    assert somme_des_ages(nes, au=AU) is None


@pytest.mark.parametrize(
    ("n_2", "n_1", "douze_mois", "montant", "annee"),
    [
        ("20000", None, None, "20000", "N_2"),
        ("20000", "18000", None, "18000", "N_1"),  # 10 % pile
        ("20000", "18000.01", None, "20000", "N_2"),
        ("20000", "25000", None, "20000", "N_2"),
        ("20000", "17000", "16000", "16000", "DOUZE_MOIS"),
        ("20000", "16000", "17000", "16000", "N_1"),
        ("20000", "19000", "18000", "18000", "DOUZE_MOIS"),
        ("20000", "0", None, "0", "N_1"),
        ("0", "0", "0", "0", "N_2"),
        (None, "18000", "10000", None, None),
    ],
)
def test_le_revenu_est_celui_de_n_2_sauf_baisse_d_au_moins_dix_pour_cent(
    n_2: str | None, n_1: str | None, douze_mois: str | None, montant: str | None, annee: str | None
) -> None:
    n = [None if v is None else Decimal(v) for v in (n_2, n_1, douze_mois)]

    retenu = revenu_retenu(Revenus(n_2=n[0], n_1=n[1], douze_mois=n[2]), au=AU)

    assert retenu.montant == (None if montant is None else Decimal(montant))
    assert retenu.annee == annee
    assert retenu.motif and retenu.texte


def test_la_baisse_est_dite_en_pour_cent() -> None:
    retenu = revenu_retenu(Revenus(n_2=Decimal(20000), n_1=Decimal(15000)), au=AU)

    assert "25,00" in retenu.motif and "N-1" in retenu.motif


@pytest.mark.parametrize("champ", ["n_2", "n_1", "douze_mois"])
@pytest.mark.parametrize("montant", ["-1", "NaN", "Infinity"])
def test_un_revenu_de_signe_faux_est_refuse(champ: str, montant: str) -> None:
    faux: Any = {"n_2": Decimal(20000)} | {champ: Decimal(montant)}

    with pytest.raises(ErreurMetier, match="positif"):
        revenu_retenu(Revenus(**faux), au=AU)


def un_revenu(montant: str | None) -> RevenuRetenu:
    return RevenuRetenu(None if montant is None else Decimal(montant), None, "revenu inconnu", "")


def une_categorie(mini: int | None, maxi: int | None = None) -> Categorie:
    return Categorie(mini, maxi or mini, "catégorie incertaine")


def test_les_plafonds_de_2026_hors_ile_de_france() -> None:
    # Arrêté du 19/12/2025 : PLUS 23 403 ; 60 % = 14 041,80 ; 130 % = 30 423,90, à l'euro 30 424.
    seul = plafonds(1, AUTRES, au=AU)

    assert seul is not None
    assert (seul.plai, seul.plus_60, seul.plus, seul.pls) == (12870, Decimal("14041.80"), 23403, 30424)
    assert seul.bareme_du == date(2026, 1, 1)


def test_au_dela_de_six_personnes_un_supplement_par_personne() -> None:
    # 60 156 + 2 × 6 710 = 73 576 ; 33 086 + 2 × 3 689 = 40 464 ; 73 576 × 1,3 = 95 648,8.
    huit = plafonds(8, AUTRES, au=AU)

    assert huit is not None
    assert (huit.plai, huit.plus, huit.pls) == (40464, 73576, 95649)


def test_la_zone_et_l_annee_changent_les_plafonds() -> None:
    paris, avant = plafonds(3, ZonePlafond.PARIS_LIM, au=AU), plafonds(3, AUTRES, au=date(2025, 12, 31))

    assert paris is not None and paris.plus == 52740
    assert avant is not None and avant.plus == 37259


@pytest.mark.parametrize(
    ("revenu", "rang", "classe"),
    [
        ("0", 1, "PLAI"),
        ("12870", 1, "PLAI"),
        ("12870.01", 1, "PLUS_60"),
        ("14041.80", 1, "PLUS_60"),
        ("14041.81", 1, "PLUS"),
        ("23403", 1, "PLUS"),
        ("23403.01", 1, "PLS"),
        ("30424", 1, "PLS"),
        ("30424.01", 1, "AU_DELA"),
        ("18753", 2, "PLAI"),  # le PLAI d'un couple passe 60 % du PLUS (18 752,40)
        ("18753.01", 2, "PLUS"),
        ("40464", 8, "PLAI"),
        ("95649.01", 8, "AU_DELA"),
    ],
)
def test_la_classe_est_le_premier_plafond_que_le_revenu_ne_depasse_pas(
    revenu: str, rang: int, classe: str
) -> None:
    rendu = classement(un_revenu(revenu), une_categorie(rang), AUTRES, au=AU)

    assert rendu.classe == classe
    assert rendu.motif and rendu.textes and rendu.bareme_du == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("revenu", "rang", "zone", "au", "mot"),
    [
        (None, 1, AUTRES, AU, "revenu inconnu"),
        ("15000", None, AUTRES, AU, "catégorie incertaine"),
        ("15000", 1, None, AU, "zone"),
        ("15000", 1, AUTRES, date(2021, 12, 31), "31/12/2021"),
    ],
)
def test_un_fait_qui_manque_ne_donne_pas_de_classe(
    revenu: str | None, rang: int | None, zone: ZonePlafond | None, au: date, mot: str
) -> None:
    rendu = classement(un_revenu(revenu), une_categorie(rang), zone, au=au)

    assert rendu.classe is None
    assert mot in rendu.motif


def test_une_categorie_incertaine_donne_la_classe_si_elle_n_y_change_rien() -> None:
    # PLAI : 12 870 pour un, 18 753 pour deux.
    assert classement(un_revenu("12000"), une_categorie(1, 2), AUTRES, au=AU).classe == "PLAI"
    assert classement(un_revenu("15000"), une_categorie(1, 2), AUTRES, au=AU).classe is None


@settings(deadline=None)
@given(revenu=st.integers(0, 100_000), rang=st.integers(1, 9), zone=st.sampled_from(list(ZonePlafond)))
def test_une_personne_de_plus_ne_fait_jamais_monter_de_classe(revenu: int, rang: int, zone: ZonePlafond) -> None:
    ordre = ["PLAI", "PLUS_60", "PLUS", "PLS", "AU_DELA"]

    classes = [classement(un_revenu(str(revenu)), une_categorie(r), zone, au=AU).classe for r in (rang, rang + 1)]

    # Le PLAI d'un rang peut dépasser les 60 % du PLUS : la classe reste, ou descend.
    assert classes[0] is not None and classes[1] is not None
    assert ordre.index(classes[1]) <= ordre.index(classes[0])


@settings(deadline=None)
@given(
    st.builds(
        Composition,
        nb_personnes=st.integers(1, 10),
        couple=st.sampled_from([True, False, None]),
        nb_a_charge=st.one_of(st.none(), st.integers(0, 9)),
        somme_des_ages=st.one_of(st.none(), st.integers(36, 160)),
        handicap=st.sampled_from([True, False, None]),
    )
)
def test_la_categorie_n_est_jamais_sous_le_nombre_de_personnes(composition: Composition) -> None:
    jugee = categorie(composition, au=AU)

    assert jugee.motif
    if jugee.mini is not None and jugee.maxi is not None and composition.nb_personnes is not None:
        assert composition.nb_personnes <= jugee.mini <= jugee.maxi <= composition.nb_personnes + 1
