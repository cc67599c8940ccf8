"""Les champs d'un dossier où peut aller une colonne, et les titres qui y font penser, en français et en anglais.

Les champs sont ceux de la table de saisie ; ce qui se dit du logement quitté a les titres d'un état locatif.
"""

from collections.abc import Mapping

from relogement.imports.colonnes import ColonneAttendue, Lexique
from relogement.imports.enquete.colonnes import LEXIQUE as DE_L_ENQUETE
from relogement.imports.etat_locatif.colonnes import LEXIQUE as DE_L_ETAT_LOCATIF
from relogement.saisie import COLONNES

CLES = ("DOSSIER", "UG", "NUMERO_UNIQUE", "NOM")
APRES = "nouveau nouvelle nouveaux new apres relogement propose proposed"
AVANT = "ancien ancienne old avant actuel actuelle current quitte"

_D_AILLEURS: Mapping[str, tuple[Lexique, str]] = {
    "UG": (DE_L_ETAT_LOCATIF, "ug"),
    "BATIMENT": (DE_L_ETAT_LOCATIF, "batiment"),
    "TYPO_AV": (DE_L_ETAT_LOCATIF, "typologie"),
    "SURF_AV": (DE_L_ETAT_LOCATIF, "surface"),
    "NOM": (DE_L_ETAT_LOCATIF, "nom"),
    "PRENOM": (DE_L_ETAT_LOCATIF, "prenom"),
    "NB_PERSONNES": (DE_L_ETAT_LOCATIF, "nb_occupants"),
    "LOYER_AV": (DE_L_ETAT_LOCATIF, "loyer"),
    "CHARGES_AV": (DE_L_ETAT_LOCATIF, "charges"),
    "APL_AV": (DE_L_ETAT_LOCATIF, "apl"),
    "RLS_AV": (DE_L_ETAT_LOCATIF, "rls"),
    "SLS_AV": (DE_L_ETAT_LOCATIF, "sls"),
    "ANNEXES_AV": (DE_L_ETAT_LOCATIF, "annexes"),
    "NB_MOINS_14": (DE_L_ENQUETE, "nb_moins_14"),
    "RESSOURCES": (DE_L_ENQUETE, "ressources"),
    "RFR": (DE_L_ENQUETE, "rfr"),
    "DATE_ENQUETE": (DE_L_ENQUETE, "enquete_le"),
}
_ALIAS: Mapping[str, str] = {
    "OPERATION": "Code opération",
    "DOSSIER": "N° dossier | Référence dossier | Réf. dossier | Dossier n° | Identifiant dossier",
    "TYPE_DOSSIER": "Type de ménage | Statut du ménage",
    "NAISSANCE": "Date de naissance | Né le | Née le | Né(e) le | DDN | Année de naissance",
    "TELEPHONE": "Tél. | Tel | Téléphone portable | Portable | N° téléphone | Mobile",
    "NUMERO_UNIQUE": "NUD | NUR | N° unique | Numéro unique départemental | Numéro SNE | N° SNE | =N° demande",
    "BAILLEUR_AV": "Bailleur | Bailleur actuel | Ancien bailleur | Organisme",
    "NB_OFFRES": "Nb offres | Nombre d’offres | Nb propositions | Nombre de propositions | Propositions",
    "NB_REFUS": "Nb refus | Refus",
    "MOTIF_REFUS_1": "Motif refus | Motif de refus | Motif du refus",
    "DATE_PREMIERE_OFFRE": "Première offre | Date 1ère proposition | Date première proposition",
    "DATE_CALEOL": "CALEOL | Date CAL | Date commission | Passage CALEOL",
    "DECISION_CALEOL": "Décision CAL | Décision commission",
    "NATURE": "Type de relogement | Relogement",
    "DATE_BAIL": "Signature bail | Date de signature | Bail signé le | Date signature nouveau bail",
    "DATE_ENTREE": "Date relogement | Date de relogement | Relogé le | Date emménagement | Emménagé le"
    " | Date entrée nouveau logement",
    "BAILLEUR_AP": "Nouveau bailleur | Bailleur relogement | Bailleur accueil | Bailleur de relogement",
    "COMMUNE_AP": "Code INSEE relogement | Commune de relogement | Commune relogement | Nouvelle commune",
    "QPV_AP": "QPV relogement | QPV nouveau logement | Relogement en QPV",
    "TYPO_AP": "Nouveau type | Nouvelle typologie | Typologie relogement | Type relogement"
    " | Type nouveau logement | Typologie nouveau logement",
    "SURF_AP": "Nouvelle surface | Surface relogement | Surface nouveau logement",
    "LOYER_AP": "Nouveau loyer | Loyer relogement | Loyer nouveau logement",
    "CHARGES_AP": "Nouvelles charges | Charges relogement | Charges nouveau logement",
    "APL_AP": "Nouvelle APL | APL relogement | APL nouveau logement",
    "NEUF_AP": "Neuf | Logement neuf",
    "MOTIF_SORTIE": "Motif de départ | Motif départ",
    "DATE_SORTIE": "Date de départ | Date départ | Sorti le | Parti le",
    "SATISFACTION": "Note de satisfaction",
}
_ANGLAIS: Mapping[str, str] = {
    "DOSSIER": "Case ID | Case number | Case ref | Case reference | Household ID | Client ID | =Case",
    "NOM": "Tenant | Tenant name | Last name | Surname | Family name | Head of household | =Resident | =HOH",
    "PRENOM": "First name | Given name | Forename",
    "NAISSANCE": "DOB | Date of birth | Birth date",
    "TELEPHONE": "Phone | Phone number | Mobile | Telephone number | Contact number",
    "NB_PERSONNES": "Household size | HH size | Family size | Number of people | Occupants | Persons",
    "RESSOURCES": "Monthly income | Income | Household income | Net income",
    "UG": "Unit | Unit ID | Unit number | Unit no | UPRN | Property ref | Property reference | Old unit"
    " | Flat number",
    "BATIMENT": "Building | Block | Building name | Development",
    "BAILLEUR_AV": "Landlord | Current landlord | Old landlord | Housing authority | PHA",
    "TYPO_AV": "Bedrooms | Old bedrooms | Current bedrooms | =Beds | =BR | Number of bedrooms",
    "SURF_AV": "Floor area | Area sqm | Square metres | =sqm",
    "LOYER_AV": "Rent | Monthly rent | Current rent | Old rent | Contract rent | Rent pcm",
    "CHARGES_AV": "Service charge | Service charges | Utilities",
    "APL_AV": "Housing benefit | Subsidy | Housing assistance | =HB",
    "DATE_ENQUETE": "Interview date | Survey date | Intake date | Needs assessment date",
    "NB_OFFRES": "Offers | Number of offers | Offers made",
    "NB_REFUS": "Refusals | Number of refusals | Offers refused",
    "MOTIF_REFUS_1": "Refusal reason | Reason for refusal",
    "DATE_PREMIERE_OFFRE": "First offer date | Date of first offer | Offer date",
    "NATURE": "Relocation type | Move type",
    "DATE_BAIL": "New lease date | Lease signed | New tenancy start | Tenancy start date",
    "DATE_ENTREE": "Move in date | Move date | Relocation date | Date moved | Moved in | Rehousing date",
    "BAILLEUR_AP": "New landlord | Destination landlord",
    "TYPO_AP": "New bedrooms | Bedrooms after | New unit bedrooms",
    "SURF_AP": "New floor area | New area sqm",
    "LOYER_AP": "New rent | Relocation rent | Rent after | New monthly rent",
    "CHARGES_AP": "New service charge | New utilities",
    "APL_AP": "New housing benefit | New subsidy",
    "MOTIF_SORTIE": "Exit reason | Reason for leaving",
    "DATE_SORTIE": "Exit date | Move out date | Date moved out",
    "SATISFACTION": "Satisfaction score",
}
AUTRES_NOMS = (
    "voie rue lieu ville commune quartier structure association fondation organisme bailleur projet departement "
    "region fichier agent residence prenom"
)
_SAUF = {
    "NOM": AUTRES_NOMS,
    "DOSSIER": "type etat statut date parent ouverture suivi nature motif complet agent",
    "NUMERO_UNIQUE": "type etat statut date motif",
    "LOYER_AV": f"{APRES} weekly week annual annuel",
    "LOYER_AP": f"{AVANT} weekly week annual annuel",
}


def _colonne(code: str, libelle: str) -> ColonneAttendue:
    alias, sauf = _ALIAS.get(code, ""), _SAUF.get(code, "")
    if code in _D_AILLEURS:
        lexique, ailleurs = _D_AILLEURS[code]
        connue = next(c for c in lexique.colonnes if c.code == ailleurs)
        alias, sauf = " | ".join((connue.libelle, connue.alias)), f"{connue.sauf} {sauf}"
    if code.endswith("_AV") or code in ("UG", "BATIMENT"):
        sauf = f"{sauf} {APRES}"
    return ColonneAttendue(code, libelle, alias, sauf.strip())


def _anglaise(code: str, titres: str) -> ColonneAttendue:
    sauf = _SAUF.get(code) or (APRES if code.endswith("_AV") or code == "UG" else "")
    return ColonneAttendue(code, titres.split(" | ")[0].lstrip("="), titres, sauf)


LEXIQUE = Lexique(tuple(_colonne(c.code, c.libelle) for c in COLONNES))
LEXIQUE_ANGLAIS = Lexique(tuple(_anglaise(code, titres) for code, titres in _ANGLAIS.items()))
