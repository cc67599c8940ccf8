"""Exporter sans gêner l'écran : un grand export s'écrit dans un autre processus, suivi et arrêté d'ici."""

from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import func, select

from db.exports import exporter
from db.fichier import Fichier, ouvrir
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.travail import Annulation, Avancement

GRAND = 3_000  # en dessous, lancer un processus coûte plus que l'export
ATTENTE = 0.1


@dataclass(frozen=True)
class Commande:
    """Un export à faire, tel qu'un autre processus peut le comprendre."""

    base: str
    code: str
    vers: Path
    operation: str | None
    au: date


@dataclass(frozen=True)
class Fini:
    """Ce que rend le processus : le nombre de lignes, ou la phrase qui dit pourquoi il n'y en a pas."""

    lignes: int = 0
    erreur: str = ""


def exporter_sans_gener(
    fichier: Fichier, code: str, vers: Path, *, operation: str | None, au: date, avancement: Avancement
) -> int:
    """Écrit l'export, dans un autre processus si la base est grande ; mêmes erreurs que ``exporter``."""
    with fichier.lire() as session:
        dossiers = session.scalar(select(func.count()).select_from(Menage)) or 0
    if dossiers < GRAND:
        return exporter(fichier, code, vers, operation=operation, au=au, avancement=avancement)
    return exporter_a_part(Commande(fichier.base, code, vers, operation, au), avancement)


def exporter_a_part(commande: Commande, avancement: Avancement) -> int:
    """Lance le processus et le suit ; une annulation ferme le lien, et le processus ne laisse rien."""
    contexte = get_context("spawn")
    ici, la_bas = contexte.Pipe()
    travailleur = contexte.Process(target=_travailler, args=(commande, la_bas), daemon=True)
    travailleur.start()
    la_bas.close()
    try:
        return _suivre(ici, avancement)
    finally:
        ici.close()
        travailleur.join()


def _suivre(lien: Connection, avancement: Avancement) -> int:
    fait, total = 0, 0
    while True:
        recu = _recevoir(lien) if lien.poll(ATTENTE) else (fait, total)
        if isinstance(recu, Fini):
            if recu.erreur:
                raise ErreurMetier(recu.erreur)
            return recu.lignes
        fait, total = recu
        if total:
            avancement(fait, total)


def _recevoir(lien: Connection) -> Fini | tuple[int, int]:
    try:
        recu: Fini | tuple[int, int] = lien.recv()
    except EOFError:
        return Fini(erreur="L’export s’est arrêté en route. Recommencez ; l’ancien fichier est intact.")
    return recu


def _travailler(commande: Commande, lien: Connection) -> None:
    """Dans l'autre processus."""

    def avancement(fait: int, total: int, /) -> None:
        try:
            lien.send((fait, total))
        except OSError:
            raise Annulation from None

    fichier = ouvrir(commande.base)
    try:
        lien.send(Fini(_ecrire(commande, fichier, avancement)))
    except ErreurMetier as erreur:
        lien.send(Fini(erreur=str(erreur)))
    except Annulation:
        pass
    finally:
        fichier.fermer()


def _ecrire(commande: Commande, fichier: Fichier, avancement: Avancement) -> int:
    return exporter(
        fichier,
        commande.code,
        commande.vers,
        operation=commande.operation,
        au=commande.au,
        avancement=avancement,
    )
