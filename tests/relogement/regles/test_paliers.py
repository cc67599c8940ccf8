"""Les seuils par niveau de ressources : le palier du ménage, et ce que l'on dit quand on l'ignore."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.charte import Charte
from relogement.niveau import niveau
from relogement.nomenclatures import Critere
from relogement.regles.maitrise import Surfaces, maitrise
from relogement.regles.montants import Montant, Verdict, manque
from relogement.regles.paliers import NIVEAU_INCONNU, Niveau, niveau_ignore, seuils_possibles
from relogement.regles.ressources import taux_d_effort
from relogement.regles.reste_a_charge import comparer
from tests.fabrique import un_cout, une_charte

# Trois étages : le premier quartile (effort 25 %), jusqu'à 1 200 € par UC (28 %), au-dessus (30 %, la charte).
PALIERS: list[dict[str, Any]] = [
    {"jusqu_a": "Q1", "libelle": "Premier quartile", "te_max_pct": "25", "rac_seuil_pct": "5"},
    {"jusqu_a": "1200", "te_max_pct": "28"},
]


def un_niveau(quartile: str | None, par_uc: str | None) -> Niveau:
    connu = manque("nombre de personnes inconnu") if par_uc is None else Montant(Decimal(par_uc))
    return Niveau(quartile, connu, "" if quartile else "seuil du premier quartile inconnu pour 2026")


@pytest.mark.parametrize(
    ("quartile", "par_uc", "efforts"),
    [
        ("Q1", "700", [25]),
        ("Q1", None, [25]),  # le quartile suffit
        ("Q2_4", "1200", [28]),  # 1 200 € pile : dans le palier
        ("Q2_4", "1200.01", [30]),
        ("Q2_4", None, [28, 30]),
        (None, "1300", [25, 30]),  # pas du deuxième palier, on le sait
        (None, "900", [25, 28]),
        (None, None, [25, 28, 30]),
    ],
)
def test_le_palier_est_le_premier_que_le_menage_ne_depasse_pas(
    quartile: str | None, par_uc: str | None, efforts: list[int]
) -> None:
    possibles = seuils_possibles(une_charte(paliers=PALIERS), un_niveau(quartile, par_uc))

    assert [seuils.te_max_pct for seuils in possibles] == efforts


def test_un_palier_ne_change_que_ce_qu_il_nomme() -> None:
    (seuils,) = seuils_possibles(une_charte(paliers=PALIERS), un_niveau("Q2_4", "900"))

    assert (seuils.te_max_pct, seuils.rac_seuil_pct, seuils.surf_tol_pct) == (28, 10, 10)
    assert seuils.palier == "jusqu’à 1\u202f200\u202f€ par UC"


def test_sans_palier_les_seuils_sont_ceux_de_la_charte_quoi_que_l_on_ignore() -> None:
    (seuils,) = seuils_possibles(une_charte(), NIVEAU_INCONNU)

    assert (seuils.te_max_pct, seuils.palier) == (30, "")
    assert niveau_ignore(une_charte(), NIVEAU_INCONNU) == ""


def verdict(apres: int, ressources: int, charte: Charte, **faits: Any) -> Verdict:
    """Un RAC de 250 € avant, à surfaces égales."""
    rac = comparer(un_cout(250, 0, 0), un_cout(apres, 0, 0))
    te = taux_d_effort(rac.apres, Decimal(ressources))
    surfaces = Surfaces(Decimal(60), Decimal(60))
    return maitrise(rac, surfaces, te, charte=charte, sans_avant=False, **faits)


@pytest.mark.parametrize(
    ("quartile", "attendu", "mot"),
    [
        ("Q1", "NON", "au-delà de 25\u202f% (palier « Premier quartile »)"),
        ("Q2_4", "OUI", "dans la limite de 28\u202f% (palier « jusqu’à 1\u202f200\u202f€ par UC »)"),
    ],
)
def test_le_meme_effort_est_maitrise_ou_non_selon_le_palier(quartile: str, attendu: str, mot: str) -> None:
    """260 € sur 1 000 € : 26 % d'effort, +4 % de hausse."""
    juge = verdict(260, 1000, une_charte(paliers=PALIERS), niveau=un_niveau(quartile, "1000"))

    assert juge.valeur == attendu
    assert mot in juge.motif


def test_un_niveau_inconnu_dont_le_verdict_depend_est_non_renseigne_et_dit_pourquoi() -> None:
    juge = verdict(260, 1000, une_charte(paliers=PALIERS), niveau=un_niveau(None, "1000"))

    assert juge.valeur is Critere.NR
    assert juge.motif == (
        "niveau de ressources inconnu (seuil du premier quartile inconnu pour 2026) : "
        "NON au palier « Premier quartile », OUI au palier « jusqu’à 1\u202f200\u202f€ par UC »"
    )


@pytest.mark.parametrize(("apres", "ressources", "attendu"), [(260, 2000, "OUI"), (260, 800, "NON")])
def test_un_niveau_inconnu_sans_effet_sur_le_verdict_ne_l_empeche_pas(
    apres: int, ressources: int, attendu: str
) -> None:
    """13 % tient partout ; 32,5 % ne tient nulle part."""
    juge = verdict(apres, ressources, une_charte(paliers=PALIERS), niveau=un_niveau(None, None))

    assert juge.valeur == attendu
    assert "de même aux autres paliers" in juge.motif


def test_une_baisse_reste_maitrisee_a_tout_palier() -> None:
    assert verdict(249, 300, une_charte(paliers=PALIERS)).valeur is Critere.OUI


@pytest.mark.parametrize(("ressources", "quartile"), [(None, None), (Decimal(0), None), (Decimal(-5), None)])
def test_des_ressources_inconnues_nulles_ou_negatives_n_ont_pas_de_niveau(
    ressources: Decimal | None, quartile: None
) -> None:
    vu = niveau(ressources, Montant(Decimal(1)), Montant(Decimal(9000)))

    assert (vu.quartile, vu.par_uc.valeur) == (quartile, None)
    assert "inconnues" in vu.motif


def test_le_niveau_compare_douze_mois_au_seuil_du_quartile() -> None:
    """1 500 € pour 2 UC : 750 € par UC et par mois, 9 000 € par an."""
    vus = [niveau(Decimal(1500), Montant(Decimal(2)), Montant(Decimal(s))) for s in (9000, 8999)]

    assert [v.quartile for v in vus] == ["Q1", "Q2_4"]
    assert vus[0].par_uc.valeur == 750


@given(
    apres=st.integers(0, 900),
    ressources=st.integers(1, 3000),
    quartile=st.sampled_from(["Q1", "Q2_4"]),
    par_uc=st.integers(1, 2000),
)
def test_ignorer_le_niveau_ne_contredit_jamais_le_verdict_que_l_on_aurait_en_le_sachant(
    apres: int, ressources: int, quartile: str, par_uc: int
) -> None:
    charte = une_charte(paliers=PALIERS)
    sachant = verdict(apres, ressources, charte, niveau=un_niveau(quartile, str(par_uc)))
    ignorant = verdict(apres, ressources, charte, niveau=un_niveau(None, None))

    assert ignorant.valeur in (sachant.valeur, Critere.NR)
