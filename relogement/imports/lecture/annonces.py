"""Ce que la lecture tient à dire d'un fichier : ce qui est masqué, perdu, ou n'a pas été lu."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from relogement.base import Code
from relogement.imports.phrases import phrase

CITEES = 8


class Genre(Code):
    """De quoi parle une annonce ; un code stable, pour filtrer et pour les tests."""

    MACROS = "macros", "Macros"
    LIENS = "liens", "Liens externes"
    FEUILLE_MASQUEE = "feuille-masquee", "Feuille masquée"
    LIGNES_MASQUEES = "lignes-masquees", "Lignes masquées"
    COLONNES_MASQUEES = "colonnes-masquees", "Colonnes masquées"
    COMMENTAIRES = "commentaires", "Commentaires"
    SANS_VALEUR = "sans-valeur", "Formules sans valeur"
    ERREUR_DE_FORMULE = "erreur-de-formule", "Erreurs de formule"
    DATES_1904 = "dates-1904", "Calendrier de 1904"
    ACCENTS = "accents", "Accents codés deux fois"
    CARACTERES_PERDUS = "caracteres-perdus", "Caractères illisibles"
    OCTETS_NULS = "octets-nuls", "Octets nuls"
    FINS_DE_LIGNE = "fins-de-ligne", "Fins de ligne mêlées"
    CHIFFRES_PERDUS = "chiffres-perdus", "Chiffres perdus par le tableur"
    ZEROS_PERDUS = "zeros-perdus", "Zéros de tête perdus"
    ORDRE_DES_DATES = "ordre-des-dates", "Ordre des dates"
    NOTES = "notes", "Notes en marge"
    TOTAL = "total", "Total du fichier"
    TABLEAUX = "tableaux", "Plusieurs tableaux"
    COMPRESSE = "compresse", "Fichier compressé"


@dataclass(frozen=True)
class Annonce:
    """Le message peut citer une cellule : il se montre, il ne va dans aucun journal technique."""

    genre: Genre
    message: str = field(repr=False)
    feuille: str = ""
    ligne: int | None = None
    colonne: str | None = None
    grave: bool = False
    cellules: tuple[str, ...] = ()


def annonce(
    genre: Genre, message: str, feuille: str = "", *, grave: bool = False, cellules: Iterable[str] = ()
) -> Annonce:
    return Annonce(genre, phrase(message), feuille, grave=grave, cellules=tuple(cellules))


def citees(noms: Iterable[str]) -> str:
    """« B4, B7, C9 et 12 autres »."""
    tous = list(noms)
    reste = len(tous) - CITEES
    suite = f" et {reste} autre{'s' if reste > 1 else ''}" if reste > 0 else ""
    return ", ".join(tous[:CITEES]) + suite


def lettres(position: int) -> str:
    """Le nom d'une colonne dans un tableur : 0 est A, 26 est AA."""
    nom, reste = "", position + 1
    while reste:
        reste, rang = divmod(reste - 1, 26)
        nom = chr(65 + rang) + nom
    return nom


def plages(numeros: Iterable[int]) -> str:
    """« 5, 8 à 10, 14 »."""
    suites: list[list[int]] = []
    for numero in sorted(set(numeros)):
        if suites and numero == suites[-1][1] + 1:
            suites[-1][1] = numero
        else:
            suites.append([numero, numero])
    return citees(str(a) if a == b else f"{a} à {b}" for a, b in suites)
