"""L'export « sqlite » : les noms des tables de l'extrait ouvert, et la notice qui l'accompagne."""

from datetime import date

from relogement.exports.tableau import Entete, Forme, Ligne, Tableau, page_de
from relogement.textes import jour

MENAGES, INDICATEURS, DEFINITIONS, NOTICE = "menages", "indicateurs", "definitions", "README"


def notice(au: date) -> Tableau:
    """Ce que contient l'extrait, et ce que l'on peut en faire."""
    lignes: list[Ligne] = [
        ("contenu", "Extrait de type RIME d’un projet de renouvellement urbain, situation au " + jour(au) + "."),
        (
            MENAGES,
            "Une ligne par dossier, dans un ordre sans signification ; les colonnes de l’export de type RIME.",
        ),
        (INDICATEURS, "Numérateur, dénominateur, inconnus (NR), sans objet (SO), taux et couverture en %."),
        (DEFINITIONS, "La définition et la source de chaque indicateur."),
        ("vide", "Une valeur absente est inconnue, ou attend la signature du bail. Elle ne vaut jamais zéro."),
        (
            "confidentialité",
            "Lignes pseudonymisées : ni nom, ni adresse, ni date de naissance, ni commentaire ; montants à 5 €, "
            "surfaces à 5 m², dates au mois, communes rares masquées. Ce sont encore des données personnelles : "
            "ne les publiez pas et ne cherchez pas à reconnaître un ménage.",
        ),
    ]
    fixes = frozenset(str(valeur) for ligne in lignes for valeur in ligne)
    entetes = (Entete("sujet", Forme.CODE, valeurs=fixes), Entete("texte", Forme.CODE, valeurs=fixes))
    return Tableau(NOTICE, entetes, [page_de(lignes)], len(lignes))
