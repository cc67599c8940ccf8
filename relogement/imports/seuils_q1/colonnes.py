"""Les colonnes d'un tableau de seuils du premier quartile."""

from relogement.imports.colonnes import ColonneAttendue, Lexique

COLONNES = (
    ColonneAttendue(
        "epci",
        "EPCI",
        "SIREN | SIREN EPCI | Code EPCI | Code SIREN | EPCI siren | Numéro SIREN",
        sauf="nom libelle",
        obligatoire=True,
    ),
    ColonneAttendue("annee", "Année", "=An | Année du seuil | Millésime", obligatoire=True),
    ColonneAttendue(
        "seuil",
        "Seuil",
        "Seuil Q1 | Seuil annuel | Seuil premier quartile | Seuil du premier quartile | Seuil par UC | Montant",
        sauf="mensuel texte",
        obligatoire=True,
    ),
    ColonneAttendue("texte", "Texte", "Arrêté | Référence | Référence de l’arrêté | =Source", obligatoire=True),
)
LEXIQUE = Lexique(COLONNES)
