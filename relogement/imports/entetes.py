"""Trouver les titres des colonnes d'une feuille : sur une à trois lignes, sous des lignes de présentation."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, pairwise

from relogement.imports.colonnes import EXACT, ColonneAttendue, Lexique, Reconnaissance
from relogement.imports.lecture import Feuille, Ligne, Titres
from relogement.imports.lecture.annonces import lettres

LIGNES_EXPLOREES = 60
HAUTEUR_MAX = 3
COLONNES_MIN = 2
PART_DE_VALEURS = 0.34
PART_REPETEE = 0.6
DECOTE_SANS_GROUPE = 3
COLONNES_REPERES = 12
NUMEROS_MIN = 4
NUMERO_DE_COLONNE = re.compile(r"[()\[\]\s°.]|(?i:col(?:onne)?)|\.0$")
VALEUR = re.compile(r"[-+(]?(?:[€$£]\s*)?[-+(]?[0-9][0-9\s.,/:€%-]*[0-9€%)]?(?: 00:00:00)?")


@dataclass(frozen=True)
class Entete:
    """Les titres d'une feuille : où ils sont, ce qu'ils disent, et ce que l'on en a reconnu."""

    premiere: int
    derniere: int
    titres: tuple[str, ...]
    reconnaissance: Reconnaissance
    lignes: tuple[tuple[str, ...], ...]

    @property
    def index(self) -> Mapping[str, int]:
        return self.reconnaissance.index

    def titre(self, code: str, defaut: str = "") -> str:
        position = self.index.get(code)
        return defaut if position is None else self.titres[position]

    def inconnues(self) -> tuple[str, ...]:
        """Les titres que personne ne lit."""
        lues = set(self.index.values())
        return tuple(titre for position, titre in enumerate(self.titres) if titre and position not in lues)

    def est_repetee(self, ligne: Ligne) -> bool:
        """Une ligne de titres recopiée au milieu du tableau, par exemple à chaque page imprimée."""
        return any(
            cellule in self._reperes and self._recopie(ligne.cellules)
            for cellule in ligne.cellules[:COLONNES_REPERES]
        )

    @cached_property
    def _reperes(self) -> frozenset[str]:
        return frozenset(cellule for ligne in self.lignes for cellule in ligne if cellule)

    def _recopie(self, cellules: tuple[str, ...]) -> bool:
        return any(recopie(cellules, titres) for titres in self.lignes)


def recopie(cellules: Sequence[str], titres: Sequence[str]) -> bool:
    """La plupart des cellules d'une ligne sont celles d'une ligne de titres, à la même place."""
    remplies = sum(1 for cellule in cellules if cellule)
    communes = sum(1 for ici, la in zip(cellules, titres, strict=False) if ici and ici == la)
    return communes > PART_REPETEE * remplies


def trouver_entete(feuille: Feuille, lexique: Lexique) -> Entete | None:
    """Le bloc de lignes qui nomme le plus de colonnes attendues ; rien si aucun n'en nomme deux."""
    if feuille.titres is not None:
        return _entete_dite(feuille.titres)
    tete = [ligne for ligne in islice(feuille.lignes, LIGNES_EXPLOREES) if not ligne.est_vide]
    entetes = [_entete(bloc, lexique) for bloc in _blocs(tete)]
    meilleure = max(entetes, key=lambda entete: _merite(entete, lexique.colonnes), default=None)
    if meilleure is None or len(meilleure.index) < min(COLONNES_MIN, len(lexique.colonnes)):
        return None
    return _sans_numeros(meilleure, tete)


def _entete_dite(titres: Titres) -> Entete:
    """Les titres que l'analyse ou l'agent ont déjà placés : il n'y a plus rien à deviner."""
    reconnaissance = Reconnaissance(titres.places, EXACT * len(titres.places))
    return Entete(titres.premiere, titres.derniere, titres.noms, reconnaissance, (titres.noms,))


