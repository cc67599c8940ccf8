"""Chaque montant livré est celui du relevé des textes, à chacune de ses dates."""

import csv
from datetime import date
from decimal import Decimal

import pytest

from relogement.baremes import bareme
from tests.exemples import PARTAGE

RELEVE = PARTAGE / "data" / "baremes" / "bareme_apl_plafonds.csv"
ZONES = {"paris_communes_limitrophes": "paris_lim", "ile_de_france": "idf", "autres_regions": "autres"}
# Le code du relevé, le barème livré, et le nom de la ligne.
LIGNES = {
    "LOYER_PLAFOND": ("apl_loyers", "loyer.zone_{zone}.{menage}"),
    "CHARGES": ("apl_loyers", "charges.{menage}"),
    "CHARGES_COLOC": ("apl_loyers", "charges_colocation.{menage}"),
    "P0_MIN": ("apl_loyers", "participation.minimum"),
    "R0": ("apl_r0", "r0.{menage}"),
    "TF": ("apl_regles", "famille.{menage}"),
    "TL_TAUX_2": ("apl_regles", "loyer.taux_1"),
    "TL_TAUX_3": ("apl_regles", "loyer.taux_2"),
    "P0_TAUX": ("apl_regles", "taux_participation"),
    "MINORATION": ("apl_regles", "minoration"),
    "CRDS": ("apl_regles", "crds"),
    "COEF_LOYER_COLOC": ("apl_regles", "coefficient_colocation"),
    "COEF_LOYER_CHAMBRE": ("apl_regles", "coefficient_chambre"),
    "COEF_DEGRESSIVITE": ("apl_regles", "degressivite.zone_{zone}.debut"),
    "COEF_SUPPRESSION": ("apl_regles", "degressivite.zone_{zone}.fin"),
    "SEUIL_PATRIMOINE": ("apl_regles", "capital_maximum"),
    "RLS_MONTANT": ("rls_montants", "montant.zone_{zone}.{menage}"),
    "RLS_PLAFOND": ("rls_plafonds", "plafond.zone_{zone}.{menage}"),
    "RLS_COEF_COLOC": ("rls_regles", "coefficient_colocation"),
    "RLS_FRACTION_APL": ("rls_regles", "fraction_apl"),
    "PLUS_PLAFOND": ("plafonds_plus", "plafond.{zone}.{menage}"),
    "PLAI_PLAFOND": ("plafonds_plai", "plafond.{zone}.{menage}"),
    "PLS_COEF": ("plafonds_pls", "coefficient_plus"),
    "ABATT_PRO_TAUX": ("deductions_fiscales", "taux_activite"),
    "ABATT_PRO_MIN": ("deductions_fiscales", "activite_minimum"),
    "ABATT_PRO_MAX": ("deductions_fiscales", "activite_maximum"),
    "ABATT_PENSION_TAUX": ("deductions_fiscales", "taux_pension"),
    "ABATT_PENSION_MIN": ("deductions_fiscales", "pension_minimum"),
}


@pytest.mark.skipif(not RELEVE.is_file(), reason="le dossier partagé n’est pas à côté du projet")
@pytest.mark.parametrize("code", LIGNES)
def test_les_montants_livres_sont_ceux_du_releve(code: str) -> None:
    nom, ligne = LIGNES[code]
    with RELEVE.open(encoding="utf-8-sig", newline="") as fichier:
        releves = [r for r in csv.DictReader(fichier, delimiter=";") if r["code"] == code]

    differents = [
        (r["debut"], r["zone"], r["menage"])
        for r in releves
        if bareme(nom, date.fromisoformat(r["debut"])).nombre(
            ligne.format(zone=ZONES.get(r["zone"], r["zone"]), menage=r["menage"])
        )
        != Decimal(r["valeur"])
    ]

    assert releves and differents == []
