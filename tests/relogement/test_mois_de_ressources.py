"""Les ressources par mois : ce que le ménage a pour vivre, ce que l'APL regarde, et d'où cela vient."""

from datetime import date
from decimal import Decimal

from relogement.decohabitation import Depart, annuler_la_decohabitation, decohabiter
from relogement.mois_de_ressources import dernier_total, origine_des_ressources, reporter_les_mois
from relogement.nomenclatures import Lien
from relogement.ressources_connues import ressources_connues
from tests.fabrique import une_personne
from tests.relogement.enquetes import menage_de, mois, recevoir

AU = date(2026, 11, 20)  # l'APL de novembre regarde d'octobre 2025 à septembre 2026
OCTOBRE_2025, OCTOBRE_2026 = date(2025, 10, 1), date(2026, 10, 1)


def test_le_total_du_menage_est_celui_du_dernier_mois_ou_chacun_est_connu() -> None:
    mariam, seydou = une_personne(), une_personne(lien=Lien.CONJOINT)
    menage = menage_de(mariam, seydou)
    recevoir(menage, mariam, "SAL", "1042.30", mois(OCTOBRE_2025, 13))
    recevoir(menage, seydou, "CHO", "420.00", mois(OCTOBRE_2025, 12))  # octobre 2026 manque
    recevoir(menage, None, "AF", "151.05", mois(OCTOBRE_2025, 13))

    total = dernier_total(menage.ressources_mensuelles)
    reporter_les_mois(menage)

    assert total is not None and total.mois == date(2026, 9, 1)
    assert menage.ressources == Decimal("1613.35")  # 1 042,30 + 420,00 + 151,05
    assert (mariam.ressources, seydou.ressources) == (Decimal("1042.30"), Decimal("420.00"))
    assert origine_des_ressources(menage) == "total de septembre 2026, mois par mois"


def test_un_total_ecrit_a_la_main_se_dit_a_cote_de_celui_des_mois() -> None:
    seule = une_personne()
    menage = menage_de(seule, ressources="1500")
    recevoir(menage, seule, "SAL", "1400", [OCTOBRE_2026])

    assert "les mois donnent 1\u202f400,00\u202f€ en octobre 2026" in origine_des_ressources(menage)


def test_sans_mois_le_total_dit_s_il_est_la_somme_des_personnes() -> None:
    personnes = (une_personne(ressources=Decimal(700)), une_personne(ressources=Decimal(500)))

    assert origine_des_ressources(menage_de(*personnes, ressources="1200")).startswith("somme")
    assert origine_des_ressources(menage_de(*personnes, ressources="1300")).startswith("déclaré")
    assert origine_des_ressources(menage_de(*personnes, ressources=None)) == ""


def test_les_douze_mois_connus_donnent_les_ressources_de_l_apl() -> None:
    # Salaire : 6 × 1 000 + 6 × 1 200 = 13 200, − 10 % = 11 880. Les AF ne comptent pas.
    seule = une_personne(activite="Salariée", ressources=Decimal(1200))
    menage = menage_de(seule)
    recevoir(menage, seule, "SAL", "1000", mois(OCTOBRE_2025, 6))
    recevoir(menage, seule, "SAL", "1200", mois(date(2026, 4, 1), 7))
    recevoir(menage, None, "AF", "148.52", mois(OCTOBRE_2025, 13))

    connues = ressources_connues(menage, au=AU)

    assert connues.montant == 11_880
    assert "douze mois saisis, d’octobre 2025 à septembre 2026" in connues.origine


def test_le_chomage_puis_le_rsa_effacent_l_activite_pour_l_apl() -> None:
    seul = une_personne()
    menage = menage_de(seul)
    recevoir(menage, seul, "SAL", "1300", mois(OCTOBRE_2025, 9))
    recevoir(menage, None, "RSA", "559.00", mois(date(2026, 7, 1), 4))

    connues = ressources_connues(menage, au=AU)

    assert connues.montant == 0
    assert "zéro avec le RSA" in connues.origine


def test_un_mois_qui_manque_fait_compter_douze_fois_le_dernier_mois_et_le_dit() -> None:
    # Il manque mars 2026 : 12 × 1 100 = 13 200, − 10 % = 11 880.
    seule = une_personne()
    menage = menage_de(seule)
    recevoir(menage, seule, "SAL", "1000", mois(OCTOBRE_2025, 5))
    recevoir(menage, seule, "SAL", "1100", mois(date(2026, 4, 1), 6))

    connues = ressources_connues(menage, au=AU)

    assert connues.montant == 11_880
    assert connues.origine.startswith("douze fois septembre 2026")
    assert "ressources inconnues en 03/2026" in connues.origine


def test_les_mois_d_un_seul_des_deux_adultes_ne_suffisent_pas() -> None:
    seul, autre = une_personne(), une_personne(lien=Lien.CONJOINT)
    menage = menage_de(seul, autre, ressources=None)
    recevoir(menage, seul, "SAL", "1000", mois(OCTOBRE_2025, 13))

    connues = ressources_connues(menage, au=AU)

    assert connues.montant is None
    assert connues.motif == "les mois d’une personne sont inconnus"


def test_un_enfant_a_charge_n_a_pas_a_dire_ses_mois() -> None:
    mere, fille = une_personne(), une_personne(lien=Lien.ENFANT, naissance_le=date(2010, 5, 1))
    menage = menage_de(mere, fille)
    recevoir(menage, mere, "SAL", "1000", mois(OCTOBRE_2025, 13))

    assert ressources_connues(menage, au=AU).montant == 10_800


def test_une_personne_qui_part_emporte_ses_mois_et_les_rend() -> None:
    mere, fils = une_personne(), une_personne(lien=Lien.ENFANT, naissance_le=date(2004, 5, 1))
    menage = menage_de(mere, fils)
    recevoir(menage, mere, "SAL", "1000", mois(OCTOBRE_2025, 13))
    recevoir(menage, fils, "SAL", "800", mois(OCTOBRE_2025, 13))
    reporter_les_mois(menage)

    enfant = decohabiter(menage, Depart((fils,), AU), "D1-1")

    assert (menage.ressources, enfant.ressources) == (1000, 800)
    assert len(menage.ressources_mensuelles) == len(enfant.ressources_mensuelles) == 13

    annuler_la_decohabitation(enfant, AU, "il reste")

    assert menage.ressources == 1800
    assert len(menage.ressources_mensuelles) == 26 and not enfant.ressources_mensuelles
