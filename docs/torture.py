"""Tenir à jour la page du guide sur les fichiers tordus : ce que donne chacun (``python -m docs.torture``)."""

from collections.abc import Iterator
from pathlib import Path

from relogement.erreurs import ErreurMetier
from relogement.imports.analyse import Sorte, Tableau
from relogement.imports.examen import Examen, examiner
from relogement.imports.lecture.dialecte import NOMS
from relogement.textes import INSECABLE, pluriel

RACINE = Path(__file__).parents[1]
PARTAGE = RACINE.parent / "shared"
DOSSIERS = ("data/torture", "exemples")
PAGE = RACINE / "docs/guide/imports-torture.md"
ENTETE = """# Les fichiers tordus, un par un

Cette page s’écrit seule (`python -m docs.torture`) et un test vérifie qu’elle est à jour. Chaque fichier de
`../shared/data/torture` et de `../shared/exemples` y est lu par `relogement lire`, ou refusé avec la phrase citée.
« n lignes » compte les lignes de données, sans bandeaux, titres, intertitres ni totaux.

| fichier | ce qui s’est passé |
|---|---|
"""


def fichiers() -> list[Path]:
    """Tous les fichiers, dans l'ordre de leur nom."""
    return [c for dossier in DOSSIERS for c in sorted((PARTAGE / dossier).rglob("*")) if c.is_file()]


def page() -> str:
    return ENTETE + "".join(f"| {_nom(chemin)} | {_dit(chemin)} |\n" for chemin in fichiers())


def _nom(chemin: Path) -> str:
    return f"{chemin.parent.name}/{chemin.name}".replace("|", "\\|")


def _dit(chemin: Path) -> str:
    try:
        dit = "<br>".join(_lignes(examiner(chemin)))
    except ErreurMetier as refus:
        dit = f"refusé : {refus}"
    return dit.replace("|", "\\|").replace("\n", " ")


def _lignes(examen: Examen) -> Iterator[str]:
    classeur = examen.analyse.classeur
    dialecte = classeur.dialecte
    if dialecte.separateur is not None and dialecte.encodage is not None:
        nom = NOMS.get(dialecte.separateur.valeur, dialecte.separateur.valeur)
        yield f"{dialecte.encodage.valeur}, {nom}"
    else:
        yield classeur.format
    for examine in examen.tableaux:
        nature = f", {examine.nature.libelle.lower()}" if examine.nature else ""
        yield f"{_tableau(examine.tableau)}{nature}"
    for masquee in classeur.masquees:
        yield f"feuille non lue : {masquee}"
    genres = dict.fromkeys(dite.genre.libelle.lower() for dite in examen.annonces)
    if genres:
        yield f"annoncé : {', '.join(genres)}"


def _tableau(tableau: Tableau) -> str:
    titres = f"titres {tableau.premiere}" if tableau.premiere else "sans titres"
    titres += f" à {tableau.derniere}" if tableau.derniere > tableau.premiere else ""
    ecartees = [f"{tableau.compte(s)} {s.libelle.lower()}" for s in Sorte if tableau.compte(s)]
    suite = f" ({' ; '.join(ecartees)})" if ecartees else ""
    lignes, colonnes = pluriel(tableau.nb_lignes, "ligne", "lignes"), pluriel(len(tableau.colonnes), "colonne")
    return f"« {tableau.nom} » : {titres}, {lignes}, {colonnes}{suite}".replace(" :", f"{INSECABLE}:")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
