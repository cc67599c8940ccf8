"""Le secret statistique, sur des tableaux que l'on résout de tête."""

import subprocess
import sys

import pytest

from relogement.secret import FIXE, Cellule, Systeme, masquer
from tests.relogement.secret.tables import un_critere, un_tableau


def test_une_case_sous_le_seuil_se_tait_et_une_case_au_seuil_se_montre() -> None:
    systeme = un_tableau([[4, 20, 20], [20, 20, 5], [20, 20, 20]])

    masque = masquer(systeme)

    assert masque.primaires == {("T", "0", "0")}
    assert not masque.cache(("T", "1", "2"))


# Masquer 4 seul le donne : 44 − 20 − 20. Il faut un rectangle de quatre cases : deux lignes, deux colonnes.
def test_une_seule_case_masquee_en_demande_trois_autres() -> None:
    masque = masquer(un_tableau([[4, 20, 20], [20, 20, 20], [20, 20, 20]]))

    assert len(masque.complementaires) == 3
    cachees = masque.primaires | masque.complementaires
    assert sorted({cle[1] for cle in cachees}) == sorted({cle[1] for cle in cachees if cle[1] != "0"} | {"0"})
    assert {len([cle for cle in cachees if cle[1] == ligne]) for ligne in {cle[1] for cle in cachees}} == {2}


def test_rien_ne_se_masque_dans_un_tableau_de_grands_effectifs() -> None:
    masque = masquer(un_tableau([[30, 12], [15, 40]]))

    assert not masque.primaires | masque.complementaires


# 1 + 2 = 3 : masquer les deux ne suffit pas, le total 30 − 27 dirait qu'ils sont trois à eux deux.
def test_deux_petites_cases_ne_se_protegent_pas_l_une_l_autre_si_leur_somme_est_petite() -> None:
    systeme = Systeme()
    for nom, valeur in (("a", 1), ("b", 2), ("c", 27), ("d", 30)):
        systeme.ajouter(Cellule((nom,), valeur, 5))
    systeme.ajouter(Cellule(("total",), 60, 5, poids=50))
    systeme.lier(("total",), [("a",), ("b",), ("c",), ("d",)])

    masque = masquer(systeme)

    assert masque.primaires == {("a",), ("b",)}
    assert len(masque.complementaires) == 1


def test_des_non_peu_nombreux_masquent_le_numerateur() -> None:
    systeme = Systeme()
    un_critere(systeme, oui=38, non=2)

    masque = masquer(systeme)

    assert masque.cache(("HORS_QPV", "OUI"))
    assert not masque.cache(("HORS_QPV", "BASE"))


def test_l_unanimite_d_un_grand_groupe_se_montre() -> None:
    systeme = Systeme()
    un_critere(systeme, oui=40, non=0)
    un_critere(systeme, oui=0, non=12, nom="HORS_SITE")

    masque = masquer(systeme)

    assert not masque.primaires | masque.complementaires


# « 0 hors QPV sur s. » dans une opération de trois relogés : chacun saurait où sont les trois.
def test_un_zero_sous_un_petit_total_se_tait() -> None:
    systeme = Systeme()
    un_critere(systeme, oui=0, non=3)

    masque = masquer(systeme)

    assert masque.cache(("HORS_QPV", "OUI"))
    assert masque.cache(("HORS_QPV", "BASE"))


def test_un_zero_sous_un_grand_total_ou_un_total_nul_se_montre() -> None:
    masque = masquer(un_tableau([[0, 25, 30], [30, 25, 30], [0, 0, 0]]))

    assert not masque.primaires | masque.complementaires


def test_le_revenu_a_son_propre_seuil() -> None:
    systeme = Systeme()
    un_critere(systeme, oui=10, non=50, seuil=11, nom="RAC_MAITRISE")
    un_critere(systeme, oui=10, non=50, seuil=5, nom="NEUF")

    masque = masquer(systeme)

    assert masque.cache(("RAC_MAITRISE", "OUI"))
    assert not masque.cache(("NEUF", "OUI"), ("NEUF", "BASE"))


