"""Le modèle d'enquête sociale : ce que l'enquêteur rapporte de chaque ménage."""

from datetime import date

from relogement.exports.a_remplir.colonnes import OUI_NON, choix, code_logement, entier, euros, jour, texte
from relogement.exports.a_remplir.colonnes import type_de_logement as type_logement
from relogement.exports.a_remplir.modele import Modele

ENQUETE = Modele(
    code="enquete",
    libelle="Enquêtes sociales",
    utilite="La composition, les ressources et les souhaits de chaque ménage. Vide, ou avec les codes des "
    "logements du projet.",
    destinataires="L’équipe ou le prestataire qui enquête. Prérempli, il ne porte que des codes de logement : "
    "ni nom, ni adresse.",
    feuille="Enquêtes",
    champs=(
        code_logement(),
        texte("nom", "Nom", "NOM", "Le nom du titulaire : il confirme le code du logement.", 20),
        entier("nb_personnes", "Nombre de personnes", 4, "Toutes les personnes qui vivent dans le logement."),
        entier("nb_enfants", "Nombre d’enfants", 2),
        entier("nb_moins_14", "Dont moins de 14 ans", 1, "Au jour de l’enquête."),
        euros("ressources", "Ressources mensuelles nettes", 1850, "Celles de tout le ménage, sans l’APL."),
        euros("rfr", "RFR", 18400, "Le revenu fiscal de référence de l’avis d’impôt, en euros par an."),
        type_logement("souhait_typologie", "Typologie souhaitée"),
        texte("souhait_quartiers", "Quartiers souhaités", "Centre ; Saint-Jacques", "Séparés par « ; », préféré "
              "d’abord.", 28),
        choix("logement_adapte", "Logement adapté", OUI_NON, "non", "Besoin d’un logement accessible ou aménagé."),
        texte("accompagnement", "Accompagnement", None, "Les démarches à faire. Rien de médical.", 28),
        jour("enquete_le", "Enquêté le", date(2026, 5, 12)),
    ),
    conseils=(
        "Une ligne par ménage enquêté. Le code du logement est celui de l’état locatif.",
        "Les ressources sont en euros par mois ; le RFR est celui de l’avis d’impôt, en euros par an.",
        "Rien sur la santé : un besoin s’écrit « ascenseur », jamais la raison.",
    ),
    connus=("ug",),
)  # fmt: skip
