"""La lecture d'un classeur de bailleur : à côté de calamine seul, et l'aperçu complet qu'en fait l'assistant."""

from collections.abc import Iterator
from pathlib import Path

from bench.contexte import Contexte
from bench.memoire import dire_la_pointe
from bench.mesures import Mesure, chrono, meilleur
from relogement.imports.examen import examiner
from relogement.imports.lecture import lire_classeur
from relogement.imports.lecture.cellules import textes

NU, EN_TEXTE = "python-calamine, valeurs brutes", "python-calamine, mêmes cellules mises en texte"
RAPPORT = 1.5
PETITE, APERCU_PETIT, APERCU_GRAND = 6_000, 2.0, 20.0
DERNIERE_LIGNE, LISTES_MAX = 1_048_575, 2.0
TITRES = (
    "UG",
    "Nom",
    "Prénom",
    "Type",
    "Surface",
    "Nb pers.",
    "Loyer",
    "Charges",
    "APL",
    "RLS",
    "Date d’entrée",
    "Adresse",
)


def lire_un_etat_locatif(contexte: Contexte) -> Iterator[Mesure]:
    """Autant de logements que le projet a de dossiers, douze colonnes, fictifs."""
    chemin = _ecrire(contexte.neuf(f"etat-{contexte.taille}.xlsx"), contexte.taille)
    yield from dire_la_pointe("avant la lecture", contexte)
    notre = meilleur(lambda: _parcourir(chemin))
    yield from dire_la_pointe("lecture d’un état locatif", contexte)
    yield Mesure("Lire un état locatif en xlsx", notre, NU, meilleur(lambda: _nu(chemin)), cible_rapport=RAPPORT)
    yield Mesure(
        "Lire un état locatif en xlsx, en texte",
        notre,
        EN_TEXTE,
        meilleur(lambda: _en_texte(chemin)),
        cible_rapport=RAPPORT,
    )
    cible = APERCU_PETIT if contexte.taille <= PETITE else APERCU_GRAND
    yield Mesure("Reconnaître tableaux, colonnes et totaux", chrono(lambda: examiner(chemin)), cible=cible)
    listes = _ecrire(contexte.neuf("listes.xlsx"), 300, listes=True)
    yield Mesure(
        "Lire un classeur dont les listes vont au bas de la feuille",
        chrono(lambda: examiner(listes)),
        cible=LISTES_MAX,
    )


def _parcourir(chemin: Path) -> int:
    return sum(1 for _ in lire_classeur(chemin).feuilles[0].lignes)


def _nu(chemin: Path) -> int:
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(str(chemin)).get_sheet_by_index(0).to_python())


def _en_texte(chemin: Path) -> int:
    from python_calamine import CalamineWorkbook

    lignes = CalamineWorkbook.from_path(str(chemin)).get_sheet_by_index(0).iter_rows()
    return sum(1 for ligne in lignes if tuple(textes(ligne)))


def _ecrire(chemin: Path, logements: int, *, listes: bool = False) -> Path:
    """Des valeurs qui se suivent : le même fichier d'un passage à l'autre."""
    from datetime import date

    import xlsxwriter

    with xlsxwriter.Workbook(chemin, {"constant_memory": True}) as fichier:
        jour = fichier.add_format({"num_format": "dd/mm/yyyy"})
        feuille = fichier.add_worksheet("État locatif")
        feuille.write_row(0, 0, TITRES)
        for n in range(1, logements + 1):
            feuille.write_row(n, 0, (f"{n:07d}", f"MÉNAGE {n % 5000}", "Claire", f"T{n % 6 + 1}"))
            feuille.write_row(
                n, 4, (30 + n % 60 + 0.5, n % 7 + 1, 300 + n % 400 + 0.81, 90 + n % 90 + 0.71, n % 300, n % 60)
            )
            feuille.write_datetime(n, 10, date(1985 + n % 40, n % 12 + 1, 1), jour)
            feuille.write_string(n, 11, f"{n % 99} rue des Lilas")
        if listes:
            for colonne in range(len(TITRES)):
                feuille.data_validation(
                    1, colonne, DERNIERE_LIGNE, colonne, {"validate": "list", "source": ["oui", "non"]}
                )
    return chemin
