"""Compléter les logements que l'on suit par ce que le répertoire en sait : seulement ce qui était inconnu."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.imports.changements import Changements
from db.imports.rapport import Rapport
from relogement.champs import champs
from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.rpls import LogementRpls
from relogement.imports.rpls.rapprocher import Repertoire, manquants
from relogement.modeles import LogementOffert, LogementQuitte
from relogement.rapprochement import cle
from relogement.textes import INSECABLE, pluriel

NON_RAPPROCHES = 10


def completer_les_logements(
    session: Session, lus: Sequence[LogementRpls], rapport: Rapport, bailleur: str | None
) -> None:
    """Rien de connu ne change : ni ce qui a été saisi, ni ce qu'un bailleur a déjà dit."""
    repertoire = Repertoire(lus)
    if any(lu.ident_int for lu in lus):
        _completer_les_quittes(session, repertoire, rapport, bailleur)
    _completer_les_offerts(session, repertoire, rapport)


def _completer_les_quittes(
    session: Session, repertoire: Repertoire, rapport: Rapport, bailleur: str | None
) -> None:
    comptes, completes, dementis = Counter[str](), 0, list[str]()
    for quitte in session.scalars(select(LogementQuitte).where(LogementQuitte.ug.is_not(None))):
        if bailleur and quitte.bailleur and cle(bailleur) != cle(quitte.bailleur):
            continue
        if (lu := repertoire.du_quitte(quitte)) is not None:
            trouves = manquants(quitte, lu)
            Changements().poser(quitte, **trouves)
            comptes.update(trouves.keys())
            completes += bool(trouves)
        elif repertoire.dement(quitte):
            dementis.append(str(quitte.ug))
    _dire(rapport, LogementQuitte, "logement quitté complété", "logements quittés complétés", completes, comptes)
    if dementis:
        cites = ", ".join(dementis[:NON_RAPPROCHES]) + ("…" if len(dementis) > NON_RAPPROCHES else "")
        rapport.signaler(
            "", None, "IDENT_INT",
            f"Le répertoire donne une autre typologie ou une autre surface à {cites}{INSECABLE}: rien n’y a été "
            "complété. Vérifiez ces codes.",
        )  # fmt: skip


def _completer_les_offerts(session: Session, repertoire: Repertoire, rapport: Rapport) -> None:
    comptes, completes = Counter[str](), 0
    situes = (LogementOffert.adresse.is_not(None), LogementOffert.commune_insee.is_not(None))
    for offert in session.scalars(select(LogementOffert).where(*situes)):
        sus = repertoire.faits_de_l_offert(offert)
        trouves = {n: v for n, v in sus.items() if v is not None and getattr(offert, n) is None}
        Changements().poser(offert, **trouves)
        comptes.update(trouves.keys())
        completes += bool(trouves)
    _dire(rapport, LogementOffert, "logement offert complété", "logements offerts complétés", completes, comptes)


def _dire(
    rapport: Rapport, modele: type, seul: str, plusieurs: str, completes: int, comptes: Counter[str]
) -> None:
    if completes:
        message = (
            f"{pluriel(completes, seul, plusieurs)} d’après le répertoire{INSECABLE}: {_champs(modele, comptes)}."
        )
        rapport.anomalies.append(Anomalie("", None, None, Gravite.INFO, message))


def _champs(modele: type, comptes: Counter[str]) -> str:
    noms: Iterable[tuple[str, int]] = comptes.most_common()
    return ", ".join(f"{champs(modele)[nom].libelle.lower()} {nombre}" for nom, nombre in noms)