def _sans_numeros(entete: Entete, tete: Sequence[Ligne]) -> Entete:
    """Sous les titres, une ligne qui ne fait que numéroter les colonnes en fait partie."""
    suivantes = [ligne for ligne in tete if ligne.numero > entete.derniere]
    if len(suivantes) > 1 and numerote_les_colonnes(suivantes[0]):
        return replace(entete, derniere=suivantes[0].numero)
    return entete


def numerote_les_colonnes(ligne: Ligne) -> bool:
    """« 1 2 3 4 », « (1) (2) (3) », « A B C D » : au moins quatre cellules, dans l'ordre."""
    signes = [NUMERO_DE_COLONNE.sub("", cellule) for cellule in ligne.cellules if cellule]
    if len(signes) < NUMEROS_MIN:
        return False
    if all(signe.isdigit() for signe in signes):
        debut = int(signes[0][:4])
        return debut in (0, 1) and [int(s[:9]) for s in signes] == list(range(debut, debut + len(signes)))
    return [s.upper() for s in signes] == [lettres(rang) for rang in range(len(signes))]


def _merite(entete: Entete, colonnes: Sequence[ColonneAttendue]) -> tuple[int, int, int, int]:
    """D'abord les colonnes obligatoires, puis la ressemblance ; puis les lignes de groupe, qui lèvent un doute."""
    obligatoires = sum(1 for c in colonnes if c.obligatoire and c.code in entete.index)
    groupes = all(sum(1 for cellule in ligne if cellule) > 1 for ligne in entete.lignes)
    hauteur = len(entete.lignes) if groupes else -len(entete.lignes)
    return obligatoires, entete.reconnaissance.score, hauteur, -entete.premiere


def _blocs(tete: Sequence[Ligne]) -> Iterator[Sequence[Ligne]]:
    for debut in range(len(tete)):
        for hauteur in range(1, HAUTEUR_MAX + 1):
            bloc = tete[debut : debut + hauteur]
            if len(bloc) < hauteur or porte_des_valeurs(bloc[-1]):
                break
            yield bloc


def porte_des_valeurs(ligne: Ligne) -> bool:
    remplies = [cellule for cellule in ligne.cellules if cellule]
    valeurs = sum(map(semble_une_valeur, remplies))
    return valeurs > PART_DE_VALEURS * len(remplies)


def semble_une_valeur(cellule: str) -> bool:
    """Un nombre, une date, un montant : ce qu'un titre n'est pas."""
    return VALEUR.fullmatch(cellule) is not None


def _entete(bloc: Sequence[Ligne], lexique: Lexique) -> Entete:
    colonnes = piles_de_titres(bloc)
    titres = tuple(pile[-1] if pile else "" for pile in colonnes)
    reconnaissance = lexique.reconnaitre([list(ecritures(pile)) for pile in colonnes])
    lignes = tuple(ligne.cellules for ligne in bloc)
    return Entete(bloc[0].numero, bloc[-1].numero, titres, reconnaissance, lignes)


def piles_de_titres(bloc: Sequence[Ligne]) -> list[list[str]]:
    """Pour chaque colonne, ses titres du groupe au plus précis."""
    grille = _etendre([[" ".join(cellule.split()) for cellule in ligne.cellules] for ligne in bloc])
    return [[texte for texte in pile if texte] for pile in zip(*grille, strict=True)]


def ecritures(pile: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Un titre se lit avec ses groupes (« Locataire Nom ») ou sans (« Nom »), mais un peu moins sûrement."""
    for retires in range(len(pile)):
        yield " ".join(pile[retires:]), retires * DECOTE_SANS_GROUPE


def _etendre(grille: list[list[str]]) -> list[list[str]]:
    """Prolonge vers la droite un titre de groupe fusionné, tant que des titres sont rangés dessous."""
    largeur = max(len(ligne) for ligne in grille)
    pleine = [ligne + [""] * (largeur - len(ligne)) for ligne in grille]
    for haut, bas in pairwise(pleine):
        for position in range(1, largeur):
            if not haut[position] and bas[position] and haut[position - 1] and bas[position - 1]:
                haut[position] = haut[position - 1]
    return pleine
