"""Ce que la fenêtre fait faire hors de l'écran : la base n'est chargée qu'à ce moment-là."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from relogement.travail import Avancement

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from db.dossiers import LigneDossier
    from db.fichier import Fichier
    from relogement.projet import Projet

TROUVES = 8


def ouvrir(base: str, agent: str, _: Avancement) -> Fichier:
    from db import fichier

    return fichier.ouvrir(base, auteur=agent)


def creer(projet: Projet, base: str, agent: str, _: Avancement) -> Fichier:
    from db import fichier
    from relogement.charte_fichier import charte_par_defaut

    return fichier.creer(base, projet, charte_par_defaut(), auteur=agent)


def faire_le_projet_fictif(dossier: Path, avancement: Avancement) -> Fichier:
    from db.exemple import construire
    from db.fichier import effacer
    from db.horloge import aujourdhui

    dossier.mkdir(parents=True, exist_ok=True)
    base = dossier / "projet-fictif.relogement"
    effacer(base)
    return construire(base, au=aujourdhui(), avancement=avancement)


def sauvegarder(fichier: Fichier, vers: Path, _: Avancement) -> int:
    from db import sauvegarde

    return sauvegarde.sauvegarder(fichier.moteur, fichier.base, vers)


def nom_de_sauvegarde(base: Path, lieu: str = "") -> Path:
    """« Lilas-2026-11-20.relogement », au lieu choisi, sinon à côté du fichier."""
    from db.horloge import aujourdhui

    nom = f"{base.stem}-{aujourdhui():%Y-%m-%d}{base.suffix}"
    return Path(lieu) / nom if lieu else base.with_name(nom)


def nom_et_operations(fichier: Fichier) -> tuple[str, list[tuple[str, str]]]:
    """Le nom du projet, et le code et le libellé de ses opérations."""
    from db.operations import nom_du_projet, operations

    with fichier.lire() as session:
        return nom_du_projet(session), [(o.code, o.libelle) for o in operations(session)]


def baremes_a_revoir(fichier: Fichier) -> list[str]:
    """Une phrase par barème qui n'est plus à jour dans ce projet."""
    from db.baremes import a_revoir
    from db.horloge import aujourdhui

    with fichier.lire() as session:
        return a_revoir(session, aujourdhui())


def preparer(session: Session) -> None:
    """Lit d'avance un dossier et ce que lit une écriture : les premiers de la séance n'attendent pas plus."""
    from sqlalchemy import select

    from db import bilans
    from db.dossier import lire_dossier
    from relogement.modeles import Menage

    bilans.preparer(session.connection())
    premier = session.scalar(select(Menage.id).limit(1))
    if premier is not None:
        lire_dossier(session, premier)


def dossiers_trouves(fichier: Fichier, demande: str) -> list[LigneDossier]:
    """Les premiers dossiers qui répondent à ce qui est tapé."""
    from db.dossiers import page, trouver

    with fichier.lire() as session:
        return page(session, sorted(trouver(session, demande) or ())[:TROUVES])


def dossiers_nommes(fichier: Fichier, ids: Sequence[int]) -> list[LigneDossier]:
    """Ces dossiers, s'ils existent encore."""
    from db.dossiers import page

    with fichier.lire() as session:
        return page(session, ids)


def a_quelque_chose_a_faire(fichier: Fichier) -> bool:
    """Vrai si quelque chose est en retard ou du jour, pour l'agent ou pour l'équipe s'il ne suit personne."""
    from db.horloge import aujourdhui
    from db.journee import a_faire_maintenant

    with fichier.lire() as session:
        return a_faire_maintenant(session, aujourdhui(), fichier.auteur)


def retards(agent: str, operation: str | None, session: Session) -> int:
    """Combien d'affaires de l'agent sont en retard ; de l'équipe s'il ne suit aucun dossier."""
    from db.horloge import aujourdhui
    from db.journee import Portee, en_retard, portee_ordinaire

    return en_retard(session, portee_ordinaire(session, Portee(aujourdhui(), agent, operation)))


def precharger(_: Avancement) -> None:
    """Charge la base et les écrans pendant que l'utilisateur regarde la page de départ."""
    for module in ("db.exports", "db.imports", "ui.cadre.cadre", "ui.journee", "ui.dossiers", "holidays"):
        import_module(module)
    _ne_plus_parcourir()


def _ne_plus_parcourir() -> None:
    """Ce qui vient d'être chargé ne s'en ira plus : le ramasse-miettes n'a pas à le relire.

    Cent soixante mille objets, un dixième de seconde où la fenêtre ne répond pas, à chaque passage complet.
    """
    if not gc.get_freeze_count():
        gc.freeze()
