"""Le passé d'un dossier, la passation d'un agent, et ce que pèsent les pièces."""

import os
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bench.contexte import AU, Contexte
from bench.mesures import Mesure, chrono, meilleur, p95
from db import pieces
from db.changements import Periode, changements
from db.fichier import Fichier
from db.horloge import maintenant
from db.journal import ecriture_courante
from db.passation import charges, etat_des_dossiers
from db.passe import etat_au, etat_avant
from db.passe_dit import rubriques
from db.pieces import Classement
from db.sauvegarde import sauvegarder
from relogement.modeles import Menage
from relogement.piece import CategoriePiece
from relogement.piece_lue import MO, piece_lue

PIECES, TAILLE = 500, 200_000
DOSSIERS = 20


def revoir(contexte: Contexte) -> Iterator[Mesure]:
    """Un acte dans des dossiers, puis chacun tel qu'il était avant, et ce qui a changé dans le mois."""
    with contexte.ouvert() as fichier:
        ids, acte = _changer(fichier)
        with fichier.lire() as session:
            durees = [chrono(partial(_revoir, session, n, acte)) for n in ids]
            yield Mesure("Revoir un dossier avant un acte, 95e centile", p95(durees), cible=0.2)
            ce_soir = datetime.combine(maintenant().date(), time.max)
            durees = [chrono(partial(etat_au, session, n, ce_soir)) for n in ids]
            yield Mesure("Revoir un dossier à une date, 95e centile", p95(durees), cible=0.2)
            periode = Periode(maintenant() - timedelta(days=30))
            secondes = meilleur(partial(changements, session, periode))
            yield Mesure("Ce qui a changé en un mois, hors de l’écran", secondes)
            secondes = meilleur(partial(_passation, session))
            yield Mesure("Les dossiers d’un agent à passer, hors de l’écran", secondes)


def _revoir(session: Session, numero: int, acte: int) -> None:
    rubriques(etat_avant(session, numero, acte))


def _changer(fichier: Fichier) -> tuple[list[int], int]:
    with fichier.ecrire("Dossier modifié") as session:
        pas = max(1, (session.scalar(select(func.count()).select_from(Menage)) or 0) // DOSSIERS)
        menages = session.scalars(select(Menage).where(Menage.id % pas == 0).limit(DOSSIERS)).all()
        for menage in menages:
            menage.nb_personnes = (menage.nb_personnes or 0) + 1
            session.delete(menage.personnes[-1])
        return [m.id for m in menages], ecriture_courante(session.connection())


def _passation(session: Session) -> int:
    agents = charges(session)
    return len(etat_des_dossiers(session, agents[0].referent, AU).dossiers) if agents else 0


def peser_les_pieces(contexte: Contexte) -> Iterator[Mesure]:
    """500 pièces de 200 ko : ce qu'elles ajoutent à la base et à la sauvegarde, et ce qu'en coûte la liste."""
    copie = contexte.neuf("pieces.relogement")
    with contexte.ouvert() as original:
        sauvegarder(original.moteur, original.base, copie)
    from db.fichier import ouvrir

    fichier = ouvrir(copie)
    avant = copie.stat().st_size
    secondes = chrono(partial(_joindre, fichier))
    yield Mesure(f"Joindre {PIECES} pièces de 200 ko", secondes)
    with fichier.moteur.connect() as connexion:
        connexion.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    apport = copie.stat().st_size - avant
    yield Mesure("Place prise dans la base", apport, "leurs octets", PIECES * TAILLE, cible_rapport=1.1, unite="o")
    sauvegarde = contexte.neuf("sauvegarde.relogement")
    yield Mesure("Sauvegarder avec elles", chrono(partial(sauvegarder, fichier.moteur, fichier.base, sauvegarde)))
    yield Mesure("Taille de la sauvegarde", sauvegarde.stat().st_size, "la base", copie.stat().st_size, unite="o")
    with fichier.lire() as session:
        numero = session.scalars(select(Menage.id).limit(1)).one()
        yield Mesure(
            "Lire la liste des pièces d’un dossier", meilleur(partial(_lister, session, numero)), cible=0.05
        )
    fichier.fermer()
    for reste in (copie, sauvegarde):
        reste.unlink(missing_ok=True)


def _joindre(fichier: Fichier) -> None:
    with fichier.ecrire("Pièces") as session:
        ids = session.scalars(select(Menage.id).limit(PIECES // 5)).all()
        for rang in range(PIECES):
            octets = b"%PDF-1.7\n" + os.urandom(TAILLE - 9)
            lue = piece_lue(f"{rang}.pdf", octets, MO)
            pieces.ajouter(session, ids[rang % len(ids)], lue, Classement(CategoriePiece.AUTRE))


def _lister(session: Session, numero: int) -> None:
    pieces.pieces(session, numero)
    pieces.place(session, numero)
