"""Lire les consultations : celles qui courent, celles d'un dossier, et ce qui est parti, octet pour octet."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Select, case, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from db.cellule.partenaires import PartenaireLu, partenaires
from db.journee import noms_des_menages
from db.promesses import bail_tenu, offre_tenue, tenus
from relogement.courriel import adresse
from relogement.erreurs import ErreurMetier
from relogement.modeles import (
    Consultation,
    DemandeDePassage,
    LogementOffert,
    Menage,
    Offre,
    Operation,
    Relogement,
    ReponseDePartenaire,
    Souhait,
)
from relogement.nomenclatures import Reservation
from relogement.objection.etat import ConsultationLue, ReponseLue, empreinte
from relogement.objection.proposition import libelle_public
from relogement.textes import INSECABLE, jour

MONTRES = 300  # au-delà, un logement se choisit au registre, par son offre
_DITS = (LogementOffert.typologie, LogementOffert.residence, LogementOffert.commune, LogementOffert.commune_insee)


def consultations(
    session: Session, *, menage_id: int | None = None, operation: str | None = None, toutes: bool = False
) -> list[ConsultationLue]:
    """Celles dont le délai court ou attend son constat, la plus pressée d'abord ; ``toutes`` : et les finies."""
    requete = _requete().order_by(Consultation.finit_le, Consultation.id)
    if menage_id is not None:
        requete = requete.where(Consultation.menage_id == menage_id)
    if operation is not None:
        requete = requete.join(Operation, Operation.id == Menage.operation_id).where(Operation.code == operation)
    if not toutes:
        requete = requete.where(Consultation.issue.is_(None))
    lues = _lues(session, requete)
    return lues if toutes else [lue for lue in lues if lue.en_cours]


def lire_consultation(session: Session, consultation_id: int) -> ConsultationLue:
    """L'une d'elles ; lève ``ErreurMetier`` si elle n'existe plus."""
    lues = _lues(session, _requete().where(Consultation.id == consultation_id))
    if not lues:
        raise ErreurMetier("Cette consultation n’existe plus. Rouvrez la liste.")
    return lues[0]


def _requete() -> Select[Consultation, str]:
    return (
        select(Consultation, Menage.reference)
        .join(Menage, Menage.id == Consultation.menage_id)
        .options(
            joinedload(Consultation.logement),
            selectinload(Consultation.reponses).joinedload(ReponseDePartenaire.partenaire),
        )
    )


def _lues(session: Session, requete: Select[Consultation, str]) -> list[ConsultationLue]:
    lignes = session.execute(requete).unique().all()
    noms = noms_des_menages(session, {c.menage_id for c, _ in lignes})
    demandes = [r.demande_id for c, _ in lignes for r in c.reponses if r.demande_id]
    prises = set(session.scalars(select(DemandeDePassage.id).where(
        DemandeDePassage.id.in_(demandes), DemandeDePassage.seance_id.is_not(None)
    ))) if demandes else set()  # fmt: skip
    return [_lue(session, c, reference, noms.get(c.menage_id, ""), prises) for c, reference in lignes]


def _lue(session: Session, c: Consultation, reference: str, nom: str, prises: set[int]) -> ConsultationLue:
    return ConsultationLue(
        c.id, c.version, c.menage_id, reference, nom, c.logement_id, libelle_public(c.logement), c.offre_id,
        c.envoyee_le, c.finit_le, c.regle, c.auteur, c.objet, c.message, c.issue, c.issue_le, c.constat,
        tuple(_reponse(r, prises) for r in c.reponses), "" if c.issue else sans_objet(session, c),
    )  # fmt: skip


def _reponse(r: ReponseDePartenaire, prises: set[int]) -> ReponseLue:
    return ReponseLue(
        r.id, r.version, r.partenaire_id, r.partenaire.nom, r.courriel, r.fichier, r.empreinte, r.etat, r.vu_le,
        r.repondu_le, r.tardive, r.motif, r.demande_id in prises,
    )  # fmt: skip


def sans_objet(session: Session, c: Consultation) -> str:
    """Pourquoi l'attribution que l'on soumettait ne se fera pas, ou rien."""
    if c.logement.retire_le is not None:
        return f"Le logement a été retiré par son bailleur le {jour(c.logement.retire_le)}."
    offre = session.get(Offre, c.offre_id) if c.offre_id is not None else None
    if offre is not None and not offre.tient_le_logement:
        return f"L’offre {offre.rang} ne tient plus ce logement{INSECABLE}: {offre.reponse.libelle.lower()}."
    autre = next((t for t in tenus(session, c.logement_id) if t.menage_id != c.menage_id), None)
    return f"Le logement est promis au dossier {autre.reference}." if autre else ""


