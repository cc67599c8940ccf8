"""Contrôler un fichier sans gêner l'écran : une grande base se fouille dans un autre processus."""

from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import func, select

from db.fichier import Fichier, ouvrir
from db.fuites import controler
from relogement.erreurs import ErreurMetier, cause
from relogement.fuites.rapport import Rapport
from relogement.menage import Menage
from relogement.travail import Avancement

GRAND = 3_000
LOURD = 2_000_000  # octets : un fichier plus gros occuperait longtemps le fil de l'écran
ATTENTE = 0.1


def controler_sans_gener(fichier: Fichier, chemin: Path, avancement: Avancement) -> Rapport:
    """Le rapport ; lève ``ErreurMetier`` si le fichier ne s'ouvre pas, ``Annulation`` si on l'arrête."""
    try:
        lourd = chemin.stat().st_size > LOURD
        with chemin.open("rb"):
            pass
    except OSError as erreur:
        raise ErreurMetier(
            f"« {chemin.name} » ne s’ouvre pas ({cause(erreur)}). Choisissez-en un autre."
        ) from erreur
    with fichier.lire() as session:
        grand = (session.scalar(select(func.count()).select_from(Menage)) or 0) >= GRAND
        if not (grand or lourd):
            return controler(session, chemin, auteur=fichier.auteur)
    with get_context("spawn").Pool(1) as processus:
        resultat = processus.apply_async(_controler, (fichier.base, chemin, fichier.auteur))
        while not resultat.ready():
            resultat.wait(ATTENTE)
            avancement(0, 0)
        return resultat.get()


def _controler(base: str, chemin: Path, auteur: str) -> Rapport:
    """Dans l'autre processus."""
    fichier = ouvrir(base, auteur=auteur)
    try:
        with fichier.lire() as session:
            return controler(session, chemin, auteur=auteur)
    finally:
        fichier.fermer()
