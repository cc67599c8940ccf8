"""Du texte d'une cellule à une valeur du métier, ou une phrase qui dit ce qui était attendu."""

from relogement.imports.valeurs.codes import code, oui_non, typologie
from relogement.imports.valeurs.illisible import ValeurIllisible
from relogement.imports.valeurs.jours import date_ou_annee, jour, jour_ou_mois
from relogement.imports.valeurs.lieux import code_a_cinq, coordonnee, etage, qpv
from relogement.imports.valeurs.mots import texte_propre
from relogement.imports.valeurs.nombres import entier, montant, montant_positif, nombre, surface
from relogement.imports.valeurs.ug import largeur_des_ug, ug_complete

__all__ = [
    "ValeurIllisible",
    "code",
    "code_a_cinq",
    "coordonnee",
    "date_ou_annee",
    "entier",
    "etage",
    "jour",
    "jour_ou_mois",
    "largeur_des_ug",
    "montant",
    "montant_positif",
    "nombre",
    "oui_non",
    "qpv",
    "surface",
    "texte_propre",
    "typologie",
    "ug_complete",
]
