"""Les colonnes du répertoire des logements locatifs sociaux, sous leurs noms de chaque millésime.

Arrêté du 5 janvier 2010 relatif au répertoire, modifié ; les versions ouvertes en retirent les loyers et les baux.
"""

from relogement.imports.colonnes import ColonneAttendue, Lexique

_NOMS = (
    ("ident_rep", "Identifiant au répertoire", "IDENT_REP"),
    ("ident_int", "Identifiant chez le bailleur", "IDENT_INT"),
    ("commune_insee", "Code INSEE", "DEPCOM | DEPCOM_CODE | DEPCOM_red"),
    ("code_postal", "Code postal", "CODEPOSTAL"),
    ("commune", "Commune", "LIBCOM | DEPCOM_LIBELLE"),
    ("numero_voie", "Numéro dans la voie", "NUMVOIE"),
    ("repetition", "Indice de répétition", "INDREP"),
    ("type_voie", "Type de voie", "TYPVOIE"),
    ("nom_voie", "Nom de la voie", "NOMVOIE"),
    ("porte", "Numéro d’appartement", "NUMAPPT"),
    ("escalier", "Escalier", "ESC"),
    ("etage", "Étage", "ETAGE"),
    ("entree", "Entrée", "ENTREE"),
    ("batiment", "Bâtiment", "BAT"),
    ("immeuble", "Immeuble", "IMMEU"),
    ("qpv_declare", "En quartier prioritaire, selon le bailleur", "QPV | QPV_CODE | QPV_red"),
    ("qpv_2015", "Quartier de 2015", "PLG_QP15 | PLG_QP"),
    ("qpv_2024", "Quartier de 2024", "PLG_QP24"),
    ("construction", "Type de construction", "TYPECONST | TYPECONST_CODE | TYPECONST_red"),
    ("pieces", "Nombre de pièces", "NBPIECE | NBPIECE_red"),
    ("surface", "Surface habitable", "SURFHAB | SURFHAB_red"),
    ("annee_construction", "Année d’achèvement", "CONSTRUCT | CONSTRUCT_red"),
    ("annee_location", "Année de première location", "LOCAT | LOCAT_red"),
    ("financement", "Financement", "FINAN | FINAN_CODE | FINAN_red"),
    ("financement_libelle", "Financement en toutes lettres", "FINAN_LIBELLE"),
    ("conventionne", "Conventionné", "CONV | CONV_red"),
    ("conventionne_le", "Date de conventionnement", "DATCONV"),
    ("dpe", "Étiquette énergie", "DPEENERGIE | DPEENERGIE_red | DPE_energie"),
    ("dpe_le", "Date du DPE", "DPEDATE | DPEDATE_red"),
    ("pmr", "Accessible", "PMR | PMR_CODE"),
    ("x", "X", "X"),
    ("y", "Y", "Y"),
    ("epsg", "Projection", "EPSG"),
    ("mode", "Mode d’occupation", "MODE | MODE_red"),
    ("bail_le", "Date du bail", "BAIL | BAIL_red | BAIL_DATE"),
    ("loyer", "Loyer principal", "LOYERPRINC | LOYERPRINC_red"),
    ("loyer_accessoire", "Loyer accessoire", "LOYERACC"),
)
OBLIGATOIRES = ("commune_insee", "surface")
COLONNES = tuple(
    ColonneAttendue(
        code, libelle, " | ".join(f"={nom.strip()}" for nom in noms.split("|")), obligatoire=code in OBLIGATOIRES
    )
    for code, libelle, noms in _NOMS
)
LEXIQUE = Lexique(COLONNES, tolerant=False)
RESERVEES = ("ident_rep", "ident_int", "mode", "bail_le", "loyer", "loyer_accessoire")
