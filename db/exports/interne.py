"""Écrire un tableau de travail, nominatif, pour les agents du projet : il ne part pas chez les partenaires."""

from pathlib import Path

from db.fichier import Fichier
from db.moteur import est_serveur
from relogement.erreurs import ErreurMetier
from relogement.exports.ecriture import ECRIVAINS
from relogement.exports.ecriture.cible import en_place
from relogement.exports.export import TABLEAUX
from relogement.exports.tableau import Document
from relogement.textes import INSECABLE, pluriel

POUR_LES_AGENTS = f"Ce fichier porte des noms{INSECABLE}: il est pour les agents du relogement, et eux seuls."


def ecrire_interne(fichier: Fichier, document: Document, vers: Path) -> int:
    """Écrit le document et rend le nombre de lignes de son tableau principal ; tout ou rien."""
    if vers.suffix.lower() not in TABLEAUX:
        raise ErreurMetier(f"« {vers.name} » doit finir par {' ou '.join(TABLEAUX)}.")
    epargner_la_base(fichier, vers)
    with en_place(vers) as provisoire:
        ECRIVAINS[vers.suffix.lower()](document, provisoire)
    return document.tableaux[0].nb_lignes


def epargner_la_base(fichier: Fichier, vers: Path) -> None:
    """Lève ``ErreurMetier`` si l'on allait écrire par-dessus le projet ouvert."""
    base = None if est_serveur(fichier.base) else Path(fichier.base)
    if base is not None and vers.exists() and base.exists() and vers.samefile(base):
        raise ErreurMetier(f"« {vers.name} » est la base ouverte. Donnez un autre nom.")


def interne(fichier: Fichier, document: Document, vers: str | Path) -> str:
    """Écrit, et dit ce qui a été écrit et pour qui."""
    chemin = Path(vers)
    lignes = ecrire_interne(fichier, document, chemin)
    return f"{pluriel(lignes, 'ligne')} dans {chemin.name}. {POUR_LES_AGENTS}"
