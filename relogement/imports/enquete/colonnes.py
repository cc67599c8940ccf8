"""Les colonnes d'une enquête sociale, sous les noms que leur donnent les équipes."""

from relogement.imports.colonnes import ColonneAttendue, Lexique

COLONNES = (
    ColonneAttendue(
        "ug",
        "Code logement",
        "UG | N° UG | ESI | Référence patrimoine | Réf. logement | Code UG | Référence UG | =Logement "
        "| =Référence",
        sauf="adapte type typologie",
        obligatoire=True,
    ),
    ColonneAttendue(
        "nom", "Nom", "Locataire | Titulaire | Nom locataire | Nom du locataire | =Ménage | Nom de famille"
    ),
    ColonneAttendue(
        "nb_personnes",
        "Composition",
        "Nb personnes | Nombre de personnes | Nb pers. | Nb occ. | Nb occupants | Taille du ménage | =Personnes",
        sauf="enfants moins ans charge",
    ),
    ColonneAttendue("nb_enfants", "Enfants", "Nb enfants | Nombre d’enfants | Dont enfants", sauf="moins ans"),
    ColonneAttendue(
        "nb_moins_14",
        "Dont moins de 14 ans",
        "dont - de 14 ans | - de 14 ans | Moins de 14 ans | Enfants de moins de 14 ans | <14 ans | -14 ans "
        "| Dont <14",
    ),
    ColonneAttendue(
        "ressources",
        "Ressources mensuelles nettes",
        "Ressources | Ressources mensuelles | Revenus | Revenus mensuels | Ressources du ménage "
        "| Revenu mensuel net",
        sauf="fiscal reference annuel annuelles",
    ),
    ColonneAttendue("rfr", "RFR", "Revenu fiscal de référence | Revenu fiscal | RFR N-2 | RFR N-1"),
    ColonneAttendue(
        "souhait_typologie",
        "Typologie souhaitée",
        "Type souhaité | Souhait typologie | Typologie demandée | Taille souhaitée | Logement souhaité "
        "| =Typologie",
        sauf="actuelle actuel",
    ),
    ColonneAttendue(
        "souhait_quartiers",
        "Quartiers souhaités",
        "Quartier souhaité | Souhait quartier | Secteur souhaité | Secteurs souhaités "
        "| Localisation souhaitée | Souhaits de quartier | =Souhaits | =Quartiers",
    ),
    ColonneAttendue(
        "logement_adapte", "Logement adapté", "Besoin adapté | Adapté | PMR | Logement PMR | Besoin PMR"
    ),
    ColonneAttendue(
        "accompagnement", "Accompagnement", "Accompagnement social | Accompagnement souhaité | Suivi social"
    ),
    ColonneAttendue("enquete_le", "Enquêté le", "Date enquête | Date de l’enquête | Enquête | Enquête du | =Date"),
)
LEXIQUE = Lexique(COLONNES)
