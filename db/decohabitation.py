"""La décohabitation dans la base : la référence du nouveau dossier, la lignée, et comment tout se défait."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.dossier import relire
from db.fusion import fusionnes
from db.journal import LigneDeJournal
from relogement.decohabitation import Depart, annuler_la_decohabitation, decohabiter
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Lien


@dataclass(frozen=True)
class DossierLie:
    """Un dossier de la même lignée, de quoi le nommer et l'ouvrir."""

    id: int
    reference: str


@dataclass(frozen=True)
class Parente:
    """D'où vient un dossier, ceux qui en sont nés, celui qui l'a repris, ceux qu'il a repris."""

    parent: DossierLie | None
    enfants: tuple[DossierLie, ...]
    dans: DossierLie | None = None
    repris: tuple[DossierLie, ...] = ()


@dataclass(frozen=True)
class DepartChoisi:
    """Le départ tel qu'il est saisi : des numéros de personnes, celui du remplaçant du titulaire."""

    partants: Sequence[int] = field(repr=False)
    le: date
    motif: str = field(default="", repr=False)
    titulaire: int | None = None
    remplacant: int | None = None


def parente(session: Session, menage_id: int) -> Parente:
    """Le dossier d'où vient celui-ci, et les siens dans l'ordre de leur référence."""
    soi = Menage.dossier_parent_id == menage_id
    enfants = session.execute(select(Menage.id, Menage.reference).where(soi).order_by(Menage.reference))
    origine = select(Menage.dossier_parent_id).where(Menage.id == menage_id).scalar_subquery()
    parent = session.execute(select(Menage.id, Menage.reference).where(Menage.id == origine)).first()
    fusions = fusionnes(session, menage_id)
    return Parente(
        DossierLie(*parent) if parent else None,
        tuple(DossierLie(*e) for e in enfants),
        DossierLie(*fusions.dans) if fusions.dans else None,
        tuple(DossierLie(*r) for r in fusions.repris),
    )


def reference_suivante(session: Session, parent: str) -> str:
    """« AC-026-1 », puis « -2 » : la première qui n'est à personne."""
    prises = set(session.scalars(select(Menage.reference).where(Menage.reference.startswith(f"{parent}-"))))
    rang = 1
    while f"{parent}-{rang}" in prises:
        rang += 1
    return f"{parent}-{rang}"


def noter_une_decohabitation(
    session: Session, menage_id: int, choisi: DepartChoisi, *, version: int | None = None, auteur: str = ""
) -> int:
    """Ouvre le dossier des partants ; rend son numéro."""
    parent = relire(session, Menage, menage_id, version)
    trouvees = {p.id: p for p in parent.personnes}
    if not set(choisi.partants) <= trouvees.keys():
        raise ErreurMetier("Une des personnes cochées n’est plus dans ce ménage : relisez le dossier.")
    depart = Depart(
        [trouvees[i] for i in choisi.partants], choisi.le, choisi.motif,
        _parmi(trouvees, choisi.titulaire), _parmi(trouvees, choisi.remplacant),
    )  # fmt: skip
    with session.no_autoflush:  # une personne entre deux dossiers n'est à personne : elle serait effacée
        enfant = decohabiter(parent, depart, reference_suivante(session, parent.reference), auteur=auteur)
        session.add(enfant)
    session.flush()
    return enfant.id


def annuler_une_decohabitation(
    session: Session, enfant_id: int, le: date, motif: str, *, version: int | None = None, auteur: str = ""
) -> int:
    """Rend les personnes et retire le dossier, que le journal garde en entier ; rend le numéro du parent."""
    enfant = relire(session, Menage, enfant_id, version)
    if nes := parente(session, enfant_id).enfants:
        raise ErreurMetier(f"Annulez d’abord la décohabitation du dossier {nes[0].reference}, né de celui-ci.")
    liens = liens_d_avant(session, enfant_id)
    with session.no_autoflush:
        parent = annuler_la_decohabitation(enfant, le, motif, liens=liens, auteur=auteur)
    session.flush()
    session.delete(enfant)
    session.flush()
    return parent.id


def liens_d_avant(session: Session, enfant_id: int) -> dict[int, Lien]:
    """Le lien qu'avait chaque personne avant l'écriture qui a ouvert ce dossier, tel que le journal le garde."""
    journal = LigneDeJournal
    creation = (
        select(journal.ecriture_id)
        .where(journal.objet == "menage", journal.geste == "C", journal.ligne_id == enfant_id)
        .order_by(journal.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    requete = select(journal.ligne_id, journal.avant).where(
        journal.ecriture_id == creation,
        journal.objet == "personne",
        journal.geste == "M",
        journal.champ == "lien",
    )
    return {personne_id: Lien(avant) for personne_id, avant in session.execute(requete) if avant}


def _parmi(personnes: dict[int, Personne], numero: int | None) -> Personne | None:
    return None if numero is None else personnes.get(numero)
