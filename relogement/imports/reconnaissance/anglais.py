"""Les titres des logiciels anglais et américains de gestion locative, pour les champs que nous connaissons."""

from collections.abc import Mapping

from relogement.base import Code
from relogement.imports.autre import LEXIQUE_ANGLAIS
from relogement.imports.colonnes import ColonneAttendue, Lexique
from relogement.imports.nature import NatureImport
from relogement.imports.reconnaissance.natures import AutreNature

ETAT_LOCATIF = (
    ColonneAttendue(
        "ug",
        "Unit",
        "Unit ID | Unit number | Unit no | =Property | Property reference | Property ref | UPRN "
        "| =Apartment | =Apt | Flat number | =Flat | Asset ID",
        sauf="type size rent status",
    ),
    ColonneAttendue("batiment", "Building", "=Block | Building name | Building number"),
    ColonneAttendue("entree", "Entrance", "Staircase | =Stair"),
    ColonneAttendue("etage", "Floor", "Floor number | =Storey | =Level", sauf="area plan"),
    ColonneAttendue("porte", "Door", "Door number"),
    ColonneAttendue("adresse", "Address", "Property address | Street address | Street", sauf="email mail"),
    ColonneAttendue(
        "typologie",
        "Bedrooms",
        "=Beds | =BR | Number of bedrooms | No of bedrooms | Bedroom count | =Rooms | Number of rooms",
        sauf="requested needed bathrooms",
    ),
    ColonneAttendue(
        "surface", "Area", "Floor area | Square meters | Square metres | =sqm | =sq m | Area sqm", sauf="ft feet"
    ),
    ColonneAttendue(
        "nom",
        "Tenant",
        "Tenant name | Last name | Surname | Family name | Head of household | =Resident "
        "| Resident name | =Household",
        sauf="first number size phone since date email",
    ),
    ColonneAttendue("prenom", "First name", "Given name | Forename | Tenant first name"),
    ColonneAttendue("cotitulaire", "Co tenant", "Joint tenant | Spouse | =Tenant 2 | Second tenant"),
    ColonneAttendue(
        "nb_occupants",
        "Household size",
        "Occupants | HH size | Family size | Number of occupants | Number of people | Persons",
    ),
    ColonneAttendue(
        "loyer",
        "Rent",
        "Monthly rent | Net rent | Rent pcm | Contract rent | Rent amount | Basic rent",
        sauf="weekly week annual arrears market maximum max deposit gross",
    ),
    ColonneAttendue("charges", "Service charge", "Service charges | Utilities | Monthly charges"),
    ColonneAttendue(
        "apl", "Housing benefit", "Housing allowance | Rent subsidy | =Subsidy | =HB | Housing assistance"
    ),
    ColonneAttendue(
        "date_entree_bail",
        "Move in date",
        "Move-in | Moved in | Tenancy start | Tenancy start date "
        "| Lease start | Lease start date | Start of tenancy | Occupancy date",
        sauf="end out",
    ),
    ColonneAttendue(
        "statut", "Status", "Occupancy status | Unit status | =Occupancy | Vacant", sauf="marital family"
    ),
    ColonneAttendue("observations", "Notes", "Comments | Remarks"),
)
ENQUETE = (
    ColonneAttendue("ug", "Unit", "Unit ID | Unit number | Property ref | =Apt | =Flat | UPRN"),
    ColonneAttendue("nom", "Tenant", "Tenant name | Last name | Surname | Head of household"),
    ColonneAttendue("nb_personnes", "Household size", "HH size | Family size | Number of people"),
    ColonneAttendue("nb_enfants", "Children", "Number of children | Dependents"),
    ColonneAttendue(
        "ressources", "Income", "Monthly income | Household income | Net income", sauf="annual yearly"
    ),
    ColonneAttendue("souhait_typologie", "Bedrooms requested", "Bedrooms needed | Size requested"),
    ColonneAttendue(
        "souhait_quartiers", "Preferred area", "Preferred areas | Preferred neighborhood | Preferences"
    ),
    ColonneAttendue("logement_adapte", "Accessible unit", "ADA | Accessibility needs | Adapted unit"),
    ColonneAttendue("accompagnement", "Support needs", "Case management | Support"),
    ColonneAttendue("enquete_le", "Interview date", "Survey date | Date of interview"),
)
OFFRES = (
    ColonneAttendue("bailleur", "Landlord", "=Owner | Housing association | Property manager"),
    ColonneAttendue("adresse", "Address", "Property address | Street address"),
    ColonneAttendue("code_postal", "Postcode", "Zip | Zip code | Postal code"),
    ColonneAttendue("commune", "City", "=Town"),
    ColonneAttendue("typologie", "Bedrooms", "=Beds | =BR | Number of bedrooms | =Rooms"),
    ColonneAttendue("surface", "Area", "Floor area | Square meters | =sqm", sauf="ft feet"),
    ColonneAttendue("etage", "Floor", "Floor number"),
    ColonneAttendue("ascenseur", "Elevator", "=Lift"),
    ColonneAttendue("adapte_pmr", "Accessible", "Wheelchair accessible | ADA"),
    ColonneAttendue("loyer", "Rent", "Monthly rent | Rent pcm", sauf="weekly week annual gross"),
    ColonneAttendue("charges", "Service charge", "Service charges | Utilities"),
    ColonneAttendue("disponible_le", "Available from", "Available date | Availability date | Date available"),
)
SAISIE = (
    ColonneAttendue("DOSSIER", "Case ID", "Case number | Household ID | =Case"),
    ColonneAttendue("NOM", "Last name", "Surname | =Tenant | Tenant name | Family name"),
    ColonneAttendue("PRENOM", "First name", "Given name | Forename"),
    ColonneAttendue("NAISSANCE", "DOB", "Date of birth | Birth date"),
    ColonneAttendue("TELEPHONE", "Phone", "Phone number | Mobile | Telephone number"),
    ColonneAttendue("NB_PERSONNES", "Household size", "HH size | Family size | Number of people"),
    ColonneAttendue("RESSOURCES", "Income", "Monthly income | Household income", sauf="annual yearly"),
    ColonneAttendue("UG", "Unit", "Unit ID | Unit number | Old unit"),
    ColonneAttendue("TYPO_AV", "Old bedrooms", "Bedrooms | Current bedrooms"),
    ColonneAttendue("LOYER_AV", "Old rent", "Current rent | =Rent", sauf="weekly new"),
    ColonneAttendue("LOYER_AP", "New rent", "Relocation rent", sauf="weekly"),
    ColonneAttendue("TYPO_AP", "New bedrooms", "Bedrooms after"),
    ColonneAttendue("DATE_ENTREE", "Move in date", "Relocation date | Moved in"),
)
LEXIQUES: Mapping[Code, Lexique] = {
    NatureImport.ETAT_LOCATIF: Lexique(ETAT_LOCATIF),
    NatureImport.ENQUETE: Lexique(ENQUETE),
    NatureImport.OFFRES: Lexique(OFFRES),
    NatureImport.SAISIE: Lexique(SAISIE),
    AutreNature.AUTRE: LEXIQUE_ANGLAIS,
}
