"""Tenir à jour la page du guide sur les fichiers tordus : ce que donne chacun (``python -m docs.torture``)."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from db.fichier import Fichier, creer
from db.imports.assistant import apercevoir
from relogement.charte_fichier import charte_par_defaut
from relogement.erreurs import ErreurMetier
from relogement.imports.analyse import Sorte, Tableau
from relogement.imports.apercu import Apercu
from relogement.imports.choix import AUTO, Choix
from relogement.imports.examen import Examen, examiner
from relogement.imports.lecture.dialecte import NOMS
from relogement.nomenclatures import ZonePlafond
from relogement.projet import Projet
from relogement.textes import INSECABLE, pluriel

RACINE = Path(__file__).parents[1]
PARTAGE = RACINE.parent / "shared"
DOSSIERS = ("data/torture", "exemples")
PAGE = RACINE / "docs/guide/imports-torture.md"
ENTETE = """# Les fichiers tordus, un par un

Cette page s’écrit seule (`python -m docs.torture`) et un test vérifie qu’elle est à jour. Chaque fichier de
`../shared/data/torture` et de `../shared/exemples` y est lu par `relogement lire`, ou refusé avec la phrase citée.
« n lignes » compte les lignes de données, sans bandeaux, titres, intertitres ni totaux.

Les deux dernières colonnes disent ce que l’aperçu d’un import en ferait dans un projet vide : sans dire sa nature,
puis comme « autre tableau », colonnes placées toutes seules. Rien n’est écrit, et aucun n’arrête le programme.

| fichier | ce qui s’est lu | importé sans rien dire | importé comme « autre tableau » |
|---|---|---|---|
"""
NATURES = (AUTO, "autre")
PHRASE_MAX = 160


def fichiers() -> list[Path]:
    """Tous les fichiers, dans l'ordre de leur nom."""
    return [c for dossier in DOSSIERS for c in sorted((PARTAGE / dossier).rglob("*")) if c.is_file()]


def page() -> str:
    projet = Projet(
        nom="Essai", code_qpv="QP066007", departement="66", zone_apl=2, zone_plafond=ZonePlafond.AUTRES,
        cle_pseudonymes="",
    )  # fmt: skip
    with TemporaryDirectory() as dossier:
        vide = creer(Path(dossier) / "essai.relogement", projet, charte_par_defaut())
        lignes = [_ligne(vide, chemin) for chemin in fichiers()]
        vide.fermer()
    return ENTETE + "".join(lignes)


def _ligne(vide: Fichier, chemin: Path) -> str:
    imports = " | ".join(_importe(vide, chemin, nature) for nature in NATURES)
    return f"| {_nom(chemin)} | {_dit(chemin)} | {imports} |\n"


def _importe(vide: Fichier, chemin: Path, nature: str) -> str:
    try:
        dit = _comptes(apercevoir(vide, chemin, Choix(nature=nature, operation="ESSAI")))
    except ErreurMetier as refus:
        dit = f"refusé : {_premiere_phrase(str(refus), chemin.name)}"
    return _en_cellule(dit)


def _comptes(apercu: Apercu) -> str:
    comptes = apercu.comptes
    ecartees = pluriel(comptes.ecartees, "écartée", "écartées")
    sorts = (
        (comptes.creees, f"{comptes.creees} à créer"),
        (comptes.modifiees, f"{comptes.modifiees} à changer"),
        (comptes.ecartees, ecartees),
    )
    dits = ", ".join(dit for nombre, dit in sorts if nombre)
    return f"{apercu.nature} : {dits or 'rien à changer'}"


def _premiere_phrase(refus: str, nom: str) -> str:
    """La raison, sans le nom du fichier, qui est déjà au bout de la ligne."""
    sans_nom = refus.removeprefix(f"«{INSECABLE}{nom}{INSECABLE}»").lstrip(f" :,{INSECABLE}")
    phrase = sans_nom.split(". ")[0].rstrip(".")
    return phrase if len(phrase) <= PHRASE_MAX else f"{phrase[:PHRASE_MAX]}…"


def _en_cellule(dit: str) -> str:
    return dit.replace("|", "\\|").replace("\n", " ")


def _nom(chemin: Path) -> str:
    return f"{chemin.parent.name}/{chemin.name}".replace("|", "\\|")


def _dit(chemin: Path) -> str:
    try:
        dit = "<br>".join(_lignes(examiner(chemin)))
    except ErreurMetier as refus:
        dit = f"refusé : {refus}"
    return _en_cellule(dit)


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
