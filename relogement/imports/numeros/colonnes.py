"""Les colonnes d'une liste de numéros uniques, telles que les bailleurs les intitulent."""

from relogement.imports.colonnes import ColonneAttendue, Lexique

COLONNES = (
    ColonneAttendue(
        "numero",
        "Numéro unique",
        "N° unique | NUD | =NUR | =NU | Numéro unique départemental | Numéro unique régional | Numéro SNE "
        "| N° SNE | Numéro de demande | N° de demande | N° demande | Numéro unique d’enregistrement | numUnique",
        sauf="secu securite sociale",
        obligatoire=True,
    ),
    ColonneAttendue(
        "nom",
        "Nom",
        "Nom du demandeur | Nom demandeur | Nom de famille | Nom d’usage | Nom du titulaire | =Demandeur "
        "| =Titulaire",
        sauf="prenom jeune rue voie residence bailleur organisme naissance",
    ),
    ColonneAttendue("prenom", "Prénom", "Prénoms | Prénom du demandeur | Prénom demandeur"),
    ColonneAttendue(
        "naissance",
        "Date de naissance",
        "Naissance | Né le | Née le | Né(e) le | =DDN | Date naissance demandeur",
        sauf="lieu pays commune ville conjoint",
    ),
    ColonneAttendue("ug", "UG", "Code UG | N° UG | Code logement | Référence logement | Unité de gestion"),
    ColonneAttendue(
        "bailleur",
        "Bailleur",
        "=Organisme | Nom du bailleur | Bailleur actuel",
        sauf="attributaire bail attribution",
    ),
    ColonneAttendue(
        "depose_le",
        "Date de dépôt",
        "Déposée le | Dépôt de la demande | Date de la demande | Date demande | Date de création "
        "| Ancienneté depuis le | Date de dépôt initial | Date d’enregistrement",
        sauf="radiation renouvellement bail attribution",
    ),
    ColonneAttendue(
        "renouvele_le",
        "Date de renouvellement",
        "Renouvelée le | Dernier renouvellement | Date du dernier renouvellement | Date renouvellement",
        sauf="prochain avant limite",
    ),
    ColonneAttendue(
        "etat",
        "État de la demande",
        "=État | =Statut | Statut de la demande | Situation de la demande | Etat demande",
    ),
    ColonneAttendue("radiee_le", "Date de radiation", "Radiée le | Date radiation"),
    ColonneAttendue(
        "motif_radiation", "Motif de radiation", "Motif radiation | Cause de radiation | Raison de la radiation"
    ),
    ColonneAttendue(
        "bail_le",
        "Date du bail",
        "Date de signature du bail | Bail signé le | Date bail | Signature du bail | Date d’attribution "
        "| Date attribution | Attribuée le",
        sauf="caleol cal commission radiation",
    ),
    ColonneAttendue(
        "attribue_par",
        "Bailleur attributaire",
        "Organisme attributaire | Attribué par | Bailleur de l’attribution | Bailleur du bail | Organisme du bail",
    ),
    ColonneAttendue(
        "relogement_anru",
        "Fait générateur",
        "Motif de la demande | Fait générateur de la demande | Motif principal | Relogement ANRU",
        sauf="radiation",
    ),
)
LEXIQUE = Lexique(COLONNES)
