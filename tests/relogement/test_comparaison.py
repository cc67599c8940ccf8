"""Les colonnes du reste à charge : avant, chaque offre, après, avec le verdict de la charte."""

from decimal import Decimal

import pytest

from relogement.comparaison import comparaison
from relogement.menage import Menage
from relogement.nomenclatures import Critere, Moment, Reponse
from relogement.offre import Offre
from tests.fabrique import un_cout, un_logement, un_menage, un_relogement, une_charte, une_offre


def avec_une_offre(menage: Menage, *, rang: int = 1, reponse: Reponse = Reponse.EN_COURS, **cout: object) -> Offre:
    offre = une_offre(rang=rang, reponse=reponse, logement=un_logement())
    offre.cout = un_cout(moment=Moment.OFFRE, **cout)  # type: ignore[arg-type]
    menage.couts.append(offre.cout)
    menage.offres.append(offre)
    return offre


def test_chaque_colonne_se_compare_a_l_avant() -> None:
    menage = un_menage(avant=un_cout("300", "80", "180"), ressources="1200")  # 300 + 80 − 180 = 200
    avec_une_offre(menage, loyer="330", charges="80", apl="200")  # 210, soit +10 € et +5 %

    rac = comparaison(menage, une_charte())

    (offre,) = rac.offres
    assert rac.avant.rac.valeur == 200
    assert offre.ecart is not None and offre.ecart.valeur == 10
    assert offre.ecart_pct is not None and offre.ecart_pct.valeur == 5
    assert offre.te.valeur == Decimal("17.5")  # 210 / 1 200
    assert offre.au_m2.valeur == Decimal("3.5")  # 210 / 60
    assert offre.verdict is not None and offre.verdict.valeur is Critere.OUI


@pytest.mark.parametrize(
    ("ressources", "seuil"),
    [("1200", "220"), ("700", "210")],  # 200 + 10 % ; 30 % de 700 €, plus bas
)
def test_le_seuil_est_le_plus_bas_des_tests_de_la_charte(ressources: str, seuil: str) -> None:
    menage = un_menage(avant=un_cout("300", "80", "180"), ressources=ressources)
    avec_une_offre(menage, loyer="330", charges="80", apl="200")

    (offre,) = comparaison(menage, une_charte()).offres

    assert offre.seuil == Decimal(seuil)


def test_le_chauffage_compte_a_part_quand_l_avant_le_comprend() -> None:
    menage = un_menage(avant=un_cout("300", "80", "180", chauffage_inclus=True))
    avec_une_offre(menage, loyer="300", charges="40", apl="180", chauffage_inclus=False, forfait_chauffage="62")

    (offre,) = comparaison(menage, une_charte()).offres

    assert offre.brut.valeur == 160  # 300 + 40 − 180
    assert offre.hors_charges.valeur == 62
    assert offre.rac.valeur == 222  # 160 + 62


def test_une_apl_inconnue_laisse_le_rac_inconnu() -> None:
    menage = un_menage(avant=un_cout("300", "80", "180"))
    avec_une_offre(menage, loyer="330", charges="80", apl=None)

    (offre,) = comparaison(menage, une_charte()).offres

    assert offre.rac.valeur is None
    assert offre.rac.motif == "APL inconnue"
    assert offre.verdict is not None and offre.verdict.valeur is Critere.NR


def test_l_offre_en_discussion_est_la_courante_jusqu_au_bail() -> None:
    menage = un_menage(avant=un_cout("300", "80", "180"))
    avec_une_offre(menage, reponse=Reponse.REFUS)
    avec_une_offre(menage, rang=2)

    avant_le_bail = comparaison(menage, une_charte()).courante
    un_relogement(menage, cout=un_cout("310", "80", "190"))
    apres_le_bail = comparaison(menage, une_charte()).courante

    assert avant_le_bail is not None and avant_le_bail.offre is menage.offres[1]
    assert apres_le_bail is not None and apres_le_bail.relogement is menage.relogements[0]
