"""La minoration de loyer : éligible ou non, la condition qui manque, et le montant."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from relogement.baremes import Periode, ajouter_periode
from relogement.nomenclatures import Nature, Typologie
from relogement.regles.minoration import RelogementAMinorer, minoration

BAIL_2018, BAIL_2026 = date(2018, 6, 1), date(2026, 6, 1)


def un_relogement(**faits: Any) -> RelogementAMinorer:
    """Un T3 neuf loué au plafond en 2018 ; chaque cas change ce qu'il éprouve."""
    montants = {n: Decimal(faits.pop(n)) for n in ("loyer", "loyer_plafond_apl") if faits.get(n) is not None}
    relogement = RelogementAMinorer(
        nature=Nature.DEFINITIF,
        bail_le=BAIL_2018,
        loyer=Decimal(350),
        loyer_plafond_apl=Decimal(350),
        typologie=Typologie.T3,
        premiere_location=True,
    )
    return replace(relogement, **(faits | montants))


def ancien(**faits: Any) -> RelogementAMinorer:
    return un_relogement(premiere_location=False, **faits)


@pytest.mark.parametrize(
    ("relogement", "eligible", "mot"),
    [
        (un_relogement(), "OUI", "première location"),
        (un_relogement(loyer="350.01"), "NON", "plus que le plafond"),
        (un_relogement(loyer="349.99"), "OUI", "au plus"),
        (un_relogement(loyer=None), "NR", "loyer inconnu"),
        (un_relogement(loyer_plafond_apl=None), "NR", "plafond APL"),
        (un_relogement(loyer="-350"), "NR", "corrigez"),
        (un_relogement(nature=Nature.PROVISOIRE), "NON", "provisoire"),
        (un_relogement(bail_le=None), "NR", "bail non daté"),
        (un_relogement(bail_le=date(2015, 12, 31)), "NR", "aucun texte"),
        # Cinq ans pile : NON ; le 29 février + 5 ans tombe le 28.
        (ancien(conventionne_le=date(2013, 6, 2)), "OUI", "moins de 5 ans"),
        (ancien(conventionne_le=date(2013, 6, 1)), "NON", "5 ans exactement"),
        (ancien(conventionne_le=date(2016, 2, 29), bail_le=date(2021, 2, 27)), "OUI", "moins"),
        (ancien(conventionne_le=date(2016, 2, 29), bail_le=date(2021, 2, 28)), "NON", "exactement"),
        (ancien(), "NR", "conventionnement inconnue"),
        # La qualité thermique ne compte que depuis le 1er octobre 2021.
        (ancien(conventionne_le=date(2000, 1, 1), rt2005=True, bail_le=date(2021, 9, 30)), "NON", "plus de 5 ans"),
        (ancien(conventionne_le=date(2000, 1, 1), rt2005=True, bail_le=date(2021, 10, 1)), "OUI", "RT 2005"),
        (ancien(conventionne_le=date(2000, 1, 1), rt2005=False, bail_le=BAIL_2026), "NON", "RT 2005 : non"),
        (ancien(conventionne_le=date(2000, 1, 1), bail_le=BAIL_2026), "NR", "thermique inconnue"),
        (ancien(rt2005=True, bail_le=BAIL_2026), "OUI", "RT 2005"),
        (ancien(rt2005=False, bail_le=BAIL_2026), "NR", "conventionnement inconnue"),
        # Ce qui échoue décide, même si le reste est inconnu.
        (ancien(loyer="400"), "NON", "plus que"),
    ],
)
def test_le_relogement_est_eligible_ou_dit_ce_qui_manque(
    relogement: RelogementAMinorer, eligible: str, mot: str
) -> None:
    rendue = minoration(relogement)

    assert rendue.eligible == eligible
    assert mot in rendue.motif
    assert eligible == "OUI" or rendue.montant.valeur is None


@pytest.mark.parametrize(
    ("typologie", "montant"),
    [("T1", 1500), ("T2", 1500), ("T3", 4000), ("T4", 4000), ("T5", 5000), ("T6+", 5000)],
)
def test_les_forfaits_de_2016_suivent_la_typologie(typologie: str, montant: int) -> None:
    rendue = minoration(un_relogement(typologie=Typologie(typologie)))

    assert rendue.montant.valeur == montant
    assert any("2016" in texte for texte in rendue.textes)


def test_sans_typologie_le_montant_est_inconnu_jamais_nul() -> None:
    rendue = minoration(un_relogement(typologie=None))

    assert rendue.eligible == "OUI"
    assert rendue.montant.valeur is None and "typologie" in rendue.montant.motif


def test_l_echelle_de_2021_est_a_completer_et_le_dit() -> None:
    rendue = minoration(un_relogement(bail_le=BAIL_2026))

    assert rendue.eligible == "OUI"
    assert rendue.montant.valeur is None
    assert "01/10/2021" in rendue.montant.motif and "à compléter" in rendue.montant.motif


def test_une_echelle_par_zone_saisie_dans_les_parametres_donne_le_montant(tmp_path: Any) -> None:
    montants = {"zone_2": {"t3": Decimal(4700), "t5_et_plus": Decimal(6100)}}
    ajouter_periode(
        "minoration_loyer", Periode(date(2026, 1, 1), "RGA, art. 2.1.3.2", date(2026, 1, 2), montants), tmp_path
    )

    trois, cinq, ailleurs = (
        minoration(un_relogement(bail_le=BAIL_2026, typologie=t, zone=z), dossier=tmp_path).montant
        for t, z in ((Typologie.T3, 2), (Typologie.T5, 2), (Typologie.T3, 1))
    )

    assert (trois.valeur, cinq.valeur, ailleurs.valeur) == (4700, 6100, None)
    assert "zone absente" in ailleurs.motif


def test_un_relogement_non_eligible_ne_donne_aucun_euro() -> None:
    rendue = minoration(un_relogement(nature=Nature.PROVISOIRE))

    assert rendue.montant.valeur is None and "non éligible" in rendue.montant.motif
