"""Les notes en marge : quelques mots à droite du tableau, dans une colonne sans titre."""

from collections.abc import Sequence

from relogement.imports.analyse.tableau import Colonne
from relogement.imports.lecture import Annonce, Genre
from relogement.imports.lecture.annonces import annonce, citees, lettres

PART_MAX = 0.2


def notes_en_marge(
    feuille: str, colonnes: Sequence[Colonne], lignes: int, *, titree: bool
) -> tuple[tuple[Colonne, ...], tuple[Annonce, ...]]:
    """Les colonnes gardées, et ce que l'on dit des autres ; une colonne pleine mais sans titre reste."""
    notes = [c for c in colonnes if titree and not c.titre and c.profil.valeurs <= max(PART_MAX * lignes, 1)]
    if not notes:
        return tuple(colonnes), ()
    noms = citees(lettres(colonne.position) for colonne in notes)
    message = f"Notes en marge (colonnes {noms}, sans titre) : non lues."
    return tuple(c for c in colonnes if c not in notes), (annonce(Genre.NOTES, message, feuille),)
