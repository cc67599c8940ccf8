"""Exporter sans gêner l'écran : un grand export s'écrit dans un autre processus, suivi et arrêté d'ici."""

from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import func, select

from db.exports import Sortie, remettre
from db.fichier import Fichier, ouvrir
from relogement.erreurs import ErreurMetier
from relogement.exports.rime.mise_en_page import MiseEnPage
from relogement.fuites.rapport import AConfirmer, FuiteTrouvee, Rapport
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
    a_confirmer: bool = False
    mise_en_page: MiseEnPage | None = None


@dataclass(frozen=True)
class Fini:
    """Ce que rend le processus : l'export remis, ou ce qui dit pourquoi il ne l'est pas."""

    sortie: Sortie | None = None
    erreur: str = ""
    fuite: Rapport | None = None
    singulier: Rapport | None = None

    def rendre(self) -> Sortie:
        """L'export, ou l'erreur telle qu'elle aurait été levée ici."""
        if self.fuite is not None:
            raise FuiteTrouvee(self.fuite)
        if self.singulier is not None:
            raise AConfirmer(self.singulier)
        if self.sortie is None:
            raise ErreurMetier(self.erreur)
        return self.sortie


def exporter_sans_gener(
    fichier: Fichier,
    code: str,
    vers: Path,
    *,
    operation: str | None,
    au: date,
    avancement: Avancement,
    a_confirmer: bool = False,
    mise_en_page: MiseEnPage | None = None,
) -> Sortie:
    """Écrit l'export, dans un autre processus si la base est grande ; mêmes erreurs que ``remettre``."""
    with fichier.lire() as session:
        dossiers = session.scalar(select(func.count()).select_from(Menage)) or 0
    if dossiers < GRAND:
        return remettre(
            fichier, code, vers, operation=operation, au=au, avancement=avancement, a_confirmer=a_confirmer,
            mise_en_page=mise_en_page,
        )  # fmt: skip
    commande = Commande(fichier.base, code, vers, operation, au, a_confirmer, mise_en_page)
    return exporter_a_part(commande, avancement)


def exporter_a_part(commande: Commande, avancement: Avancement) -> Sortie:
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


def _suivre(lien: Connection, avancement: Avancement) -> Sortie:
    fait, total = 0, 0
    while True:
        recu = _recevoir(lien) if lien.poll(ATTENTE) else (fait, total)
        if isinstance(recu, Fini):
            return recu.rendre()
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
    except FuiteTrouvee as fuite:
        lien.send(Fini(fuite=fuite.rapport))
    except AConfirmer as singulier:
        lien.send(Fini(singulier=singulier.rapport))
    except ErreurMetier as erreur:
        lien.send(Fini(erreur=str(erreur)))
    except Annulation:
        pass
    finally:
        fichier.fermer()


def _ecrire(commande: Commande, fichier: Fichier, avancement: Avancement) -> Sortie:
    return remettre(
        fichier,
        commande.code,
        commande.vers,
        operation=commande.operation,
        au=commande.au,
        avancement=avancement,
        a_confirmer=commande.a_confirmer,
        mise_en_page=commande.mise_en_page,
    )
