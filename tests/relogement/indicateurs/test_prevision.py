"""« À ce rythme » : des dates et des parts refaites à la main, et ce que l'on refuse d'annoncer."""

from datetime import date
from decimal import Decimal
from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from relogement.indicateurs.indicateur import Mesure
from relogement.indicateurs.prevision import (
    Reglages,
    Rythme,
    comptage,
    fin,
    oui_a_venir,
    part_a_la_fin,
    part_le,
    refus,
)

AU = date(2026, 11, 30)
A_90 = Reglages(mois=12, minimum=10, ecart_reduit=1.645)


def test_trop_peu_de_relogements_ne_fait_pas_un_rythme() -> None:
    assert refus(Rythme(AU, 4, 12, 30), A_90) == (
        "Pas de prévision : 4 titulaires relogés en 12 mois, il en faut 10 pour estimer un rythme."
    )
    assert refus(Rythme(AU, 10, 12, 30), A_90) == ""


def test_quand_tous_sont_reloges_il_n_y_a_rien_a_prevoir() -> None:
    assert refus(Rythme(AU, 40, 12, 0), A_90).startswith("Tous les titulaires à reloger le sont")


def test_a_un_par_mois_douze_restants_demandent_un_an() -> None:
    prevue = fin(Rythme(AU, 12, 12, 12), A_90)

    # 12 mois de 365,2425 / 12 jours, arrondis au jour suivant : 366 jours après le 30/11/2026
    assert prevue.attendue == date(2027, 12, 1)
    # Poisson à 90 % pour 12 : de 6,92 à 19,44 par an ; 12 × 12 / 19,44 = 7,41 mois, 12 × 12 / 6,92 = 20,8 mois
    assert prevue.au_plus_tot == date(2027, 7, 14)  # 225,5 jours, arrondis à 226
    assert prevue.au_plus_tard is not None
    assert (prevue.au_plus_tard - AU).days == 634  # 633,2 jours, arrondis au jour suivant


def test_l_intervalle_d_un_comptage_est_celui_des_tables() -> None:
    """Intervalles de Poisson exacts à 90 % (tables de Garwood) : 10 → 5,43 à 16,96 ; 50 → 38,96 à 63,29."""
    for n, (bas, haut) in {10: (5.43, 16.96), 50: (38.96, 63.29)}.items():
        trouves = comptage(n, 1.645)
        assert isclose(trouves[0], bas, abs_tol=0.01)
        assert isclose(trouves[1], haut, abs_tol=0.01)


def test_la_part_a_venir_melange_ce_que_l_on_a_vu_et_le_hasard_qui_reste() -> None:
    # 9 oui sur 18 récents, Jeffreys : a = b = 9,5 ; 20 à venir : 20 × 9,5 / 19 = 10
    # variance : 20 × 9,5 × 9,5 × (19 + 20) / (19² × 20) = 70 395 / 7 220 = 9,75
    moyenne, ecart = oui_a_venir(Mesure(9, 9), 20)

    assert moyenne == 10
    assert isclose(ecart**2, 9.75)


def test_la_part_finale_ajoute_ceux_qui_viendront_a_ceux_qui_sont_la() -> None:
    mesure, recents = Mesure(42, 29), Mesure(9, 9)  # 42 sur 71 aujourd'hui
    prevue = part_a_la_fin(mesure, recents, Rythme(AU, 18, 12, 20), A_90)

    assert prevue is not None
    # (42 + 10) / 91 = 57,14 % ; ± 1,645 × 3,1225 = 5,1365 : de 46,8635 / 91 à 57,1365 / 91... plus les 42
    assert prevue.pct == Decimal("57.142900")
    assert round(prevue.bas, 2) == Decimal("51.50")  # (42 + 4,8635) / 91
    assert round(prevue.haut, 2) == Decimal("62.79")  # (42 + 15,1365) / 91
    assert prevue.venus == 20


def test_a_la_date_visee_seuls_ceux_qui_ont_le_temps_de_venir_comptent() -> None:
    # un par mois ; six mois plus tard, six de plus : (5 + 3) / (10 + 6) = 50 %
    prevue = part_le(Mesure(5, 5), Mesure(6, 6), Rythme(AU, 12, 12, 100), date(2027, 5, 31), A_90)

    assert prevue is not None
    assert (prevue.venus, prevue.pct) == (6, Decimal(50))


def test_sans_reponse_recente_rien_ne_s_annonce() -> None:
    assert part_a_la_fin(Mesure(5, 5), Mesure(nr=12), Rythme(AU, 12, 12, 6), A_90) is None


@given(
    st.integers(0, 200), st.integers(0, 200), st.integers(0, 60), st.integers(0, 60), st.integers(1, 300),
    st.integers(10, 200),
)  # fmt: skip
def test_l_intervalle_contient_la_valeur_attendue_et_reste_une_part(
    oui: int, non: int, oui_recents: int, non_recents: int, restants: int, entres: int
) -> None:
    rythme = Rythme(AU, entres, 12, restants)
    prevue = part_a_la_fin(Mesure(oui, non), Mesure(oui_recents, non_recents), rythme, A_90)

    bornes = fin(rythme, A_90)
    assert bornes.au_plus_tot <= bornes.attendue
    assert bornes.au_plus_tard is None or bornes.attendue <= bornes.au_plus_tard
    if prevue is not None:
        assert 0 <= prevue.bas <= prevue.pct <= prevue.haut <= 100
