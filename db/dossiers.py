"""La liste des dossiers : son ordre, ce que l'on y cherche, et les lignes que l'écran montre, à la demande."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db import recherche
from db.champs_liste import Origine, catalogue
from db.recherche import Recherche
from relogement.modeles import Bilan, LogementQuitte, Menage, Operation, Personne
from relogement.nomenclatures import Critere, Etat, Lien, TypeDossier, Typologie
from relogement.rapprochement import sans_accents

_DU_BILAN = (
    "etat", "nb_comptees", "offre_en_cours", "offre_acceptee", "rac_av", "rac_ap", "rac_prevu", "rac_estime",
    "rac_prevu_estime", "maitrise", "echeance_le", "echeance_objet", "echeance_motif",
)  # fmt: skip
_DU_LOGEMENT = ("typologie", "ug", "batiment", "etage", "bailleur")
PAR_NOM = "nom"


@dataclass(frozen=True, slots=True)
class LigneDossier:
    """Ce que la liste montre d'un dossier."""

    id: int
    reference: str
    type: TypeDossier
    nb_personnes: int | None
    referent: str | None
    operation: str
    typologie: Typologie | None
    ug: str | None
    batiment: str | None
    etage: str | None
    bailleur: str | None
    etat: Etat
    nb_comptees: int
    offre_en_cours: bool
    offre_acceptee: bool
    rac_av: Decimal | None
    rac_ap: Decimal | None
    rac_prevu: Decimal | None
    rac_estime: bool
    rac_prevu_estime: bool
    maitrise: Critere
    echeance_le: date | None
    echeance_objet: str | None
    echeance_motif: str | None
    famille: str = ""
    prenom: str = ""
    autres: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def nom(self) -> str:
        """« TRAORÉ Mariam » : le nom de famille se lit en capitales."""
        return f"{self.famille.upper()} {self.prenom}".strip()

    @property
    def rac_nouveau(self) -> Decimal | None:
        """Le RAC après, ou celui de l'offre en discussion tant qu'il n'y a pas d'après."""
        return self.rac_prevu if self.rac_ap is None else self.rac_ap

    @property
    def rac_nouveau_estime(self) -> bool:
        return self.rac_prevu_estime if self.rac_ap is None else self.rac_estime

    @property
    def place(self) -> str:
        """L'UG du logement quitté, ou à défaut son bâtiment et son étage."""
        return self.ug or " ".join(filter(None, (self.batiment, self.etage)))


def premiers(session: Session, combien: int) -> "array[int]":
    """Les premiers dossiers par nom : de quoi peindre avant d'avoir tout lu."""
    return _rangees(session, select(Recherche.menage_id).order_by(Recherche.cle_tri).limit(combien))


def ordre(session: Session, *, descendant: bool = False) -> "array[int]":
    """Tous les dossiers par nom."""
    cle = Recherche.cle_tri.desc() if descendant else Recherche.cle_tri.asc()
    return _rangees(session, select(Recherche.menage_id).order_by(cle))


def trouver(session: Session, demande: str) -> Collection[int] | None:
    """Les dossiers qui répondent à ce qui est tapé ; ``None`` si rien n'y peut se chercher."""
    demande = recherche.national(demande)
    mots = sans_accents(demande).split()
    if not mots:
        return None
    trouves = recherche.trouver(session.connection(), demande)
    if len(mots) > 1 and all(mot.isdigit() for mot in mots):  # « 06 12 34 » cherche aussi 061234
        return {*trouves, *recherche.trouver(session.connection(), "".join(mots))}
    return trouves


def page(session: Session, ids: Sequence[int], champs: Sequence[str] = ()) -> list[LigneDossier]:
    """Les lignes de ces dossiers, dans l'ordre donné, avec les champs demandés en plus."""
    noms, autres = _noms(session, ids), valeurs(session, ids, champs)
    requete = _lignes().where(Menage.id.in_(ids))
    lues: dict[int, LigneDossier] = {}
    for ligne in session.execute(requete):
        tout: tuple[Any, ...] = (*ligne, *noms.get(ligne[0], ("", "")), autres.get(ligne[0], {}))
        lues[ligne[0]] = LigneDossier(*tout)
    return [lues[i] for i in ids if i in lues]


def valeurs(session: Session, ids: Sequence[int], champs: Sequence[str]) -> dict[int, dict[str, Any]]:
    """De chaque dossier, la valeur des champs demandés : une requête par endroit où ils sont gardés."""
    par_origine: dict[Origine, list[str]] = {}
    for cle in champs:
        par_origine.setdefault(catalogue()[cle].origine, []).append(cle)
    lues: dict[int, dict[str, Any]] = {}
    for origine, cles in par_origine.items():
        requete = origine.lire([catalogue()[cle].expression for cle in cles]).where(origine.dossier.in_(ids))
        for dossier, *trouvees in session.execute(requete):
            du_dossier = lues.setdefault(dossier, {})
            for cle, valeur in zip(cles, trouvees, strict=True):
                du_dossier.setdefault(cle, valeur)
    return lues


def _rangees(session: Session, requete: Select[int]) -> "array[int]":
    return array("i", recherche.identifiants(session.connection(), requete))


def _noms(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Le nom et le prénom du titulaire de chaque dossier, sinon de sa première personne."""
    requete = (
        select(Personne.menage_id, Personne.nom, func.coalesce(Personne.prenom, ""))
        .where(Personne.menage_id.in_(ids))
        .order_by(Personne.lien != Lien.TITULAIRE, Personne.id)
    )
    noms: dict[int, tuple[str, str]] = {}
    for menage, nom, prenom in session.execute(requete):
        noms.setdefault(menage, (nom, prenom))
    return noms


def _lignes() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Menage.id,
            Menage.reference,
            Menage.type,
            Menage.nb_personnes,
            Menage.referent,
            Operation.code,
            *(getattr(LogementQuitte, nom) for nom in _DU_LOGEMENT),
            *(getattr(Bilan, nom) for nom in _DU_BILAN),
        )
        .join(Bilan, Bilan.menage_id == Menage.id)
        .join(Operation, Operation.id == Menage.operation_id)
        .outerjoin(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
    )
