"""Les colonnes d'une liste de logements vacants."""

from relogement.imports.colonnes import ColonneAttendue, Lexique

COLONNES = (
    ColonneAttendue(
        "bailleur", "Bailleur", "Organisme | Propriétaire | Bailleur social | =Nom bailleur | Nom du bailleur"
    ),
    ColonneAttendue(
        "residence", "Résidence", "Nom résidence | Programme | =Groupe | Ensemble immobilier | Opération"
    ),
    ColonneAttendue("adresse", "Adresse", "Adresse logement | =Rue | =Voie", sauf="mail courriel email"),
    ColonneAttendue("code_postal", "Code postal", "CP | C.P."),
    ColonneAttendue("commune", "Commune", "=Ville | =Localité | Nom commune", sauf="code insee"),
    ColonneAttendue(
        "commune_insee", "Code INSEE", "INSEE | Code commune | Commune INSEE | Code INSEE commune | COG"
    ),
    ColonneAttendue("lon", "Longitude", "=Lon | =Long. | =Lng | =X | Longitude WGS84"),
    ColonneAttendue("lat", "Latitude", "=Lat | =Lat. | =Y | Latitude WGS84"),
    ColonneAttendue("qpv", "QPV", "Code QPV | En QPV | Quartier prioritaire | QPV 2024 | Quartier QPV"),
    ColonneAttendue(
        "typologie",
        "Type",
        "Typologie | Typo. | Type logement | Type de logement | Nb pièces | Nombre de pièces | =Pièces | =Nature",
        sauf="financement chauffage bail convention",
        obligatoire=True,
    ),
    ColonneAttendue(
        "surface",
        "Surface",
        "SH | Surf. hab. | Surface habitable | Surf. | Superficie | SHAB",
        sauf="corrigee utile su annexe annexes",
    ),
    ColonneAttendue("etage", "Étage", "Niv. | Niveau | =Etg | =Et. | N° étage", sauf="nombre nb"),
    ColonneAttendue("ascenseur", "Ascenseur", "=Asc. | Avec ascenseur"),
    ColonneAttendue("adapte_pmr", "Adapté PMR", "PMR | Adapté | Accessible PMR | Logement adapté | Accessibilité"),
    ColonneAttendue(
        "premiere_location", "Première location", "=Neuf | 1ère location | 1re location | Logement neuf"
    ),
    ColonneAttendue(
        "loyer",
        "Loyer HC",
        "Loyer | Loyer hors charges | Loyer principal HC | Loyer net | Loyer de base | Loyer principal "
        "| Loyer mensuel",
        sauf="plafond maximum max parking garage annexe annexes cc charges total annuel",
        obligatoire=True,
    ),
    ColonneAttendue(
        "charges",
        "Charges",
        "Provision charges | Prov. ch. | Prov. charges | =Provisions | Charges locatives | Montant charges",
        sauf="hc loyer cc",
    ),
    ColonneAttendue("chauffage", "Chauffage", "Type chauffage | Mode de chauffage | Type de chauffage | Énergie"),
    ColonneAttendue("financement", "Financement", "Type financement | Type de financement | Financement logement"),
    ColonneAttendue(
        "conventionne_le",
        "Date convention",
        "Date de conventionnement | Date conventionnement | Conventionné le | Date de convention | Convention",
        sauf="type numero fin",
    ),
    ColonneAttendue(
        "mise_en_service_le",
        "Mise en service",
        "Date mise en service | Mis en service le | Année de construction | Date de livraison | Livraison",
    ),
    ColonneAttendue(
        "disponible_le",
        "Disponible le",
        "Date disponibilité | Disponibilité | Date de disponibilité | Libre le | Date de libération "
        "| À compter du",
    ),
    ColonneAttendue(
        "reservataire", "Réservé à", "Réservataire | Contingent | =Réservation | Droit de réservation"
    ),
)
LEXIQUE = Lexique(COLONNES)