# Six refus, mais de deux ménages : c'est le nombre de ménages qui fait le secret.
def test_des_refus_nombreux_de_peu_de_menages_se_taisent() -> None:
    systeme = Systeme()
    systeme.ajouter(Cellule(("CHER",), 6, 5, menages=2))
    systeme.ajouter(Cellule(("ETAGE",), 9, 5, menages=9))
    systeme.ajouter(Cellule(("TOTAL",), 15, 5, menages=10, poids=50))
    systeme.lier(("TOTAL",), [("CHER",), ("ETAGE",)])

    masque = masquer(systeme)

    assert masque.cache(("CHER",))
    assert masque.cache(("ETAGE",))
    assert not masque.cache(("TOTAL",))


# Tous 25, titulaires 23 : deux décohabitants. La population la moins utile se tait.
def test_la_difference_de_deux_populations_ne_se_lit_pas() -> None:
    systeme = Systeme()
    systeme.ajouter(Cellule(("tous",), 25, 5, poids=50))
    systeme.ajouter(Cellule(("titulaires",), 23, 5))
    systeme.ajouter(Cellule(("autres",), 2, 5, publiee=False))
    systeme.lier(("tous",), [("titulaires",), ("autres",)])

    masque = masquer(systeme)

    assert masque.cache(("titulaires",))
    assert not masque.cache(("tous",))


# 20 relogés fin mars, 22 fin juin : deux ménages en un trimestre. Un point se tait, les autres restent.
def test_deux_dates_proches_ne_disent_pas_les_menages_du_trimestre() -> None:
    systeme = Systeme()
    cumul = 0
    for trimestre, flux in enumerate((20, 2, 9, 12)):
        avant, cumul = cumul, cumul + flux
        systeme.ajouter(Cellule(("fin", str(trimestre)), cumul, 5))
        systeme.ajouter(Cellule(("flux", str(trimestre)), flux, 5, publiee=False))
        if trimestre:
            systeme.lier(("fin", str(trimestre)), [("fin", str(trimestre - 1)), ("flux", str(trimestre))])
    assert cumul == 43 and avant == 31

    masque = masquer(systeme)

    cachees = masque.primaires | masque.complementaires
    assert cachees in ({("fin", "0")}, {("fin", "1")})


def test_un_projet_de_trois_menages_ne_dit_rien() -> None:
    systeme = un_tableau([[1, 0], [0, 2]])

    masque = masquer(systeme)

    assert all(masque.cache(cellule.cle) for cellule in systeme.cellules)


def test_un_tableau_vide_se_montre() -> None:
    masque = masquer(un_tableau([[0, 0], [0, 0]]))

    assert not masque.primaires | masque.complementaires


def test_une_case_connue_de_tous_ne_se_masque_pas() -> None:
    systeme = Systeme()
    systeme.ajouter(Cellule(("petite",), 2, 5))
    systeme.ajouter(Cellule(("grande",), 18, 5, poids=90))
    systeme.ajouter(Cellule(("moitie",), 20, 5, poids=FIXE))
    systeme.lier(("moitie",), [("petite",), ("grande",)])

    masque = masquer(systeme)

    assert masque.complementaires == {("grande",)}


def test_une_addition_fausse_se_refuse() -> None:
    systeme = Systeme()
    systeme.ajouter(Cellule(("a",), 2, 5))
    systeme.ajouter(Cellule(("total",), 3, 5))

    with pytest.raises(ValueError, match="Le total"):
        systeme.lier(("total",), [("a",)])
    with pytest.raises(ValueError, match="La case"):
        systeme.ajouter(Cellule(("a",), 7, 5))


def test_le_solveur_ne_se_charge_qu_au_moment_de_masquer_et_n_ecrit_rien() -> None:
    programme = (
        "import sys; import relogement.secret; assert 'highspy' not in sys.modules;"
        "from tests.relogement.secret.tables import un_tableau;"
        "relogement.secret.masquer(un_tableau([[4, 20], [20, 20]])); assert 'highspy' in sys.modules"
    )

    sorti = subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, check=True)

    assert (sorti.stdout, sorti.stderr) == ("", "")
