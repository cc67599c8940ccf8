"""Écrire un classeur : une feuille par tableau, titres figés et filtrables, vraies dates et vrais nombres."""

from pathlib import Path
from typing import Any, BinaryIO

from relogement.exports.ecriture import classeur_massif
from relogement.exports.ecriture.presentation import FORMATS, JOUR, largeur, valeurs_de_classeur
from relogement.exports.tableau import Document, Tableau

MASSIF = 20_000
_OPTIONS = {
    "in_memory": True,  # aucun morceau provisoire sur le disque, donc rien à y laisser
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": JOUR,
}


def ecrire(document: Document, chemin: Path) -> None:
    """Écrit tous les tableaux ; un seul très long tableau prend l'écrivain le plus rapide."""
    massif = len(document.tableaux) == 1 and document.tableaux[0].nb_lignes > MASSIF
    with chemin.open("wb") as fichier:
        (classeur_massif.ecrire if massif else _soigner)(document, fichier)


def _soigner(document: Document, fichier: BinaryIO) -> None:
    import xlsxwriter

    classeur = xlsxwriter.Workbook(fichier, _OPTIONS)
    classeur.set_properties({"title": document.titre})
    for tableau in document.tableaux:
        _remplir(_feuille(classeur, tableau), tableau)
    _fermer(classeur)


def _feuille(classeur: Any, tableau: Tableau) -> Any:
    """Une feuille prête à recevoir ses lignes."""
    feuille = classeur.add_worksheet(tableau.nom)
    feuille.freeze_panes(1, 0)
    feuille.autofilter(0, 0, tableau.nb_lignes, len(tableau.entetes) - 1)
    formats = {forme: classeur.add_format({"num_format": code}) for forme, code in FORMATS.items()}
    titre = classeur.add_format({"bold": True})
    for rang, entete in enumerate(tableau.entetes):
        feuille.set_column(rang, rang, largeur(entete), formats[entete.forme])
        feuille.write_string(0, rang, entete.nom, titre)
    return feuille


def _remplir(feuille: Any, tableau: Tableau) -> None:
    rang = 0
    for page in tableau.pages:
        for ligne in valeurs_de_classeur(tableau.entetes, page):
            rang += 1
            feuille.write_row(rang, 0, ligne)


def _fermer(classeur: Any) -> None:
    """XlsxWriter enveloppe la panne du disque : on rend celle du système, que l'on sait expliquer."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        classeur.close()
    except FileCreateError as erreur:
        raise erreur.args[0] from erreur
