"""Le journal : qui a changé quoi, quand, dans la même transaction que le changement, écritures en masse comprises.

Des déclencheurs l'écrivent (voir ``declencheurs``) : rien ne peut leur échapper.
"""

import json
from datetime import datetime

from sqlalchemy import Connection, ForeignKey, Index, LargeBinary, Select, Table, func, insert, or_, select, text
from sqlalchemy.orm import Mapped, mapped_column

from db.baremes import PeriodeAjoutee
from db.seuils_q1 import SeuilImporte
from relogement.base import Base
from relogement.menage import Menage
from relogement.modeles import (
    Charte,
    CommuneDeDepart,
    Consultation,
    Decision,
    Localisation,
    LogementOffert,
    LogementQuitte,
    Offre,
    Operation,
    Projet,
    Quartier,
    Relogement,
)

_CALCULEES = (
    "bilan",
    "a_faire",
    "recherche",
    "ecriture",
    "journal",
    "contenu_remplace",
    "brouillon",
    "lot_importe",  # ils racontent une écriture, ils n'en sont pas l'objet
    "ligne_importee",
    "ligne_scellee",  # ne se modifient plus : leur empreinte les garde, et non le journal
    "exemplaire_scelle",
    "alembic_version",
)
POUR_TOUS = tuple(m.__tablename__ for m in (Projet, Charte, PeriodeAjoutee, SeuilImporte, CommuneDeDepart))


class Ecriture(Base, kw_only=True):
    """Une transaction d'écriture : son auteur, son heure, l'acte qui l'a demandée."""

    __tablename__ = "ecriture"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    le: Mapped[datetime] = mapped_column()
    auteur: Mapped[str] = mapped_column()
    acte: Mapped[str] = mapped_column()
    annule_id: Mapped[int | None] = mapped_column(default=None)


