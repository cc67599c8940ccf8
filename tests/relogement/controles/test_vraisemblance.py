"""Ce qui ne peut pas être vrai : une phrase par champ, et rien sur ce que l'on ignore."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.controles import remarques, remarques_sur_les_liens
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Lien
from relogement.relogement import Relogement
from relogement.suivi import Contact

AU = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("modele", "valeurs", "champ", "mot"),
    [
        (Personne, {"naissance_le": date(2026, 11, 21)}, "naissance_le", "futur"),
        (Personne, {"naissance_le": date(1900, 1, 1)}, "naissance_le", "120 ans"),
        (Personne, {"naissance_annee": 2027}, "naissance_annee", "impossible"),
        (Personne, {"naissance_annee": 1980, "naissance_le": date(1981, 1, 1)}, "naissance_annee", "01/01/1981"),
        (Personne, {"ressources": Decimal("-1")}, "ressources", "signe"),
        (Menage, {"telephone": "zéro six"}, "telephone", "chiffres"),
        (Menage, {"telephone": "06 12 34"}, "telephone", "chiffres"),
        (Menage, {"nb_personnes": 0}, "nb_personnes", "au moins une personne"),
        (Menage, {"nb_personnes": 2, "nb_moins_14": 2}, "nb_moins_14", "14 ans ou plus"),
        (Menage, {"nb_moins_14": -1}, "nb_moins_14", "positif"),
        (Menage, {"entree_bail_le": date(2026, 11, 21)}, "entree_bail_le", "futur"),
        (
            Menage,
            {"entree_bail_le": date(2011, 9, 1), "sorti_le": date(2011, 8, 31)},
            "sorti_le",
            "précède l’entrée",
        ),
        (Menage, {"rfr": Decimal("-15120")}, "rfr", "signe"),
        (Menage, {"rfr_annee": 2026}, "rfr_annee", "pas encore déclarés"),
        (Menage, {"numero_unique": "0660326004175006"}, "numero_unique", "il y en a 16"),
        (Menage, {"categorie_plafond": 0}, "categorie_plafond", "de 1 à 6"),
        (
            Relogement,
            {"entree_le": date(2026, 5, 2), "retour_prevu_le": date(2026, 5, 1)},
            "retour_prevu_le",
            "précède",
        ),
        (Menage, {"commentaire": "1 84 04 66 136 042 25"}, "commentaire", "sécurité sociale"),
        (Contact, {"objet": "sécu 184046613604225"}, "objet", "sécurité sociale"),
    ],
)  # fmt: skip
def test_ce_qui_ne_peut_pas_etre_vrai_se_dit_sous_son_champ(
    modele: type, valeurs: dict[str, Any], champ: str, mot: str
) -> None:
    (remarque,) = remarques(modele, valeurs, au=AU)

    assert (remarque.champ, remarque.bloque) == (champ, True)
    assert mot in remarque.phrase


@pytest.mark.parametrize(
    ("modele", "valeurs"),
    [
        (Personne, {"naissance_le": AU}),  # né aujourd'hui
        (Personne, {"naissance_annee": 1981, "naissance_le": date(1981, 1, 1)}),
        (Personne, {"ressources": Decimal(0)}),
        (Menage, {"telephone": "06 12 34 56 78 / +33 (0)6.12.34.56.79"}),
        (Menage, {"nb_personnes": 2, "nb_moins_14": 1}),
        (Menage, {"entree_bail_le": AU, "sorti_le": AU}),
        (Menage, {"rfr_annee": 2025}),
        (Menage, dict.fromkeys(("telephone", "nb_personnes", "sorti_le", "rfr", "commentaire"))),
    ],
)
def test_ce_qui_est_possible_ou_inconnu_ne_dit_rien(modele: type, valeurs: dict[str, Any]) -> None:
    assert remarques(modele, valeurs, au=AU) == []


def test_un_mot_de_sante_previent_sans_empecher() -> None:
    (remarque,) = remarques(Menage, {"commentaire": "Diabétique"}, au=AU)

    assert not remarque.bloque


def test_un_menage_a_un_seul_titulaire() -> None:
    assert remarques_sur_les_liens([Lien.TITULAIRE, Lien.COTITULAIRE]) == []
    assert "déjà un titulaire" in remarques_sur_les_liens([Lien.TITULAIRE, Lien.ENFANT, Lien.TITULAIRE])[0].phrase


@given(st.dates(), st.dates())
def test_une_naissance_jusqu_a_aujourd_hui_et_un_montant_positif_passent(ne_le: date, au: date) -> None:
    dites = remarques(Personne, {"naissance_le": ne_le}, au=au)

    assert bool(dites) == (ne_le > au or ne_le.year < au.year - 120)
