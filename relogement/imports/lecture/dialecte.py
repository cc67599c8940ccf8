"""Le séparateur et le guillemet d'un texte à colonnes, devinés sur son début, avec la raison du choix."""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from relogement.imports.lecture.reglages import CERTAINE, DOUTEUSE, PROBABLE, Dialecte, Trouvaille

SEPARATEURS = (";", "\t", ",", "|")
AUCUN_SEPARATEUR = "\x1f"
NOMS = {
    ";": "point-virgule",
    "\t": "tabulation",
    ",": "virgule",
    "|": "barre verticale",
    AUCUN_SEPARATEUR: "aucun",
}
AUCUN = ""
TOUTES = ""
GUILLEMET, APOSTROPHE = '"', "'"
LIGNES_VUES = 200
INDICE = "sep="
INDICE_UNICODE = f"\ufeff{INDICE}"
SURE, JUSTE = 1.5, 1.1
SEULES, PART_MIN = 2, 0.35
RARE, COUPURE = 0.1, 0.9
APOSTROPHES = re.compile(r"(?:^|[;,\t|])\s*'[^'\n]*'\s*(?=[;,\t|\r\n]|$)", re.MULTILINE)
DECIMALES = re.compile(r"-?[0-9]{1,3}(?:[  \u202f]?[0-9]{3})*,[0-9]{1,2}")


@dataclass(frozen=True)
class _Essai:
    """Ce que donne un séparateur : ``note`` croît avec la régularité et la largeur."""

    signe: str
    largeur: int
    regulieres: int
    lignes: int
    note: float


def dialecte(debut: str, *, separateur: str | None = None, guillemet: str | None = None) -> Dialecte:
    """Ce qui est imposé l'emporte, puis « sep= » en tête, puis ce qui coupe le plus régulièrement."""
    signe = Trouvaille.choisie(guillemet) if guillemet is not None else _guillemet(debut)
    coupe = Trouvaille.choisie(separateur) if separateur else _indice(debut) or _separateur(debut, signe.valeur)
    return Dialecte(separateur=coupe, guillemet=signe)


def est_indice(cellules: list[str]) -> bool:
    return bool(cellules) and cellules[0].lower().startswith((INDICE, INDICE_UNICODE))


def _indice(debut: str) -> Trouvaille | None:
    premiere = debut.partition("\n")[0].removeprefix("\ufeff")
    if premiere.lower().startswith(INDICE) and len(premiere.strip(" \r")) == len(INDICE) + 1:
        return Trouvaille(premiere[len(INDICE)], CERTAINE, "la première ligne le dit (sep=)")
    return None


def _guillemet(debut: str) -> Trouvaille:
    """Le guillemet droit, sauf quand des apostrophes entourent les cellules, ou quand il ne s'équilibre pas."""
    cellules = len(APOSTROPHES.findall(debut))
    if GUILLEMET not in debut and cellules > debut.count("\n") // 2 and cellules > 1:
        return Trouvaille(APOSTROPHE, PROBABLE, f"{cellules} cellules sont entourées d’apostrophes")
    if GUILLEMET not in debut:
        return Trouvaille(GUILLEMET, CERTAINE, "aucun guillemet dans le début du fichier")
    if _pouces(debut):
        return Trouvaille(
            AUCUN, DOUTEUSE, "des guillemets s’ouvrent et ne se referment pas : ils sont lus tels quels"
        )
    return Trouvaille(GUILLEMET, CERTAINE, "le guillemet droit entoure des cellules")


def _pouces(debut: str) -> bool:
    """Un nombre impair de guillemets, jamais deux sur une ligne : ils n'entourent pas de cellules."""
    lignes = [ligne for ligne in debut.splitlines() if GUILLEMET in ligne]
    return (
        debut.count(GUILLEMET) % 2 == 1
        and all(ligne.count(GUILLEMET) == 1 for ligne in lignes)
        and len(lignes) > 2
    )


def _separateur(debut: str, guillemet: str) -> Trouvaille:
    essais = sorted((_essai(debut, signe, guillemet) for signe in SEPARATEURS), key=lambda e: -e.note)
    meilleur, second = essais[0], essais[1]
    if meilleur.note == 0 or (meilleur.lignes > SEULES and meilleur.regulieres < PART_MIN * meilleur.lignes):
        return Trouvaille(AUCUN_SEPARATEUR, DOUTEUSE, "aucun séparateur ne coupe le texte : une seule colonne")
    part = f"{meilleur.regulieres} lignes sur {meilleur.lignes} ont {meilleur.largeur} colonnes"
    return Trouvaille(meilleur.signe, _confiance(meilleur, second), f"avec {NOMS[meilleur.signe]}, {part}")


