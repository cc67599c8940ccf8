"""Mille fiches d'un coup et un plan de deux cents pages : le temps, et la mémoire qu'ils demandent."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.contexte import AU, Contexte
from bench.memoire import GRAND, pointe
from bench.mesures import Mesure, chrono
from db.documents import Voulu
from db.documents_en_lot import ecrire_le_lot
from relogement.documents.plan.document import plan_en_pdf
from relogement.documents.plan.donnees import DossierDuPlan, LogementDuPlan, OperationDuPlan, Plan, plan
from relogement.modeles import Menage
from relogement.nomenclatures import Etat, StatutLogement, TypeDossier, Typologie
from relogement.organisme import Organisme

FICHES, PAGES, CAGES = 1000, 200, 9_300


def ecrire(contexte: Contexte) -> Iterator[Mesure]:
    """Le lot de fiches de la fenêtre, puis le plan d'une opération qui aurait des milliers de cages."""
    with contexte.ouvert() as fichier, fichier.lire() as session:
        vers = contexte.neuf("fiches.pdf")
        yield Mesure(
            f"Écrire {FICHES} fiches de ménage en un PDF", chrono(partial(_fiches, session, vers)), cible=30
        )
        vers.unlink()
    secondes = chrono(partial(_plan, contexte.neuf("plan.pdf")))
    pages = len(PdfReader(contexte.dossier / "plan.pdf").pages)
    (contexte.dossier / "plan.pdf").unlink()
    yield Mesure(f"Écrire un plan de relogement de {pages} pages", secondes, cible=20)
    if (octets := pointe()) is not None:
        yield Mesure("Pointe de mémoire : fiches et plan", octets, cible=GRAND, unite="o")


def _fiches(session: Session, vers: Path) -> None:
    ids = session.scalars(select(Menage.id).order_by(Menage.id).limit(FICHES)).all()
    ecrire_le_lot(session, Voulu("fiche", AU), ids, vers)


def _plan(vers: Path) -> None:
    vers.write_bytes(plan_en_pdf(_grand_plan(), Organisme(), seuil=5, seuil_revenu=11))


def _grand_plan() -> Plan:
    operation = OperationDuPlan("G", "Grand ensemble", "Démolition", None, CAGES, None, date(2030, 1, 1), None)
    dossiers = (
        DossierDuPlan(TypeDossier.TITULAIRE, Etat.RECHERCHE, 1 + n % 6, Typologie.T3) for n in range(CAGES)
    )
    logements = (LogementDuPlan(f"Bâtiment {n:05d}", StatutLogement.LOUE, None, True) for n in range(CAGES))
    return plan(operation, dossiers, logements, au=AU)
