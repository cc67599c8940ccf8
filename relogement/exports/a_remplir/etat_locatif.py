"""Le modèle d'état locatif : ce que le bailleur sait des logements à vider et de leurs locataires."""

from datetime import date

from relogement.exports.a_remplir.colonnes import (
    choix,
    code_logement,
    entier,
    euros,
    jour,
    libelles,
    surface,
    texte,
    type_de_logement,
)
from relogement.exports.a_remplir.modele import Modele
from relogement.nomenclatures import StatutLogement

NATURES = ("Logement", "Garage", "Parking", "Cave", "Local professionnel")

ETAT_LOCATIF = Modele(
    code="etat-locatif",
    libelle="État locatif",
    utilite="Les logements à vider, leurs locataires, les loyers, les charges et l’APL. Vide, ou avec les "
    "logements que le projet connaît déjà.",
    destinataires="Le bailleur des immeubles. Prérempli, il porte des codes et des adresses ; des noms seulement "
    "si vous le demandez, et seulement ceux de ses propres locataires.",
    feuille="État locatif",
    champs=(
        code_logement(),
        texte("batiment", "Bâtiment", "A", largeur=10),
        texte("entree", "Entrée", "2", largeur=8),
        texte("etage", "Étage", "3", "RDC, 1, 2, 3…", largeur=8),
        texte("porte", "N° porte", "032", largeur=9),
        texte("adresse", "Adresse", "12 rue des Exemples", largeur=32),
        choix("nature", "Nature", NATURES, "Logement", "Un garage se rattache à son locataire.", ouvert=True),
        type_de_logement("typologie", "Typologie"),
        surface(),
        choix("statut", "Situation", libelles(StatutLogement, sauf=(StatutLogement.ANNEXE,)), "Loué"),
        texte("nom", "Locataire", "NOM", "Le nom du titulaire du bail ; vide si le logement est vacant.", 20),
        texte("prenom", "Prénom", "Prénom"),
        texte("cotitulaire", "Cotitulaire", "NOM", "Le nom du second titulaire du bail."),
        texte("prenom_cotitulaire", "Prénom du cotitulaire", "Prénom"),
        entier("nb_occupants", "Nombre d’occupants", 4, "Toutes les personnes qui vivent dans le logement."),
        euros("loyer", "Loyer hors charges", 420.81, "Le loyer principal du mois, avant RLS, sans les annexes."),
        euros("charges", "Charges", 130.5, "La provision pour charges du mois."),
        euros("apl", "APL", 210, "L’APL ou l’AL du mois, en positif. 0 seulement s’il n’y en a pas."),
        euros("rls", "RLS", 34.2, "La réduction de loyer de solidarité du mois, en positif."),
        euros("sls", "SLS", None, "Le supplément de loyer de solidarité du mois."),
        euros("annexes", "Loyer des annexes", 25, "Garage, parking, cave : leur loyer du mois."),
        jour("date_entree_bail", "Date d’entrée", date(2015, 3, 1), "La prise d’effet du bail en cours."),
        texte("observations", "Observations", None, "Rien de médical, rien sur la vie privée.", 28),
    ),
    conseils=(
        "Une ligne par logement à vider, loué ou vacant. Un garage ou une cave a sa propre ligne, avec sa nature "
        "et le nom de son locataire.",
        "Un logement vacant se dit dans « Situation » : une ligne sans locataire ni situation n’est pas reprise.",
        "Les montants sont ceux du dernier mois quittancé. L’APL et la RLS s’écrivent en positif.",
        "Un couple titulaire du bail : le second dans « Cotitulaire ».",
    ),
    connus=("ug", "batiment", "entree", "etage", "porte", "adresse", "typologie", "surface"),
    nommants=("nom", "prenom"),
)  # fmt: skip
