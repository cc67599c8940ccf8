"""Les tableaux d'une feuille : le premier, ceux qui suivent après un blanc, ceux qui sont côte à côte."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from relogement.imports.analyse.titres_libres import titres_libres
from relogement.imports.colonnes import Lexique
from relogement.imports.entetes import (
    LIGNES_EXPLOREES,
    Entete,
    numerote_les_colonnes,
    recopie,
    semble_une_valeur,
    trouver_entete,
)
from relogement.imports.lecture import Feuille, Ligne, Reglages

SCORE_MIN = 250
COUPURES_MAX = 40
SUITE = 4
PART_TITREE = 0.7


@dataclass(frozen=True)
class Bloc:
    """Les lignes de titres d'un tableau, et la dernière ligne qui lui appartient."""

    lignes: tuple[Ligne, ...]
    derniere: int
    fin: int
    debut: int


@dataclass
class _Survol:
    """Un parcours de la feuille : sa tête, ses coupures, sa dernière ligne écrite."""

    tete: list[Ligne] = field(default_factory=list)
    coupures: list[list[Ligne]] = field(default_factory=list)
    fin: int = 0


def blocs(feuille: Feuille, lexiques: Sequence[Lexique], reglages: Reglages) -> list[Bloc]:
    """Un bloc par tableau, dans l'ordre ; un seul sans titres quand la feuille n'en a pas."""
    survol = _survoler(feuille)
    if not survol.tete:
        return []
    premiers = _imposes(survol.tete, reglages) if reglages.lignes_de_titres else _titres(survol.tete, lexiques)
    trouves = [premiers]
    if premiers and not reglages.lignes_de_titres:
        trouves += [titres for coupure in survol.coupures if (titres := _nouveaux(coupure, trouves, lexiques))]
    return list(_bornes(trouves, survol))


def _survoler(feuille: Feuille) -> _Survol:
    survol, precedente, en_cours = _Survol(), 0, list[list[Ligne]]()
    for ligne in feuille.lignes:
        if ligne.est_vide:
            continue
        if len(survol.tete) < LIGNES_EXPLOREES:
            survol.tete.append(ligne)
        coupee = 0 < precedente < ligne.numero - 1 and len(survol.coupures) < COUPURES_MAX
        if coupee and _pourrait_titrer(ligne):
            survol.coupures.append([])
            en_cours.append(survol.coupures[-1])
        for suite in en_cours:
            suite.append(ligne)
        en_cours = [suite for suite in en_cours if len(suite) < SUITE]
        precedente = survol.fin = ligne.numero
    return survol


def _pourrait_titrer(ligne: Ligne) -> bool:
    remplies = [cellule for cellule in ligne.cellules if cellule]
    return len(remplies) > 1 and not any(map(semble_une_valeur, remplies))


def _imposes(tete: Sequence[Ligne], reglages: Reglages) -> tuple[Ligne, ...]:
    assert reglages.lignes_de_titres is not None
    premiere, derniere = reglages.lignes_de_titres
    return tuple(ligne for ligne in tete if premiere <= ligne.numero <= derniere)


def _titres(tete: Sequence[Ligne], lexiques: Sequence[Lexique]) -> tuple[Ligne, ...]:
    """Les titres qu'un lexique reconnaît, sinon ceux que leur forme trahit."""
    feuille = Feuille("", tete)
    entetes = [entete for lexique in lexiques if (entete := trouver_entete(feuille, lexique))]
    meilleure = max(entetes, key=lambda e: e.reconnaissance.score, default=None)
    if meilleure is not None and meilleure.reconnaissance.score >= SCORE_MIN and _largeur(meilleure, tete):
        dans = [ligne for ligne in tete if meilleure.premiere <= ligne.numero <= meilleure.derniere]
        return tuple(dans[: len(meilleure.lignes)])
    return tuple(titres_libres(tete))


def _largeur(entete: Entete, tete: Sequence[Ligne]) -> bool:
    """Des titres reconnus couvrent au moins la moitié d'une ligne ordinaire."""
    dessous = [ligne for ligne in tete if ligne.numero > entete.derniere]
    ordinaire = max((len(ligne.cellules) - ligne.cellules.count("") for ligne in dessous), default=0)
    return sum(1 for titre in entete.titres if titre) * 2 >= ordinaire


def _nouveaux(
    coupure: Sequence[Ligne], connus: Sequence[tuple[Ligne, ...]], lexiques: Sequence[Lexique]
) -> tuple[Ligne, ...]:
    """Des titres d'un autre tableau : ni ceux d'avant recopiés, ni une ligne de texte du tableau en cours."""
    premiere = coupure[0]
    if premiere.numero <= connus[0][-1].numero or any(
        recopie(premiere.cellules, t.cellules) for c in connus for t in c
    ):
        return ()
    if not _surplombe(coupure) and not _reconnus(coupure, lexiques):
        return ()
    titres = titres_libres(coupure)
    return tuple(titres) if titres and titres[0].numero == premiere.numero else ()


def _surplombe(coupure: Sequence[Ligne]) -> bool:
    """Des mots au-dessus de valeurs, presque autant que dessous : « Bâtiment B, 12 rue » ne suffit pas."""
    titres, dessous = coupure[0], coupure[1:]
    if not any(semble_une_valeur(cellule) for ligne in dessous for cellule in ligne.cellules):
        return False
    remplies = max(len(ligne.cellules) - ligne.cellules.count("") for ligne in dessous)
    return len(titres.cellules) - titres.cellules.count("") >= PART_TITREE * remplies


def _reconnus(coupure: Sequence[Ligne], lexiques: Sequence[Lexique]) -> bool:
    feuille = Feuille("", coupure)
    return any(
        (e := trouver_entete(feuille, lexique)) and e.reconnaissance.score >= SCORE_MIN for lexique in lexiques
    )


def _bornes(trouves: Sequence[tuple[Ligne, ...]], survol: _Survol) -> Iterator[Bloc]:
    debuts = [titres[0].numero if titres else 0 for titres in trouves]
    fins = [debut - 1 for debut in debuts[1:]] + [survol.fin]
    for titres, fin in zip(trouves, fins, strict=True):
        derniere = titres[-1].numero if titres else 0
        suivantes = [ligne for ligne in survol.tete if ligne.numero > derniere]
        if titres and len(suivantes) > 1 and numerote_les_colonnes(suivantes[0]):
            derniere = suivantes[0].numero
        yield Bloc(titres, derniere, fin, titres[0].numero if titres else survol.tete[0].numero)
