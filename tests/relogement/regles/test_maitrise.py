"""La maîtrise du reste à charge : chaque branche de la règle, avec les seuils de la charte."""

from decimal import Decimal

import pytest

from relogement.charte import Charte
from relogement.nomenclatures import Combinaison, Critere
from relogement.regles.maitrise import Surfaces, maitrise
from relogement.regles.montants import Verdict
from relogement.regles.ressources import taux_d_effort
from relogement.regles.reste_a_charge import comparer
from tests.fabrique import Nombre, decimal, un_cout, une_charte


def _verdict(
    avant: Nombre,
    apres: Nombre,
    *,
    surfaces: tuple[Nombre, Nombre] = ("60", "60"),
    ressources: Nombre = "2000",
    sans_avant: bool = False,
    charte: Charte | None = None,
) -> Verdict:
    """Le verdict pour un RAC avant et après (en loyer seul), des surfaces et des ressources."""
    rac = comparer(un_cout(avant, 0, 0), un_cout(apres, 0, 0))
    te = taux_d_effort(rac.apres, decimal(ressources))
    return maitrise(
        rac,
        Surfaces(decimal(surfaces[0]), decimal(surfaces[1])),
        te,
        charte=charte or une_charte(),
        sans_avant=sans_avant,
    )


def test_une_baisse_est_maitrisee_meme_avec_un_taux_d_effort_trop_haut() -> None:
    verdict = _verdict(500, 499, ressources=1000)  # TE 49,9 % > 30 %

    assert verdict == Verdict(Critere.OUI, "le RAC baisse de 1,00\u202f€")


def test_un_rac_inchange_est_maitrise() -> None:
    assert _verdict(500, 500, ressources=None).valeur is Critere.OUI


def test_sans_neutraliser_la_baisse_le_taux_d_effort_decide() -> None:
    charte = une_charte(neutralise_baisse=False)

    assert _verdict(500, 499, ressources=1000, charte=charte).valeur is Critere.NON
    assert _verdict(500, 499, ressources=2000, charte=charte).valeur is Critere.OUI


def test_une_hausse_de_dix_pour_cent_pile_reste_dans_la_limite() -> None:
    assert _verdict(200, 220).valeur is Critere.OUI  # 20 / 200 = 10 %
    assert _verdict(200, "220.01").valeur is Critere.NON  # 10,005 % : le seuil se compare sans arrondi


def test_un_taux_d_effort_de_trente_pour_cent_pile_reste_dans_la_limite() -> None:
    assert _verdict(290, 300, ressources=1000).valeur is Critere.OUI
    assert _verdict(290, 300, ressources="999.99").valeur is Critere.NON


@pytest.mark.parametrize("apres", ["54", "66"])
def test_a_dix_pour_cent_de_surface_pile_on_compare_les_montants(apres: str) -> None:
    # |54 − 60| / 60 = 10 % ; la hausse de 9 % passe, alors qu'au m² 218/54 contre 200/60 ferait +21 %.
    assert _verdict(200, 218, surfaces=("60", apres)).valeur is Critere.OUI


def test_un_logement_bien_plus_grand_se_compare_au_metre_carre() -> None:
    # 60 → 80 m² : 250/80 = 3,125 contre 200/60 = 3,333 : −6,25 % au m², malgré +25 % en euros.
    assert _verdict(200, 250, surfaces=("60", "80")).valeur is Critere.OUI


def test_un_logement_bien_plus_petit_se_compare_aussi_au_metre_carre() -> None:
    # 60 → 40 m² : 205/40 = 5,125 contre 3,333 : +53,75 % au m², malgré +2,5 % en euros.
    verdict = _verdict(200, 205, surfaces=("60", "40"))

    assert verdict.valeur is Critere.NON
    assert verdict.motif == "hausse du RAC au m² +53,75\u202f%, au-delà de 10\u202f%"


def test_le_seuil_au_metre_carre_est_celui_de_la_charte_pile() -> None:
    # 60 → 90 m² : la limite est 200/60 × 1,10 × 90 = 330.
    assert _verdict(200, 330, surfaces=("60", "90")).valeur is Critere.OUI
    assert _verdict(200, "330.01", surfaces=("60", "90")).valeur is Critere.NON


