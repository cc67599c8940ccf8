"""Ce qu'un tableur a déjà abîmé avant nous : chiffres arrondis, zéros de tête mangés, accents codés deux fois."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from relogement.imports.lecture.accents import est_double, repare
from relogement.imports.lecture.annonces import Annonce, Genre, annonce, lettres

SCIENTIFIQUE = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{2}", re.IGNORECASE)
LONG = re.compile(r"[0-9]{16,}")
CHIFFRES_SURS = 15
ARRONDIS_MIN = 2
LONGUEUR_MIN = 4


def pertes(feuille: str, position: int, titre: str, valeurs: Sequence[str]) -> Iterator[Annonce]:
    """Les pertes d'une colonne ; rien ne se répare seul."""
    colonne = titre or f"colonne {lettres(position)}"
    perdues = [v for v in valeurs if SCIENTIFIQUE.fullmatch(v)] or _arrondis(valeurs)
    if perdues:
        message = (
            f"« {colonne} » : le tableur a arrondi {len(perdues)} numéros trop longs (« {perdues[0]} »), leurs "
            "derniers chiffres sont perdus. Redemandez le fichier avec cette colonne au format texte."
        )
        yield annonce(Genre.CHIFFRES_PERDUS, message, feuille, grave=True)
    if largeur := zeros_manges(valeurs):
        message = (
            f"« {colonne} » : des codes ont perdu leurs zéros de tête ; leurs voisins ont {largeur} chiffres. "
            "Ils se complètent à l’import."
        )
        yield annonce(Genre.ZEROS_PERDUS, message, feuille)


def _arrondis(valeurs: Sequence[str]) -> list[str]:
    """Des numéros longs dont aucun n'a de chiffre après le quinzième : un tableur n'en garde pas plus."""
    longs = [valeur for valeur in valeurs if LONG.fullmatch(valeur)]
    tous = all(not valeur[CHIFFRES_SURS:].strip("0") for valeur in longs)
    return longs if tous and len(longs) >= ARRONDIS_MIN else []


def zeros_manges(valeurs: Sequence[str]) -> int | None:
    """La largeur des codes qui ont gardé leurs zéros, quand d'autres, plus courts, les ont perdus."""
    codes = [valeur for valeur in valeurs if valeur.isdigit() and valeur.isascii()]
    largeurs = Counter(len(code) for code in codes if code.startswith("0") and len(code) >= LONGUEUR_MIN)
    if not largeurs or len(codes) * 2 < len(valeurs):
        return None
    largeur = largeurs.most_common(1)[0][0]
    return largeur if any(len(code) < largeur for code in codes) else None


def accents(feuille: str, valeurs: Sequence[str]) -> Annonce | None:
    """Une proposition de réparation, avec un exemple ; rien si la réparation ne tiendrait pas debout."""
    doubles = [valeur for valeur in valeurs if est_double(valeur) and repare(valeur) != valeur]
    if not doubles:
        return None
    exemple = doubles[0]
    message = (
        f"Des accents semblent codés deux fois : « {exemple[:40]} » se lirait « {repare(exemple)[:40]} ». "
        "Rien n’est changé : demandez la réparation si c’est le cas."
    )
    return annonce(Genre.ACCENTS, message, feuille, grave=True)
