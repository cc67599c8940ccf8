"""Ce qui est vrai de toute APL estimée ; le calcul en nombre est celui de référence, au centime."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relogement.regles.apl import DemandeApl, Obstacle, estimer, montants_estimes
from relogement.regles.apl import en_nombre as module_en_nombre
from tests.relogement.regles.apl.fabrique import NOVEMBRE_2026, une_demande

MOIS = st.dates(date(2022, 1, 1), date(2026, 12, 31))
DEMANDES = st.builds(
    DemandeApl,
    zone=st.sampled_from((1, 2, 3)),
    loyer=st.decimals("0.01", "3000", places=2),
    personnes_a_charge=st.integers(0, 20),
    ressources=st.decimals("0", "60000", places=2),
    couple=st.booleans(),
    colocation=st.booleans(),
    chambre=st.booleans(),
    aah_ou_aeeh=st.booleans(),
    rls=st.booleans(),
)


@given(DEMANDES, MOIS)
def test_l_apl_est_entre_zero_et_le_loyer_avec_charges(demande: DemandeApl, au: date) -> None:
    estimation = estimer(demande, au=au)

    assert demande.loyer is not None
    assert 0 <= estimation.apl <= demande.loyer + estimation.detail.C
    assert estimation.apl == estimation.apl.quantize(Decimal("0.01"))


@given(DEMANDES, MOIS)
def test_l_intervalle_contient_l_estimation(demande: DemandeApl, au: date) -> None:
    estimation = estimer(demande, au=au)

    assert 0 <= estimation.basse <= estimation.apl <= estimation.haute


@given(DEMANDES, st.decimals("0", "20000", places=2), MOIS)
def test_sans_rls_l_apl_ne_monte_jamais_avec_les_ressources(
    demande: DemandeApl, de_plus: Decimal, au: date
) -> None:
    assert demande.ressources is not None
    pauvre = replace(demande, rls=False)
    riche = replace(pauvre, ressources=demande.ressources + de_plus)

    assert estimer(riche, au=au).apl <= estimer(pauvre, au=au).apl


@given(DEMANDES, st.decimals("0.9", "1.1", places=3), MOIS)
def test_des_ressources_a_moins_de_dix_pour_cent_restent_dans_l_intervalle(
    demande: DemandeApl, facteur: Decimal, au: date
) -> None:
    assert demande.ressources is not None
    voisine = replace(demande, ressources=demande.ressources * facteur)

    estimation = estimer(demande, au=au)

    assert estimation.basse <= estimer(voisine, au=au).apl <= estimation.haute


@given(st.lists(DEMANDES, max_size=20), MOIS)
@settings(max_examples=50)
def test_le_calcul_en_nombre_est_celui_de_reference(demandes: list[DemandeApl], au: date) -> None:
    assert montants_estimes(demandes, au=au) == [estimer(d, au=au).apl for d in demandes]


def test_cinq_mille_demandes_au_hasard_ont_le_meme_centime_des_deux_facons() -> None:
    hasard = random.Random(2026)
    demandes = [
        DemandeApl(
            zone=hasard.randint(1, 3),
            loyer=Decimal(hasard.randint(5_000, 160_000)).scaleb(-2),
            personnes_a_charge=hasard.randint(0, 9),
            ressources=Decimal(hasard.randint(0, 4_000_000)).scaleb(-2),
            couple=hasard.random() < 0.5,
            colocation=hasard.random() < 0.2,
            chambre=hasard.random() < 0.1,
            aah_ou_aeeh=hasard.random() < 0.1,
            rls=hasard.random() < 0.7,
        )
        for _ in range(5_000)
    ]

    montants = montants_estimes(demandes, au=NOVEMBRE_2026)

    assert montants == [estimer(d, au=NOVEMBRE_2026).apl for d in demandes]


def test_en_nombre_ce_qui_n_est_pas_estimable_reste_vide() -> None:
    foyer = une_demande(obstacles=frozenset({Obstacle.FOYER}))

    assert montants_estimes([une_demande(), foyer, une_demande(zone=None)], au=NOVEMBRE_2026) == [
        Decimal("319.91"),
        None,
        None,
    ]
    assert montants_estimes([], au=NOVEMBRE_2026) == []


def test_un_bareme_trop_fin_pour_les_entiers_repasse_par_la_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module_en_nombre, "UNITE", 1)
    monkeypatch.setattr(module_en_nombre, "CENTIME", 1)

    assert montants_estimes([une_demande()], au=NOVEMBRE_2026) == [Decimal("319.91")]
