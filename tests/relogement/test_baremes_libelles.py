"""Chaque ligne d'un barème livré se dit en français, et chaque valeur garde ses décimales."""

from decimal import Decimal

import pytest

from relogement.baremes import libelle_de_ligne, noms, periodes, valeur_ecrite


@pytest.mark.parametrize("nom", noms())
def test_chaque_ligne_livree_a_son_libelle(nom: str) -> None:
    for periode in periodes(nom):
        for ligne in periode.lignes():
            dit = libelle_de_ligne(ligne)
            assert dit[0].isupper() or dit[0].isdigit(), f"{ligne} se lit « {dit} »"


@pytest.mark.parametrize(
    ("ligne", "dit"),
    [
        ("loyer.zone_2.pac1", "Loyer, zone\u00a02, 1\u00a0à charge"),
        ("plafond.idf.cat3", "Plafond, Île-de-France, catégorie\u00a03"),
        ("participation.minimum", "Participation minimale"),
    ],
)
def test_une_ligne_se_lit(ligne: str, dit: str) -> None:
    assert libelle_de_ligne(ligne) == dit


@pytest.mark.parametrize(
    ("valeur", "ecrite"),
    [("5235", "5\u202f235"), ("293.6", "293,60"), ("0.0283", "0,0283"), ("-0.0006", "−0,0006")],
)
def test_une_valeur_garde_ses_decimales(valeur: str, ecrite: str) -> None:
    assert valeur_ecrite(Decimal(valeur)) == ecrite