def _confiance(meilleur: _Essai, second: _Essai) -> int:
    if meilleur.regulieres * 2 < meilleur.lignes:
        return DOUTEUSE
    if meilleur.note > SURE * second.note:
        return CERTAINE
    return PROBABLE if meilleur.note > JUSTE * second.note else DOUTEUSE


def _essai(debut: str, signe: str, guillemet: str) -> _Essai:
    """La largeur la plus fréquente ; une cellule qui s'ouvre et ne se ferme pas dit que l'on coupe mal."""
    try:
        lues = list(islice(_decoupees(debut, signe, guillemet), LIGNES_VUES))
    except csv.Error:
        return _Essai(signe, 0, 0, 0, 0.0)
    pleines = [ligne for ligne in lues if any(cellule.strip() for cellule in ligne)]
    largeurs = Counter(len(ligne) for ligne in pleines)
    notes = {n: nombre * _poids(n, signe, len(pleines)) for n, nombre in largeurs.items() if n > 1}
    if not notes:
        return _Essai(signe, 1, 0, len(pleines), 0.0)
    largeur = max(notes, key=lambda n: notes[n])
    return _Essai(signe, largeur, largeurs[largeur], len(pleines), notes[largeur] * _nettete(pleines, signe))


def _poids(largeur: int, signe: str, lignes: int) -> float:
    """Plus de colonnes vaut mieux ; sur une seule ligne, une barre verticale sépare plutôt une liste."""
    return (RARE if lignes == 1 and signe == "|" else 1.0) * math.sqrt(largeur - 1)


def _nettete(lignes: list[list[str]], signe: str) -> float:
    """La part des lignes nettes ; un guillemet ouvert ici et fermé ailleurs condamne le signe."""
    if any(cellule.count(GUILLEMET) % 2 for ligne in lignes for cellule in ligne):
        return 1.0 - COUPURE
    coupees = sum(
        1 for ligne in lignes if any(map(_est_coupee, ligne)) or (signe == "," and _semble_coupee(ligne))
    )
    return 1.0 - COUPURE * coupees / len(lignes)


def _est_coupee(cellule: str) -> bool:
    return cellule.count("(") != cellule.count(")")


def _semble_coupee(ligne: list[str]) -> bool:
    """« Loyer;420 » puis « 81;154 » : un autre séparateur est resté dans les cellules."""
    reste = any(autre in cellule for cellule in ligne for autre in (";", "\t"))
    return reste and DECIMALES.search(",".join(ligne)) is not None


def fins_de_ligne(debut: str, trouve: Dialecte) -> str:
    """Ce qui finit une ligne quand \\r et \\n sont mêlés : les deux, ou celui qui coupe le plus régulièrement."""
    seuls = debut.replace("\r\n", "")
    if "\r" not in seuls or "\n" not in seuls or trouve.separateur is None or trouve.guillemet is None:
        return TOUTES
    notes = {
        fin: _essai(ramener(debut, fin), trouve.separateur.valeur, trouve.guillemet.valeur)
        for fin in (TOUTES, "\r", "\n")
    }
    parts = {fin: essai.regulieres / essai.lignes if essai.lignes else 0.0 for fin, essai in notes.items()}
    return max(parts, key=lambda fin: (parts[fin], fin == TOUTES))


def ramener(texte: str, fin: str) -> str:
    """Le texte où seul ``fin`` finit une ligne ; l'autre signe n'y est plus qu'une espace."""
    if fin == "\r":
        return texte.replace("\n", " ")
    return texte.replace("\r\n", "\n").replace("\r", " ") if fin == "\n" else texte


def _decoupees(debut: str, signe: str, guillemet: str) -> Iterator[list[str]]:
    texte = StringIO(debut, newline="")
    if not guillemet:
        return csv.reader(texte, delimiter=signe, quoting=csv.QUOTE_NONE)
    return csv.reader(texte, delimiter=signe, quotechar=guillemet)
