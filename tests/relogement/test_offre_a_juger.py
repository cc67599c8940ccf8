"""Du dossier aux faits que les règles jugent."""

from datetime import date
from decimal import Decimal

import pytest

from relogement.nomenclatures import Condition, Lien, Typologie
from relogement.offre_a_juger import Voisinage, composition, offre_a_juger
from relogement.regles.categorie import categorie
from relogement.regles.montants import Montant
from relogement.regles.validite_offre import conditions
from relogement.regles.validite_offre_compte import juger
from tests.fabrique import un_logement, un_menage, une_charte, une_offre, une_personne

AU = date(2026, 6, 15)
PERPIGNAN, CABESTANY = "66136", "66028"


def test_une_offre_du_dossier_se_juge_de_ce_qu_il_sait() -> None:
    menage = un_menage(nb_personnes=4, logement_adapte=True)
    logement = un_logement(surface="75", typologie=Typologie.T4, adapte_pmr=False, commune_insee=CABESTANY)
    offre = une_offre(conditions=Condition.A_VERIFIER, logement=logement)
    menage.offres.append(offre)
    chez = Voisinage(avant=PERPIGNAN, limitrophes=frozenset({CABESTANY}), distance_km=Decimal(4))

    faits = offre_a_juger(offre.menage, offre, Montant(Decimal(30)), charte=une_charte(), au=AU, voisinage=chez)

    # L'état reste à dire ; l'adaptation manque ; 30 % tient ; limitrophe à 4 km ; T4 pour quatre.
    assert [c.valeur.value for c in conditions(faits)] == ["A_VERIFIER", "NON", "OUI", "OUI", "OUI"]
    assert "adapté aux besoins" in juger(offre, faits).compte.motif


def test_sans_voisinage_le_lieu_est_a_verifier() -> None:
    menage = un_menage()
    offre = une_offre(conditions=Condition.A_VERIFIER)
    menage.offres.append(offre)

    faits = offre_a_juger(offre.menage, offre, Montant(None, "RAC inconnu"), charte=une_charte(), au=AU)

    assert [c.valeur.value for c in conditions(faits)][2:4] == ["A_VERIFIER", "A_VERIFIER"]


@pytest.mark.parametrize(
    ("naissance_du_conjoint", "rang"),
    [
        (date(1999, 6, 15), 3),  # 28 + 27 = 55 ans
        (date(1998, 6, 15), 2),  # 28 + 28 = 56
    ],
)
def test_un_couple_du_dossier_est_ou_n_est_pas_un_jeune_menage(naissance_du_conjoint: date, rang: int) -> None:
    menage = un_menage(nb_personnes=2)
    menage.personnes = [
        une_personne(naissance_le=date(1998, 6, 15), handicap_categorie=False),
        une_personne(lien=Lien.CONJOINT, naissance_le=naissance_du_conjoint, handicap_categorie=False),
    ]

    assert categorie(composition(menage, au=AU), au=AU).rang == rang


def test_un_parent_seul_avec_un_enfant_est_en_categorie_3() -> None:
    menage = un_menage(nb_personnes=2)
    menage.personnes = [une_personne(), une_personne(lien=Lien.ENFANT, a_charge=True)]

    assert categorie(composition(menage, au=AU), au=AU).rang == 3


def test_des_personnes_non_decrites_laissent_la_categorie_incertaine() -> None:
    jugee = categorie(composition(un_menage(nb_personnes=3), au=AU), au=AU)

    assert (jugee.mini, jugee.maxi) == (3, 4)
