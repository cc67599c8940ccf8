"""Dire en français la ligne d'un barème et sa valeur : « loyer.zone_2.couple » est un loyer."""

import re

from relogement.baremes.periode import Valeur
from relogement.textes import INSECABLE, nombre, oui_non

_MOTS = {
    "loyer": "Loyer",
    "charges": "Charges",
    "charges_colocation": "Charges, colocation",
    "participation": "Participation",
    "minimum": "minimale",
    "base": "sans personne à charge",
    "r0": "Abattement R0",
    "montant": "Montant",
    "plafond": "Plafond",
    "seul": "personne seule",
    "couple": "couple",
    "pac_sup": "par personne en plus",
    "pers_sup": "par personne en plus",
    "paris_lim": "Paris et limitrophes",
    "idf": "Île-de-France",
    "autres": "autres régions",
    "famille": "Taux de la famille",
    "degressivite": "Dégressivité, en loyers plafonds",
    "debut": "début",
    "fin": "fin",
    "taux_participation": "Taux de la participation minimale",
    "pas_ressources": "Arrondi des ressources",
    "minoration": "Minoration",
    "crds": "Taux de la CRDS",
    "coefficient_colocation": "Coefficient de colocation",
    "coefficient_chambre": "Coefficient d’une chambre",
    "capital_maximum": "Patrimoine maximal",
    "coefficient_plus": "Coefficient appliqué au PLUS",
    "fraction_apl": "Part de la RLS déduite de l’APL",
    "taux_activite": "Taux, revenus d’activité",
    "activite_minimum": "Minimum, revenus d’activité",
    "activite_maximum": "Maximum, revenus d’activité",
    "taux_pension": "Taux, pensions et retraites",
    "pension_minimum": "Minimum, pensions et retraites",
    "pension_maximum": "Maximum, pensions et retraites",
    "uc_premiere_personne": "Part de la première personne",
    "uc_14_ans_et_plus": "Part de chaque autre personne de 14 ans et plus",
    "uc_moins_de_14_ans": "Part de chaque enfant de moins de 14 ans",
    "jours_par_mois": "Jours dans le mois",
    "conventionne_depuis_moins_de_annees": "Conventionné depuis moins de (années)",
    "validite_mois": "Validité d’une demande (mois)",
    "preavis_renouvellement_mois": "Préavis de renouvellement (mois)",
    "part_minimale_pct": "Part minimale (%)",
    "couverture_significative_pct": "Couverture significative (%)",
    "mois_observes": "Mois observés",
    "relogements_minimum": "Relogements nécessaires pour prévoir",
    "ecart_reduit": "Largeur de l’intervalle (écarts-types)",
    "marge_limite_m": "Marge autour d’une limite (mètres)",
    "eloignement_commune_km": "Éloignement admis du centre de la commune (kilomètres)",
    "sous_occupation": "Sous-occupation",
    "pieces_de_plus_que_de_personnes": "pièces de plus que de personnes",
    "suroccupation": "Suroccupation",
    "surface_une_personne": "surface pour une personne (m²)",
    "surface_deux_personnes": "surface pour deux personnes (m²)",
    "surface_personne_sup": "surface par personne en plus (m²)",
    "surface_maximale": "surface maximale exigée (m²)",
    "derniere_categorie": "Dernière catégorie",
    "jeune_menage_categorie": "Jeune ménage, catégorie",
    "jeune_menage_somme_des_ages": "Jeune ménage, somme des âges",
    "decheance_mois": "Délai de déchéance (mois)",
    "offres_si_specialement_concu": "Offres, logement spécialement conçu",
    "propositions_amenagement": "Propositions, opération d’aménagement",
    "baisse_minimale_pct": "Baisse minimale des ressources (%)",
    "hexagone": "Hexagone",
    "outre_mer": "Outre-mer",
    "bonne_qualite_thermique_admise": "Bonne qualité thermique admise",
    "t1_t2": "T1 et T2",
    "t3_t4": "T3 et T4",
    "t5_et_plus": "T5 et plus",
}
_ENTIERES = {
    "participation.minimum": "Participation minimale",
    "loyer.seuil_1": "Taux de loyer, premier seuil de RL (%)",
    "loyer.seuil_2": "Taux de loyer, second seuil de RL (%)",
    "loyer.taux_1": "Taux de loyer, entre les deux seuils",
    "loyer.taux_2": "Taux de loyer, au-delà du second seuil",
}
_FORMES = {
    r"zone_(\d)": f"zone{INSECABLE}{{}}",
    r"pac(\d)": f"{{}}{INSECABLE}à charge",
    r"cat(\d)": f"catégorie{INSECABLE}{{}}",
}


def libelle_de_ligne(nom: str) -> str:
    """« Loyer, zone 2, couple » ; un mot inconnu se montre tel qu'il est écrit."""
    return _ENTIERES.get(nom) or ", ".join(_mot(partie) for partie in nom.split("."))


def valeur_ecrite(valeur: Valeur) -> str:
    """« 293,68 », « 5 235 », « 0,0283 » : toutes les décimales du texte, deux au moins s'il y en a ; « oui »."""
    if isinstance(valeur, bool):
        return oui_non(valeur)
    if isinstance(valeur, str):
        return valeur
    exposant = int(valeur.normalize().as_tuple().exponent)
    return nombre(valeur, max(2, -exposant) if exposant < 0 else 0)


def _mot(partie: str) -> str:
    for forme, dit in _FORMES.items():
        if trouve := re.fullmatch(forme, partie):
            return dit.format(*trouve.groups())
    return _MOTS.get(partie, partie.replace("_", " "))
