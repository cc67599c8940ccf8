"""Les documents que lit le comité : chacun est rouvert et fouillé avant de prendre son nom."""

from datetime import date
from pathlib import Path

from db.exports import remettre
from db.fichier import Fichier
from db.rapport_indicateurs import imprimer
from db.tableaux import Portee


def ecrire_pour_le_comite(
    fichier: Fichier, code: str, vers: Path, *, au: date, operation: str | None = None
) -> None:
    """Le bilan ou le tableau de bord ; lève ``ErreurMetier`` s'il désigne quelqu'un ou ne s'écrit pas."""
    if code == "bilan":
        remettre(fichier, "bilan", vers, operation=operation, au=au)
        return
    with fichier.lire() as session:
        imprimer(session, Portee(au, operation), vers, auteur=fichier.auteur)