@pytest.mark.parametrize("surfaces", [(None, "60"), ("60", None), (None, None)])
def test_une_surface_inconnue_laisse_le_critere_non_renseigne(surfaces: tuple[Nombre, Nombre]) -> None:
    assert _verdict(200, 210, surfaces=surfaces).valeur is Critere.NR


def test_un_test_qui_echoue_decide_meme_si_l_autre_est_inconnu() -> None:
    assert _verdict(200, 250, ressources=None).valeur is Critere.NON  # +25 %, TE inconnu
    assert _verdict(290, 310, ressources=1000, surfaces=(None, None)).valeur is Critere.NON  # TE 31 %


def test_un_test_inconnu_et_l_autre_tenu_donnent_non_renseigne() -> None:
    assert _verdict(200, 210, ressources=None).valeur is Critere.NR
    assert _verdict(200, 210, ressources=0).valeur is Critere.NR


@pytest.mark.parametrize("apl", ["300", "320"])
def test_rac_avant_nul_ou_negatif_sans_seuil_en_euros_est_non_renseigne(apl: str) -> None:
    rac = comparer(un_cout(300, 0, apl), un_cout(320, 0, 300))

    verdict = maitrise(
        rac, Surfaces(Decimal(60), Decimal(60)), taux_d_effort(rac.apres, Decimal(1000)), charte=une_charte(),
        sans_avant=False,
    )  # fmt: skip

    assert verdict.valeur is Critere.NR
    assert "seuil en euros" in verdict.motif


@pytest.mark.parametrize(("apres", "attendu"), [("30", "OUI"), ("30.01", "NON")])
def test_rac_avant_nul_le_seuil_en_euros_de_la_charte_decide(apres: str, attendu: str) -> None:
    charte = une_charte(rac_seuil_eur=Decimal(30))

    assert _verdict(0, apres, charte=charte).valeur == attendu


def test_rac_avant_negatif_la_hausse_en_euros_part_de_lui() -> None:
    charte = une_charte(rac_seuil_eur=Decimal(30))
    rac = comparer(un_cout(300, 0, 320), un_cout(300, 0, 289))  # −20 puis +11 : +31

    verdict = maitrise(
        rac, Surfaces(None, None), taux_d_effort(rac.apres, Decimal(1000)), charte=charte, sans_avant=False
    )

    assert verdict.valeur is Critere.NON


def test_rac_avant_nul_le_taux_d_effort_compte_encore() -> None:
    charte = une_charte(rac_seuil_eur=Decimal(400))

    assert _verdict(0, 310, ressources=1000, charte=charte).valeur is Critere.NON  # TE 31 %


@pytest.mark.parametrize(
    ("combinaison", "attendu"),
    [(Combinaison.TOUT, "NON"), (Combinaison.RAC_SEUL, "NON"), (Combinaison.TE_SEUL, "OUI")],
)
def test_la_charte_choisit_les_tests_la_hausse_echoue(combinaison: Combinaison, attendu: str) -> None:
    charte = une_charte(combinaison=combinaison)

    assert _verdict(200, 250, ressources=2000, charte=charte).valeur == attendu  # +25 %, TE 12,5 %


@pytest.mark.parametrize(
    ("combinaison", "attendu"),
    [(Combinaison.TOUT, "NON"), (Combinaison.RAC_SEUL, "OUI"), (Combinaison.TE_SEUL, "NON")],
)
def test_la_charte_choisit_les_tests_l_effort_echoue(combinaison: Combinaison, attendu: str) -> None:
    charte = une_charte(combinaison=combinaison)

    assert _verdict(300, 310, ressources=1000, charte=charte).valeur == attendu  # +3,3 %, TE 31 %


def test_le_taux_d_effort_seul_n_a_pas_besoin_du_rac_d_avant() -> None:
    charte = une_charte(combinaison=Combinaison.TE_SEUL)

    assert _verdict(None, 210, ressources=1000, charte=charte).valeur is Critere.OUI


def test_sans_logement_quitte_le_critere_est_sans_objet() -> None:
    assert _verdict(None, 900, ressources=100, sans_avant=True).valeur is Critere.SO


def test_un_rac_apres_inconnu_laisse_le_critere_non_renseigne() -> None:
    assert _verdict(200, None).valeur is Critere.NR
