"""Le revenu que l'on compare aux plafonds : l'année du RFR compte, et les douze derniers mois."""

from datetime import date
from decimal import Decimal

import pytest

from relogement.demande import Besoin
from relogement.nomenclatures import CodeBesoin, Lien
from relogement.offre_a_juger import composition
from relogement.regles.categorie import categorie
from relogement.regles.revenu_retenu import AnneeRetenue
from relogement.revenus_du_menage import revenu_du_menage, revenus
from tests.fabrique import une_personne
from tests.relogement.enquetes import menage_de, mois, recevoir

AU = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("annee", "au", "n_2", "n_1"),
    [
        (2024, AU, 15120, 14000),
        (None, AU, 15120, 14000),  # sans année, le revenu du dossier est celui de N-2
        (2024, date(2027, 1, 2), 14000, None),  # le 1er janvier, 2025 devient N-2
        (2025, AU, None, 15120),
        (2020, AU, None, None),  # trop ancien : inconnu, jamais repris
    ],
)
def test_le_rfr_vaut_pour_son_annee(annee: int | None, au: date, n_2: int | None, n_1: int | None) -> None:
    menage = menage_de(une_personne(), rfr=Decimal(15120), rfr_annee=annee, rfr_suivant=Decimal(14000))

    vus = revenus(menage, au=au)

    assert (vus.n_2, vus.n_1) == (n_2, n_1)


def test_les_douze_derniers_mois_l_emportent_s_ils_baissent_d_au_moins_dix_pour_cent() -> None:
    # 12 × 1 000 = 12 000, − 10 % = 10 800 : plus bas que 15 120 de 28,57 %.
    seule = une_personne()
    menage = menage_de(seule, rfr=Decimal(15120), rfr_annee=2024)
    recevoir(menage, seule, "SAL", "1000", mois(date(2025, 11, 1)))  # de M-12 à M-1

    retenu = revenu_du_menage(menage, au=AU)

    assert (retenu.montant, retenu.annee) == (10_800, AnneeRetenue.DOUZE_MOIS)
    assert "28,57" in retenu.motif


def test_le_rsa_n_efface_pas_les_revenus_imposables() -> None:
    # 6 × 1 000 = 6 000, − 10 % = 5 400 ; le RSA n'est pas imposable, et l'APL seule l'oppose à l'activité.
    seule = une_personne()
    menage = menage_de(seule, rfr=Decimal(15120), rfr_annee=2024)
    recevoir(menage, seule, "SAL", "1000", mois(date(2025, 11, 1), 6))
    recevoir(menage, None, "RSA", "559", mois(date(2026, 5, 1), 6))

    assert revenus(menage, au=AU).douze_mois == 5_400


def test_onze_mois_ne_font_pas_une_annee() -> None:
    seule = une_personne()
    menage = menage_de(seule, rfr=Decimal(15120))
    recevoir(menage, seule, "SAL", "1000", mois(date(2025, 12, 1), 11))

    assert revenus(menage, au=AU).douze_mois is None


@pytest.mark.parametrize(
    ("handicaps", "mini", "maxi"),
    [
        ((True, None), 3, 3),  # un seul « oui » suffit
        ((False, False), 2, 2),
        ((False, None), 2, 3),  # on ne sait pas de l'autre
    ],
)
def test_le_handicap_garde_au_dossier_fixe_la_categorie(
    handicaps: tuple[bool | None, ...], mini: int, maxi: int
) -> None:
    naissances = (date(1960, 1, 1), date(1962, 1, 1))  # pas un jeune ménage
    liens = (Lien.TITULAIRE, Lien.CONJOINT)
    menage = menage_de(
        *(
            une_personne(lien=lien, naissance_le=ne, handicap_categorie=h)
            for lien, ne, h in zip(liens, naissances, handicaps, strict=True)
        )
    )

    jugee = categorie(composition(menage, au=AU), au=AU)

    assert (jugee.mini, jugee.maxi) == (mini, maxi)


def test_un_besoin_d_adaptation_coche_suffit_a_le_dire() -> None:
    menage = menage_de(une_personne(), logement_adapte=None)
    assert menage.adaptation_necessaire is None

    menage.besoins.append(Besoin(code=CodeBesoin.ANIMAL))
    assert menage.adaptation_necessaire is None

    menage.besoins.append(Besoin(code=CodeBesoin.DOUCHE))
    assert menage.adaptation_necessaire is True
