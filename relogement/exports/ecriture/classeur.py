"""Écrire un classeur : une feuille par tableau, titres figés et filtrables, vraies dates et vrais nombres."""

from io import BytesIO
from pathlib import Path
from typing import Any

from relogement.exports.ecriture import classeur_massif, soigne
from relogement.exports.ecriture.presentation import FORMATS, OPTIONS, largeur, valeurs_de_classeur
from relogement.exports.tableau import Document, Tableau

MASSIF = 20_000
LISIBLES = 16


def ecrire(document: Document, chemin: Path) -> None:
    """Écrit tous les tableaux ; un très long prend l'écrivain le plus rapide, un classeur à lire le sien."""
    if document.classeur is not None:
        soigne.ecrire(document.classeur, chemin)
        return
    massif = len(document.tableaux) == 1 and document.tableaux[0].nb_lignes > MASSIF
    (classeur_massif.ecrire if massif else _soigner)(document, chemin)


def _soigner(document: Document, chemin: Path) -> None:
    import xlsxwriter

    contenu = BytesIO()
    classeur = xlsxwriter.Workbook(contenu, OPTIONS)
    classeur.set_properties({"title": document.titre})
    for tableau in document.tableaux:
        _remplir(_feuille(classeur, tableau), tableau)
    classeur.close()
    chemin.write_bytes(contenu.getbuffer())


def _feuille(classeur: Any, tableau: Tableau) -> Any:
    """Une feuille prête à recevoir ses lignes."""
    feuille = classeur.add_worksheet(tableau.nom)
    feuille.freeze_panes(1, 0)
    feuille.autofilter(0, 0, tableau.nb_lignes, len(tableau.entetes) - 1)
    _preparer_l_impression(feuille, len(tableau.entetes))
    formats = {forme: classeur.add_format({"num_format": code}) for forme, code in FORMATS.items()}
    titre = classeur.add_format({"bold": True, "bg_color": "#EBEEF2", "bottom": 1, "bottom_color": "#CBD1DB"})
    for rang, entete in enumerate(tableau.entetes):
        feuille.set_column(rang, rang, largeur(entete), formats.get(entete.forme))
        feuille.write_string(0, rang, entete.nom, titre)
    return feuille


def _preparer_l_impression(feuille: Any, colonnes: int) -> None:
    """En paysage, titres répétés et pages comptées ; sur une page de large quand cela reste lisible."""
    feuille.set_landscape()
    feuille.set_paper(9)  # A4
    if colonnes <= LISIBLES:
        feuille.fit_to_pages(1, 0)
    feuille.repeat_rows(0)
    feuille.set_footer("&C&P/&N")


def _remplir(feuille: Any, tableau: Tableau) -> None:
    rang = 0
    for page in tableau.pages:
        for ligne in valeurs_de_classeur(tableau.entetes, page):
            rang += 1
            feuille.write_row(rang, 0, ligne)