class LigneDeJournal(Base, kw_only=True):
    """Un champ changé ; ``champ`` vide pour une création (tout est dans la ligne) ou une suppression."""

    __tablename__ = "journal"
    __table_args__ = (
        Index("ix_journal_dossier", "dossier_id"),
        Index("ix_journal_ecriture", "ecriture_id"),
        Index(
            "ix_journal_suppressions", "objet", "ligne_id",
            sqlite_where=text("geste = 'S'"), postgresql_where=text("geste = 'S'"),
        ),
        Index(  # les logements : ils n'appartiennent à aucun dossier
            "ix_journal_sans_dossier", "objet", "ligne_id",
            sqlite_where=text("dossier_id IS NULL"), postgresql_where=text("dossier_id IS NULL"),
        ),
        Index(
            "ix_journal_changes_de_dossier", "avant", "ecriture_id",
            sqlite_where=text("champ = 'menage_id'"), postgresql_where=text("champ = 'menage_id'"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    ecriture_id: Mapped[int] = mapped_column(ForeignKey("ecriture.id"))
    objet: Mapped[str] = mapped_column()
    ligne_id: Mapped[int] = mapped_column()
    dossier_id: Mapped[int | None] = mapped_column()
    geste: Mapped[str] = mapped_column()
    champ: Mapped[str | None] = mapped_column()
    avant: Mapped[str | None] = mapped_column()
    apres: Mapped[str | None] = mapped_column()


class ContenuRemplace(Base, kw_only=True):
    """Le contenu d'un fichier joint ou d'un contour avant qu'une écriture le change ou le supprime.

    Il ne se lit pas comme un champ : il est gardé à côté du journal, pour que tout acte puisse s'annuler.
    """

    __tablename__ = "contenu_remplace"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    ecriture_id: Mapped[int] = mapped_column(ForeignKey("ecriture.id"), index=True)
    objet: Mapped[str] = mapped_column()
    ligne_id: Mapped[int] = mapped_column()
    champ: Mapped[str] = mapped_column()
    contenu: Mapped[bytes] = mapped_column(LargeBinary)


def tables_suivies() -> list[Table]:
    """Toutes les tables saisies ; ce qui est calculé ne se journalise pas."""
    return [t for t in Base.metadata.sorted_tables if t.name not in _CALCULEES]


def ouvrir_ecriture(connexion: Connection, *, acte: str, auteur: str, le: datetime) -> int:
    """Ouvre l'écriture de cette transaction ; tout ce qui change ensuite s'y rattache."""
    resultat = connexion.execute(insert(Ecriture).values(le=le, auteur=auteur, acte=acte).returning(Ecriture.id))
    ecriture = resultat.scalar_one()
    if connexion.dialect.name == "postgresql":
        connexion.execute(text("SELECT set_config('relogement.ecriture', :e, true)"), {"e": str(ecriture)})
    return ecriture


def ecriture_courante(connexion: Connection) -> int:
    """Le numéro de l'écriture ouverte par cette transaction."""
    return connexion.execute(select(func.max(Ecriture.id))).scalar_one()


def dossiers_touches(connexion: Connection, ecriture: int) -> list[int] | None:
    """Les dossiers dont quelque chose a changé dans cette écriture ; ``None`` si tous sont concernés."""
    lignes = LigneDeJournal
    de_l_ecriture = lignes.ecriture_id == ecriture
    objets = set(connexion.scalars(select(lignes.objet).where(de_l_ecriture).distinct()))
    if objets & set(POUR_TOUS) or ("quartier" in objets and _site_change(connexion, ecriture)):
        return None
    directs = connexion.scalars(
        select(lignes.dossier_id).where(de_l_ecriture, lignes.dossier_id.is_not(None)).distinct()
    )
    touches = {d for d in directs if d is not None} | _quittes(connexion, ecriture)
    touches |= _par_les_responsables(connexion, objets, ecriture)
    touches |= _par_les_logements(connexion, objets, ecriture)
    if "operation" in objets:
        deplacees = _modifies(Operation.__tablename__, ecriture)
        touches |= set(connexion.scalars(select(Menage.id).where(Menage.operation_id.in_(deplacees))))
    return sorted(touches)


def _site_change(connexion: Connection, ecriture: int) -> bool:
    """Le contour du site a changé : c'est de lui que se mesure l'éloignement des logements offerts."""
    site = or_(Quartier.code == Projet.code_qpv, Quartier.code == Projet.code_qpv_2024)
    requete = (
        select(Quartier.id).join(Projet, site).where(Quartier.id.in_(_modifies(Quartier.__tablename__, ecriture)))
    )
    return connexion.execute(requete.limit(1)).first() is not None


def _quittes(connexion: Connection, ecriture: int) -> set[int]:
    """Une ligne qui passe d'un dossier à un autre change aussi celui qu'elle quitte."""
    lignes = LigneDeJournal
    anciens = select(lignes.avant).where(lignes.ecriture_id == ecriture, lignes.champ == "menage_id")
    return {int(ancien) for ancien in connexion.scalars(anciens) if ancien}


def _par_les_logements(connexion: Connection, objets: set[str], ecriture: int) -> set[int]:
    """Un logement qui change change le bilan des dossiers qui le quittent ou qui y vont."""
    touches: set[int] = set()
    if "logement_quitte" in objets:
        modifies = _modifies(LogementQuitte.__tablename__, ecriture)
        touches |= set(connexion.scalars(select(Menage.id).where(Menage.logement_quitte_id.in_(modifies))))
    if "logement_offert" in objets or "localisation" in objets:
        situes = select(Localisation.logement_id).where(
            Localisation.id.in_(_modifies(Localisation.__tablename__, ecriture))
        )
        changes = _modifies(LogementOffert.__tablename__, ecriture).union(situes)
        for lien in (Offre, Relogement, Consultation):
            touches |= set(connexion.scalars(select(lien.menage_id).where(lien.logement_id.in_(changes))))
    return touches


def _par_les_responsables(connexion: Connection, objets: set[str], ecriture: int) -> set[int]:
    """Qui gagne ou perd ses dossiers devient ou cesse d'être l'agent à qui reviennent des décisions, ailleurs."""
    en_cours = (Decision.suite.is_(None), Decision.responsable.is_not(None))
    if "menage" not in objets or connexion.scalar(select(Decision.id).where(*en_cours).limit(1)) is None:
        return set()
    j = LigneDeJournal
    des_menages = (j.ecriture_id == ecriture, j.objet == "menage")
    noms: set[str | None] = set()
    for champ in (j.avant, j.apres):
        noms |= set(connexion.scalars(select(champ).where(*des_menages, j.champ == "referent").distinct()))
    crees = select(j.ligne_id).where(*des_menages, j.geste == "C")
    noms |= set(connexion.scalars(select(Menage.referent).where(Menage.id.in_(crees)).distinct()))
    for supprimee in connexion.scalars(select(j.avant).where(*des_menages, j.geste == "S")):
        noms.add(json.loads(supprimee or "{}").get("referent"))
    ouvertes = select(Decision.menage_id).where(*en_cours, Decision.responsable.in_(noms - {None}))
    return set(connexion.scalars(ouvertes))


def _modifies(objet: str, ecriture: int) -> Select[int]:
    lignes = LigneDeJournal
    return select(lignes.ligne_id).where(lignes.ecriture_id == ecriture, lignes.objet == objet)
