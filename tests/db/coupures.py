"""Tue net, encore et encore, un poste qui écrit ; après chaque coupure, compte ce qui manque du confirmé.

Se lance seul, ``python -m tests.db.coupures BASE NOMBRE`` : le poste est un processus dédoublé, sans fenêtre.
"""

import json
import os
import random
import signal
import sys
import time
from dataclasses import dataclass, field
from itertools import count, islice

from sqlalchemy import func, select

from db.bilans import differences
from db.dialecte import integrite
from db.fichier import Fichier, ouvrir
from db.journal import LigneDeJournal
from db.recherche import Recherche
from relogement.modeles import Bilan, Menage, Operation
from tests.fabrique import un_cout, un_menage


@dataclass
class Constat:
    """Ce que l'on trouve à la réouverture."""

    coupures: int = 0
    confirmes: int = 0
    perdus: list[str] = field(default_factory=list)
    anomalies: list[str] = field(default_factory=list)


def ecrire_sans_fin(base: str, serie: int, sortie: int) -> None:
    """Enregistre dossier après dossier, et ne confirme chacun qu'une fois validé."""
    fichier = ouvrir(base)
    for numero in count():
        reference = f"K{serie}-{numero}"
        with fichier.ecrire("Saisie") as session:
            operation = session.scalars(select(Operation)).one()
            session.add(un_menage(reference, operation=operation, avant=un_cout()))
        os.write(sortie, f"{reference}\n".encode())


def couper(base: str, serie: int, hasard: random.Random) -> list[str]:
    """Laisse le poste confirmer quelques dossiers, le tue à un instant quelconque, rend ce qu'il a confirmé."""
    lecture, ecriture = os.pipe()
    poste = os.fork()
    if not poste:
        os.close(lecture)
        ecrire_sans_fin(base, serie, ecriture)
    os.close(ecriture)
    with os.fdopen(lecture) as confirmations:
        confirmes = [ligne.strip() for ligne in islice(confirmations, hasard.randint(1, 3))]
        time.sleep(hasard.uniform(0, 0.02))
        os.kill(poste, signal.SIGKILL)
        os.waitpid(poste, 0)
        return confirmes + [ligne.strip() for ligne in confirmations if ligne.endswith("\n")]


def constater(fichier: Fichier, attendus: set[str], constat: Constat) -> None:
    """Tout ce qui était confirmé est là, entier : dossier, bilan, recherche, journal."""
    with fichier.lire() as session:
        presents = set(session.scalars(select(Menage.reference)))
        constat.perdus += sorted(attendus - presents)
        creations = LigneDeJournal.objet == "menage", LigneDeJournal.geste == "C"
        for modele, filtre in ((Bilan, ()), (Recherche, ()), (LigneDeJournal, creations)):
            effectif = session.scalar(select(func.count()).select_from(modele).where(*filtre))
            if effectif != len(presents):
                constat.anomalies.append(f"{modele.__name__} : {effectif} pour {len(presents)} dossiers")
        constat.anomalies += [*integrite(session.connection()), *differences(session.connection())]


def main(base: str, coupures: int) -> None:
    hasard, constat, attendus = random.Random(20261120), Constat(), set()
    for serie in range(coupures):
        attendus |= set(couper(base, serie, hasard))
        fichier = ouvrir(base)
        constater(fichier, attendus, constat)
        fichier.fermer()
    constat.coupures, constat.confirmes = coupures, len(attendus)
    sys.stdout.write(json.dumps(vars(constat)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
