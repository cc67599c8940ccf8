"""Les sortes de fichiers que l'on importe, dans l'ordre où elles se proposent, et ce que chacune apporte."""

from relogement.base import Code
from relogement.imports.nature import NatureImport
from relogement.imports.reconnaissance import S_IMPORTE, lexiques

APPORTS = {
    "etat-locatif": "Les logements à vider et leurs titulaires : UG, typologie, surface, loyer, charges, APL.",
    "enquete": "La composition, les ressources et les souhaits de ménages déjà connus.",
    "saisie": "Une ligne par dossier, de l’enquête au bail : le format de la table de saisie exportée d’ici.",
    "offres": "Les logements que les bailleurs proposent ce mois-ci.",
    "liste": "Les cases changées d’une liste donnée par « Modifier dans Excel… ».",
    "qpv": "Les contours des QPV de 2015 ou de 2024 : GeoJSON, GeoPackage, ou shapefile dans un zip.",
    "q1": "Les seuils annuels du premier quartile : EPCI (SIREN), année, seuil, texte de l’arrêté.",
    "rpls": "Le parc social d’une année : une référence, qui complète les logements suivis et donne ses loyers.",
    "residences": "Ce qu’un bailleur dit de l’occupation de ses résidences : des taux ou des effectifs, datés.",
    "rime": "Un tableau pseudonyme fait d’ici, revenu corrigé : la clé du projet rend ses dossiers.",
    "autre": "Tout autre tableau où une ligne est un ménage : vous dites ce que porte chaque colonne.",
    "numeros": "La liste des numéros d’un bailleur, ou l’export XML du SNE : pour savoir ce qui comptera.",
}
# Leurs lignes vont toutes dans une opération, que le fichier ne dit pas.
DANS_UNE_OPERATION = ("etat-locatif", "enquete", "autre")
PREMIERES = (NatureImport.ETAT_LOCATIF, NatureImport.ENQUETE, NatureImport.OFFRES, NatureImport.SAISIE)


def natures() -> list[Code]:
    """Les plus courantes d'abord."""
    reste = [n for n in lexiques() if str(n.value) in S_IMPORTE and n not in PREMIERES]
    return [*PREMIERES, *reste]


TITRES = {
    "etat-locatif": "Importer un état locatif",
    "enquete": "Importer des enquêtes",
    "saisie": "Importer une table de saisie",
    "offres": "Importer des logements vacants",
    "liste": "Reprendre une liste modifiée",
    "qpv": "Importer des quartiers prioritaires",
    "q1": "Importer des seuils du premier quartile",
    "numeros": "Importer des numéros uniques",
    "rpls": "Importer le répertoire du parc social",
    "residences": "Importer l’occupation des résidences",
    "rime": "Relire un tableau de type RIME",
    "autre": "Importer un autre tableau",
}


def titre(nature: Code | None) -> str:
    """Ce que l'on est en train de faire."""
    if nature is None:
        return "Importer un fichier"
    return TITRES.get(str(nature.value), f"Importer : {nature.libelle}")
