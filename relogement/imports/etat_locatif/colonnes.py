"""Les colonnes d'un état locatif, sous les noms que leur donnent les bailleurs."""

from relogement.imports.colonnes import ColonneAttendue, Lexique

AUTRES_PERSONNES = "conjoint cotitulaire co colocataire garant gestionnaire gardien proprietaire"
AUTRES_DATES = "fin sortie naissance conge construction service convention depart"
AUTRES_LOYERS = "plafond maximum max parking garage annexe annexes cave box stationnement surface theorique retard"

COLONNES = (
    ColonneAttendue(
        "ug",
        "Code logement",
        "UG | N° UG | ESI | Référence patrimoine | Réf. logement | Code UG | Réf. UG | Référence UG "
        "| Unité de gestion | Code ESI | N° ESI | =N° logement | Numéro logement | Référence logement "
        "| Réf. patrimoine | =Module | N° module | Code module | =Lot | =N° lot | Code lot | Numéro de lot "
        "| Référence lot | Code local | =N° local | Réf. local | Code bien | Réf. bien "
        "| Identifiant logement | ID logement | =Logt | =N° logt | Code logt | Réf. logt | Code patrimoine "
        "| =Référence | =Réf. | =Logement | Unité locative | =UL | N° UL | Code UL | RPLS "
        "| Identifiant RPLS | Code unité | =Code",
        sauf="type nature nombre statut etat adresse contrat locataire surface loyer",
        obligatoire=True,
    ),
    ColonneAttendue(
        "batiment",
        "Bâtiment",
        "Bât. | Bat | Bâtiment / tour | =Immeuble | =Tour | N° bâtiment | Code bâtiment | =Bloc",
        sauf="annee nombre",
    ),
    ColonneAttendue(
        "entree",
        "Entrée",
        "Cage | Hall | Escalier | =Esc. | =Entrée | Cage d’escalier | Montée | =Allée | N° entrée | Porche",
        sauf=f"{AUTRES_DATES} date bail lieux",
    ),
    ColonneAttendue("etage", "Étage", "Niv. | Niveau | =Etg | =Et. | N° étage", sauf="nombre nb"),
    ColonneAttendue(
        "porte",
        "N° porte",
        "Porte | N° de porte | N° appartement | N° appt | =Appartement | =Appt | =Apt | Numéro porte "
        "| =Position | =Palier | =Pte | N° pte",
        sauf="type nature surface",
    ),
    ColonneAttendue("adresse", "Adresse", "Adresse logement | =Rue | =Voie", sauf="mail courriel email"),
    ColonneAttendue(
        "typologie",
        "Typologie",
        "Typo. | =Typ. | =Type | Type logement | Type de logement | Type appartement | Nb pièces "
        "| Nombre de pièces | =Pièces",
        sauf="bail contrat financement chauffage convention occupant souhaitee",
    ),
    ColonneAttendue(
        "nature",
        "Nature",
        "Nature logement | Nature du local | Nature lot | Type local | Type de local | Type de bien "
        "| Type lot | =Catégorie | Usage | Destination",
        sauf="bail contrat financement chauffage convention occupant",
    ),
    ColonneAttendue(
        "surface",
        "Surface",
        "SH | Surf. hab. | Surface habitable | Surf. | Superficie | SHAB | S. hab. | =m2 | =m²",
        sauf="corrigee utile su annexe annexes ponderee",
    ),
    ColonneAttendue(
        "nom",
        "Locataire",
        "=Nom | Titulaire | Nom locataire | =Nom du locataire | Locataire nom | Nom titulaire "
        "| Titulaire nom | =Occupant | Nom occupant | Occupant nom | Nom de famille | Nom d’usage "
        "| Nom usuel | Locataire principal | Nom du titulaire du bail | =Client | Nom client "
        "| Nom et prénom | Nom prénom | =Identité | =Ménage | Signataire | Raison sociale",
        sauf=f"{AUTRES_PERSONNES} rue residence commune bailleur nb nombre code prenom numero depuis date tel",
        obligatoire=True,
    ),
    ColonneAttendue(
        "prenom",
        "Prénom",
        "=Prénoms | Prénom locataire | Locataire prénom | Prénom titulaire | Titulaire prénom | Occupant prénom",
        sauf=f"{AUTRES_PERSONNES} nom",
    ),
    ColonneAttendue(
        "cotitulaire",
        "Cotitulaire",
        "Co-titulaire | =Conjoint | Colocataire | Co-locataire | Nom cotitulaire | Nom conjoint "
        "| Nom co-titulaire | Deuxième titulaire | 2e titulaire | =Locataire 2 | =Nom locataire 2 | =Nom 2 "
        "| =Titulaire 2 | Cotitulaire nom | Conjoint nom",
        sauf="prenom naissance date",
    ),
    ColonneAttendue(
        "prenom_cotitulaire",
        "Prénom du cotitulaire",
        "Prénom conjoint | Prénom cotitulaire | Prénom co-titulaire | Cotitulaire prénom | Conjoint prénom "
        "| =Prénom 2 | =Prénom locataire 2",
    ),
    ColonneAttendue(
        "nb_occupants",
        "Nombre d’occupants",
        "Nb occ. | Nb pers. | =Occupants | Nb occupants | Nombre occupants | Nb personnes "
        "| Nombre de personnes | Nbre occupants | Nbre pers. | Nbre personnes | Composition "
        "| Composition familiale | Taille ménage | =Occ. | =Pers.",
        sauf="enfants enfant charge",
    ),
    ColonneAttendue(
        "loyer",
        "Loyer hors charges",
        "Loyer principal HC | Loyer HC | Loyer net | Loyer de base | Loyer principal | =Loyer "
        "| Loyer mensuel | Loyer nu | Loyer pratiqué | Loyer quittancé | Montant loyer | Loyer logement "
        "| Loyer brut | Loyer actuel | Loyer principal hors charges | Loyer habitation | Loyer hors RLS "
        "| Loyer avant RLS",
        sauf=f"{AUTRES_LOYERS} convention impaye cible marche depot cc charges supplement reduction annuel total",
    ),
    ColonneAttendue(
        "charges",
        "Charges",
        "Provision charges | Prov. ch. | Prov. charges | =Provisions | =Provision | Charges locatives "
        "| Charges mensuelles | =Ch. | Charges récupérables | Montant charges | Acompte charges "
        "| Total charges",
        sauf="hc loyer cc personnes enfants parking garage regularisation annuelles total",
    ),
    ColonneAttendue(
        "apl",
        "APL",
        "A.P.L. | =AL | =A.L. | Aide au logement | APL / AL | APL ou AL | Montant APL | Aides au logement "
        "| Montant AL | Allocation logement | APL versée | Aide personnalisée au logement | =ALS | =ALF "
        "| APL/ALS/ALF | APL CAF | Aide log. | Aides log. | Aide logt",
        sauf="plafond zone numero allocataire rappel",
    ),
    ColonneAttendue(
        "rls",
        "RLS",
        "R.L.S. | Réduction de loyer de solidarité | Remise RLS | Montant RLS",
        sauf="plafond hors avant loyer",
    ),
    ColonneAttendue(
        "sls",
        "SLS",
        "S.L.S. | Supplément de loyer | Supplément de loyer de solidarité | Surloyer | Montant SLS",
        sauf="plafond hors",
    ),
    ColonneAttendue(
        "annexes",
        "Loyer des annexes",
        "Loyer annexes | =Annexes | Loyer annexe | Loyer parking | Loyer garage | =Garage | =Parking "
        "| =Stationnement | Loyer stationnement | Loyer accessoire | Loyers annexes | Loyer box "
        "| Loyer garage parking",
        sauf="surface nombre nb type",
    ),
    ColonneAttendue(
        "date_entree_bail",
        "Date d’entrée",
        "Date effet bail | Entrée le | Date d’entrée dans les lieux | Date bail | Date du bail "
        "| Date d’effet du bail | Effet bail | Date effet | Date début bail | Date de début de bail "
        "| Date signature bail | Bail du | Début bail | Entrée dans les lieux | Date EDL entrée "
        "| Date arrivée | Arrivée le | Locataire depuis | Présent depuis",
        sauf=AUTRES_DATES,
    ),
    ColonneAttendue(
        "statut",
        "Situation",
        "Statut | Statut logement | =État | =Occupation | État d’occupation | Vacance | Loué / vacant "
        "| État du logement | Statut d’occupation",
        sauf="civil familial familiale marital lieux professionnelle",
    ),
    ColonneAttendue(
        "observations",
        "Observations",
        "Obs. | Observation | Commentaire | Commentaires | Remarque | Remarques | =Note | =Notes | =Divers",
    ),
)

LEXIQUE = Lexique(COLONNES)
