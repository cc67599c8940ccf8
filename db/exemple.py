"""Écrire le projet fictif dans une base neuve."""

from datetime import date
from pathlib import Path

from db.fichier import Fichier, creer
from relogement.exemple.exemple import exemple
from relogement.travail import Avancement, sans_avancement

AUTEUR = "Samira Kaddour"


def construire(
    base: Path | str,
    *,
    au: date,
    menages: int | None = None,
    auteur: str = AUTEUR,
    avancement: Avancement = sans_avancement,
) -> Fichier:
    """Crée la base du projet fictif, vu ce jour-là ; ``menages`` en demande une grande."""
    raconte = exemple(au)
    fichier = creer(base, raconte.projet, raconte.charte, auteur=auteur)
    try:
        with fichier.ecrire("Projet fictif", avancement=avancement) as session:
            session.add_all([*raconte.operations, *raconte.vacants, *raconte.menages])
    except BaseException:
        fichier.fermer()
        raise
    return fichier
