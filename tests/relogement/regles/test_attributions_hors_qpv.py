"""La règle des 25 % (CCH, art. L. 441-1) : ce qui compte, ce que l'on vise, et quand l'objectif est tenu."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.nomenclatures import Critere
from relogement.regles.attributions_hors_qpv import Objectif, bail_compte, situation
from relogement.regles.localisation import hors_qpv

LEGAL = Objectif(Decimal(25))
PERPIGNAN, VOISINE = "200027183", "200043602"


@pytest.mark.parametrize(
    ("qpv", "epci", "du_logement", "attendu"),
    [
        ("HORS", PERPIGNAN, PERPIGNAN, Critere.OUI),
        ("HORS", PERPIGNAN, VOISINE, Critere.NON),  # le territoire de l'EPCI, dit l'article
        ("HORS", PERPIGNAN, None, Critere.NR),
        ("HORS", None, None, Critere.OUI),  # EPCI du projet inconnu : on ne peut que compter le hors QPV
        ("QP066003", PERPIGNAN, PERPIGNAN, Critere.NON),
        (None, PERPIGNAN, PERPIGNAN, Critere.NR),
    ],
)
def test_un_bail_compte_hors_qpv_et_sur_le_territoire(
    qpv: str | None, epci: str | None, du_logement: str | None, attendu: Critere
) -> None:
    assert bail_compte(hors_qpv(qpv), epci=epci, epci_du_logement=du_logement).valeur is attendu


def test_vingt_cinq_pour_cent_de_deux_cents_baux_font_cinquante() -> None:
    """12 relogés et 38 autres ménages du premier quartile : 50 sur 200, exactement 25 %."""
    tenu = situation(12, 0, autres_q1=38, baux=200, objectif=LEGAL)
    manque_un = situation(12, 0, autres_q1=37, baux=200, objectif=LEGAL)

    assert (tenu.vise, tenu.part.valeur, tenu.atteint.valeur) == (50, Decimal(25), Critere.OUI)
    assert (manque_un.manquent, manque_un.atteint.valeur) == (1, Critere.NON)


def test_une_part_qui_ne_tombe_pas_juste_s_arrondit_au_bail_au_dessus() -> None:
    assert situation(0, 0, autres_q1=0, baux=201, objectif=LEGAL).vise == 51  # 50,25


def test_un_taux_convenu_remplace_celui_de_la_loi_et_un_nombre_convenu_le_taux() -> None:
    assert situation(0, 0, autres_q1=0, baux=200, objectif=Objectif(Decimal(25), Decimal(19))).vise == 38
    assert situation(0, 0, autres_q1=0, baux=200, objectif=Objectif(Decimal(25), Decimal(19), 60)).vise == 60


def test_sans_le_total_des_baux_rien_ne_se_conclut_et_le_relogement_reste_compte() -> None:
    ou = situation(12, 0, autres_q1=None, baux=None, objectif=LEGAL)

    assert (ou.compte, ou.part.valeur, ou.vise) == (12, None, None)
    assert ou.atteint.valeur is Critere.NR
    assert ou.atteint.motif == "baux hors QPV de l’année inconnus"


def test_sans_les_autres_baux_l_objectif_peut_etre_tenu_mais_pas_manque() -> None:
    assert situation(50, 0, autres_q1=None, baux=200, objectif=LEGAL).atteint.valeur is Critere.OUI
    court = situation(12, 0, autres_q1=None, baux=200, objectif=LEGAL)
    assert court.atteint.valeur is Critere.NR
    assert court.au_moins


def test_des_baux_de_lieu_inconnu_qui_suffiraient_laissent_l_objectif_inconnu() -> None:
    assert situation(12, 1, autres_q1=37, baux=200, objectif=LEGAL).atteint.valeur is Critere.NR
    assert situation(12, 1, autres_q1=30, baux=200, objectif=LEGAL).atteint.valeur is Critere.NON


@given(
    st.integers(0, 300), st.integers(0, 50), st.none() | st.integers(0, 300), st.none() | st.integers(0, 900),
    st.none() | st.integers(0, 400),
)  # fmt: skip
def test_une_information_de_plus_ne_dement_jamais_un_objectif_tenu(
    reloges: int, inconnus: int, autres: int | None, baux: int | None, nombre: int | None
) -> None:
    objectif = Objectif(Decimal(25), None, nombre)

    ou = situation(reloges, inconnus, autres_q1=autres, baux=baux, objectif=objectif)
    mieux = situation(reloges + inconnus, 0, autres_q1=(autres or 0) + 5, baux=baux, objectif=objectif)

    if ou.atteint.valeur is Critere.OUI:
        assert mieux.atteint.valeur is Critere.OUI
        assert ou.manquent == 0
    if ou.atteint.valeur is Critere.NON:
        assert autres is not None
        assert ou.vise is not None
        assert ou.compte + inconnus < ou.vise
