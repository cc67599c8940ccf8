"""Le modèle des logements vacants : ce qu'un bailleur propose pour reloger."""

from datetime import date

from relogement.exports.a_remplir.colonnes import (
    OUI_NON,
    choix,
    euros,
    jour,
    libelles,
    surface,
    texte,
    type_de_logement,
)
from relogement.exports.a_remplir.modele import Modele
from relogement.exports.grille import EXEMPLE
from relogement.nomenclatures import Financement

CHAUFFAGES = ("collectif", "individuel gaz", "individuel électrique")

VACANCES = Modele(
    code="vacances",
    libelle="Logements vacants",
    utilite="Les logements qu’un bailleur peut proposer aux ménages à reloger. Toujours vide.",
    destinataires="Tous les bailleurs de la cellule inter-bailleurs.",
    feuille="Logements vacants",
    champs=(
        texte("bailleur", "Bailleur", EXEMPLE, "Votre organisme.", 20),
        texte("residence", "Résidence", "Les Exemples", largeur=20),
        texte("adresse", "Adresse", "12 rue des Exemples", largeur=32),
        texte("code_postal", "Code postal", "66000", "Cinq chiffres.", 9),
        texte("commune", "Commune", "Perpignan", largeur=18),
        choix("qpv", "QPV", ("HORS",), "HORS", "Le code du quartier prioritaire (QN06618M), HORS s’il n’est "
              "dans aucun ; vide si vous ne savez pas.", ouvert=True),
        type_de_logement("typologie", "Type", obligatoire=True, exemple="T3"),
        surface(),
        texte("etage", "Étage", "2", "RDC, 1, 2, 3…", 8),
        choix("ascenseur", "Ascenseur", OUI_NON, "oui"),
        choix("adapte_pmr", "Adapté PMR", OUI_NON, "non", "Accessible en fauteuil roulant, salle d’eau comprise."),
        choix("premiere_location", "Première location", OUI_NON, "non", "Jamais loué depuis sa construction."),
        euros("loyer", "Loyer HC", 420.81, "Le loyer du mois hors charges, avant RLS."),
        euros("charges", "Charges", 95, "La provision pour charges du mois."),
        choix("chauffage", "Chauffage", CHAUFFAGES, "collectif", "Collectif : dans les charges.", ouvert=True),
        choix("financement", "Financement", libelles(Financement, sauf=(Financement.AUTRE,)), "PLUS", ouvert=True),
        jour("conventionne_le", "Date convention", date(2012, 6, 15), "La date de conventionnement APL."),
        jour("mise_en_service_le", "Mise en service", date(2012, 9, 1)),
        jour("disponible_le", "Disponible le", date(2026, 12, 1), "Le jour où le ménage peut entrer."),
        texte("reservataire", "Réservé à", None, "Relogement, le nom du réservataire, ou rien.", 18),
    ),
    conseils=(
        "Une ligne par logement libre ou bientôt libre. Pas de garage seul, pas de local professionnel.",
        "Sans adresse ou sans commune, le logement ne peut pas être situé : aucune offre ne pourra en être faite.",
    ),
    libres=200,
)  # fmt: skip
