"""Trouver les titres d'un tableau que personne ne connaît : par le contraste entre eux et ce qui est dessous."""

from collections.abc import Sequence

from relogement.imports.entetes import HAUTEUR_MAX, porte_des_valeurs, semble_une_valeur
from relogement.imports.lecture import Ligne

DESSOUS = 10
SEUIL = 1.0


def titres_libres(tete: Sequence[Ligne]) -> Sequence[Ligne]:
    """Le bloc de lignes de titres ; vide quand rien ne distingue la première ligne des suivantes."""
    if not tete:
        return ()
    largeur = max(_remplies(ligne) for ligne in tete)
    notes = [(_note(tete, rang, largeur), -rang) for rang in range(len(tete))]
    meilleure, rang = max(notes)
    if meilleure < SEUIL:
        return ()
    return _avec_les_groupes(tete, -rang)


def _note(tete: Sequence[Ligne], rang: int, largeur: int) -> float:
    ligne, dessous = tete[rang], tete[rang + 1 : rang + 1 + DESSOUS]
    pleines = [position for position, cellule in enumerate(ligne.cellules) if cellule]
    if not pleines or (len(pleines) < 2 and largeur > 1) or porte_des_valeurs(ligne):
        return 0.0
    if any(_se_repete(ligne, dessous, position) for position in pleines) or not dessous:
        return SEUIL if not dessous and rang == 0 else 0.0
    contraste = sum(_contraste(ligne, dessous, position) for position in pleines) / len(pleines)
    distincts = len({ligne.cellules[p] for p in pleines}) / len(pleines)
    return 2 * len(pleines) / largeur * (0.5 + distincts / 2) + 2 * contraste - 0.01 * rang


def _se_repete(ligne: Ligne, dessous: Sequence[Ligne], position: int) -> bool:
    """Un titre ne se retrouve pas, recopié, juste en dessous."""
    return bool(dessous) and _cellule(dessous[0], position) == ligne.cellules[position]


def _contraste(ligne: Ligne, dessous: Sequence[Ligne], position: int) -> bool:
    """Un mot au-dessus de nombres ou de dates."""
    cellules = [cellule for suivante in dessous if (cellule := _cellule(suivante, position))]
    valeurs = sum(semble_une_valeur(cellule) for cellule in cellules)
    return not semble_une_valeur(ligne.cellules[position]) and valeurs * 2 > len(cellules)


def _cellule(ligne: Ligne, position: int) -> str:
    return ligne.cellules[position] if position < len(ligne.cellules) else ""


def _remplies(ligne: Ligne) -> int:
    return len(ligne.cellules) - ligne.cellules.count("")


def _avec_les_groupes(tete: Sequence[Ligne], rang: int) -> Sequence[Ligne]:
    """Les lignes de groupe juste au-dessus : plusieurs mots, aucun nombre, et pas de ligne vide entre elles."""
    debut = rang
    while debut > 0 and rang - debut < HAUTEUR_MAX - 1 and _est_un_groupe(tete[debut - 1], tete[debut]):
        debut -= 1
    return tete[debut : rang + 1]


def _est_un_groupe(haut: Ligne, bas: Ligne) -> bool:
    return haut.numero == bas.numero - 1 and _remplies(haut) > 1 and not porte_des_valeurs(haut)
