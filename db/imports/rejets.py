"""Écrire les lignes qu'un import a écartées ou veut faire vérifier : un classeur à corriger, puis à importer."""

from collections.abc import Iterable
from pathlib import Path

from db.fichier import Fichier
from db.imports.assistant import Source, examiner_source
from relogement.erreurs import ErreurMetier
from relogement.exports.ecriture.cible import en_place
from relogement.exports.ecriture.grille import ecrire
from relogement.exports.rejets import grilles
from relogement.imports.anomalies import Anomalie
from relogement.imports.choix import SANS_CHOIX, Choix
from relogement.travail import Avancement, sans_avancement

EXTENSION = ".xlsx"
RIEN = "Aucune ligne n’est écartée ni à vérifier : il n’y a rien à corriger."


def ecrire_les_rejets(
    fichier: Fichier,
    source: Source,
    anomalies: Iterable[Anomalie],
    vers: Path,
    choix: Choix = SANS_CHOIX,
    avancement: Avancement = sans_avancement,
) -> int:
    """Écrit les lignes que ces anomalies visent et rend leur nombre ; ``choix`` est celui de l'import.

    Les lignes sont celles du bailleur : le fichier est pour l'équipe, et n'est pas fouillé. Lève ``ErreurMetier``
    s'il n'y a rien à corriger, ou si le fichier ne peut pas s'écrire là.
    """
    verifier_la_place(source, vers)
    examen = examiner_source(fichier, source, choix, avancement)
    trouvees = grilles(examen, anomalies, choix.cellules, bailleur=choix.bailleur, operation=choix.operation)
    if not trouvees:
        raise ErreurMetier(RIEN)
    with en_place(vers) as provisoire:
        ecrire(trouvees[0], provisoire, *trouvees[1:])
    return sum(len(grille.lignes) for grille in trouvees)


def verifier_la_place(source: Source, vers: Path) -> None:
    """Lève ``ErreurMetier`` si les lignes à corriger ne peuvent pas s'écrire là."""
    if vers.suffix.lower() != EXTENSION:
        raise ErreurMetier(f"« {vers.name} » doit finir par {EXTENSION} : les lignes à corriger sont un classeur.")
    if isinstance(source, Path) and vers.exists() and vers.samefile(source):
        raise ErreurMetier(f"« {vers.name} » est le fichier importé lui-même. Donnez un autre nom.")
