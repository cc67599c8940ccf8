"""Ce que la fenêtre fait faire hors de l'écran : la base n'est chargée qu'à ce moment-là."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from relogement.travail import Avancement

if TYPE_CHECKING:
    from db.dossiers import LigneDossier
    from db.fichier import Fichier
    from relogement.projet import Projet


def ouvrir(base: str, agent: str, _: Avancement) -> Fichier:
    from db.fichier import ouvrir as ouvrir_la_base

    return ouvrir_la_base(base, auteur=agent)


def creer(projet: Projet, base: str, agent: str, _: Avancement) -> Fichier:
    from db.fichier import creer as creer_la_base
    from relogement.charte_fichier import charte_par_defaut

    return creer_la_base(base, projet, charte_par_defaut(), auteur=agent)


def faire_le_projet_fictif(dossier: Path, agent: str, avancement: Avancement) -> Fichier:
    from db.exemple import construire

    from db.horloge import aujourdhui

    dossier.mkdir(parents=True, exist_ok=True)
    base = dossier / "projet-fictif.relogement"
    for suffixe in ("", "-wal", "-shm"):
        Path(f"{base}{suffixe}").unlink(missing_ok=True)
    return construire(base, au=aujourdhui(), avancement=avancement)


def sauvegarder(fichier: Fichier, vers: Path, _: Avancement) -> int:
    from db.sauvegarde import sauvegarder as sauvegarder_la_base

    return sauvegarder_la_base(fichier.moteur, fichier.base, vers)


def nom_et_operations(fichier: Fichier) -> tuple[str, list[tuple[str, str]]]:
    from db.operations import nom_du_projet, operations

    with fichier.lire() as session:
        return nom_du_projet(session), [(o.code, o.libelle) for o in operations(session)]


def dossiers_trouves(fichier: Fichier, demande: str) -> list[LigneDossier]:
    from db.dossiers import page, trouver

    with fichier.lire() as session:
        return page(session, sorted(trouver(session, demande) or ())[:8])


def precharger(_: Avancement) -> None:
    import ui.dossiers  # noqa: F401