def envoi_garde(session: Session, reponse_id: int) -> tuple[str, bytes]:
    """Le nom et les octets de ce qu'un partenaire a reçu ; lève ``ErreurMetier`` s'ils ont changé depuis."""
    reponse = session.get(ReponseDePartenaire, reponse_id)
    if reponse is None:
        raise ErreurMetier("Cette consultation n’existe plus. Rouvrez la liste.")
    exiger_intact(reponse)
    return reponse.fichier, reponse.envoi


def exiger_intact(reponse: ReponseDePartenaire) -> None:
    """Lève ``ErreurMetier`` si ce qui est gardé n'est plus ce qui est parti."""
    if empreinte(reponse.envoi) != reponse.empreinte:
        raise ErreurMetier(
            f"L’envoi gardé pour {reponse.partenaire.nom} n’est plus celui qui est parti (son empreinte a changé) "
            "et ne prouve rien. Consultez de nouveau les partenaires."
        )


@dataclass(frozen=True)
class PartenaireConsulte:
    """Un partenaire que l'on peut consulter, et s'il l'est d'ordinaire."""

    id: int
    nom: str
    courriel: str | None = field(repr=False)
    d_ordinaire: bool
    souci: str = ""


def partenaires_a_consulter(session: Session) -> list[PartenaireConsulte]:
    """Ceux qui siègent encore, dans l'ordre de leur nom ; sans adresse, ils recevront un PDF."""
    return [_partenaire(p) for p in partenaires(session)]


def _partenaire(p: PartenaireLu) -> PartenaireConsulte:
    valable = adresse(p.courriel)
    souci = (
        "" if valable else "adresse illisible : PDF à remettre" if p.courriel else "sans courriel : PDF à remettre"
    )
    return PartenaireConsulte(p.id, p.nom, valable, p.consulte, souci)


@dataclass(frozen=True)
class LogementASoumettre:
    """Un logement que l'on peut soumettre pour ce dossier : celui d'une offre, ou un libre du registre."""

    logement_id: int
    libelle: str
    offre_id: int | None = None
    rang: int | None = None

    @property
    def dit(self) -> str:
        """« Offre 2 : T3 · Les Micocouliers, Perpignan »."""
        return f"Offre {self.rang}{INSECABLE}: {self.libelle}" if self.rang is not None else self.libelle


def logements_a_soumettre(session: Session, menage_id: int) -> list[LogementASoumettre]:
    """Ses offres qui tiennent leur logement d'abord, la dernière en tête ; puis les logements libres."""
    return [*_des_offres(session, menage_id), *_libres(session, menage_id)]


def _des_offres(session: Session, menage_id: int) -> Iterator[LogementASoumettre]:
    requete = select(Offre).where(Offre.menage_id == menage_id).options(joinedload(Offre.logement))
    for offre in session.scalars(requete.order_by(Offre.rang.desc())):
        if offre.tient_le_logement and offre.logement.retire_le is None:
            yield LogementASoumettre(offre.logement_id, libelle_public(offre.logement), offre.id, offre.rang)


def _libres(session: Session, menage_id: int) -> Iterator[LogementASoumettre]:
    """Ni promis, ni loués, ni retirés, ni gardés pour d'autres ; ceux de la taille souhaitée d'abord."""
    pris = select(Offre.id).where(Offre.logement_id == LogementOffert.id, offre_tenue())
    loue = select(Relogement.id).where(Relogement.logement_id == LogementOffert.id, bail_tenu())
    gardes = or_(LogementOffert.reservation.is_(None), LogementOffert.reservation == Reservation.PROJET)
    voulues = [
        *session.scalars(select(Souhait.typologie).where(Souhait.menage_id == menage_id)),
        session.scalar(select(Menage.souhait_typologie).where(Menage.id == menage_id)),
    ]
    ailleurs = case((LogementOffert.typologie.in_([t for t in voulues if t]), 0), else_=1)
    requete = (
        select(LogementOffert.id, *_DITS)
        .where(LogementOffert.retire_le.is_(None), gardes, ~pris.exists(), ~loue.exists())
        .order_by(ailleurs, LogementOffert.commune, LogementOffert.residence, LogementOffert.id)
        .limit(MONTRES)
    )
    for numero, typologie, residence, commune, insee in session.execute(requete):
        dit = LogementOffert(typologie=typologie, residence=residence, commune=commune, commune_insee=insee)
        yield LogementASoumettre(numero, libelle_public(dit))
