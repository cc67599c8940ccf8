"""Les périodes closes telles qu'un écran les montre : leur liste, puis une seule avec ses rectifications."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal import Ecriture, LigneDeJournal
from db.journee import noms_des_menages
from db.remise import lots
from db.scelles.controle import alterations_de
from db.scelles.lecture import references_de, toutes
from db.scelles.rectifications import rectifications
from db.scelles.tables import ExemplaireScelle, PeriodeScellee
from relogement.erreurs import ErreurMetier
from relogement.scelles.entete import lire_entete
from relogement.scelles.periode import Periode
from relogement.scelles.rectification import Rectifications

RIEN = Rectifications((), ())


@dataclass(frozen=True)
class PeriodeVue:
    """Une ligne de la liste."""

    id: int
    libelle: str
    periode: Periode
    operation: str | None
    dossiers: int
    scellee_le: datetime
    auteur: str
    empreinte: str
    levee_le: datetime | None = None
    levee_par: str = ""
    levee_motif: str = ""

    @property
    def est_levee(self) -> bool:
        return self.levee_le is not None


@dataclass(frozen=True)
class PeriodeOuverte:
    """Une période et ce qui en a changé ; ``avis`` dit ce qui a été altéré, ou ce qui ne se compare plus."""

    vue: PeriodeVue
    mise_en_page: str
    programme: str
    exemplaires: tuple[tuple[str, str], ...]
    rectifications: Rectifications = RIEN
    references: dict[int, str] = field(default_factory=dict)
    noms: dict[int, str] = field(default_factory=dict, repr=False)
    avis: str = ""


def periodes_vues(session: Session) -> tuple[PeriodeVue, ...]:
    """Toutes, la plus récente d'abord, celles que l'on a rouvertes comprises."""
    scellees = toutes(session)
    auteurs = _auteurs(session, [scellee.id for scellee in scellees])
    return tuple(_vue(scellee, auteurs.get(scellee.id, "")) for scellee in scellees)


def _auteurs(session: Session, periodes: Sequence[int]) -> dict[int, str]:
    """Qui a scellé chaque période, d'après le journal."""
    lignes = LigneDeJournal
    creation = (
        lignes.objet == PeriodeScellee.__tablename__, lignes.dossier_id.is_(None), lignes.ligne_id.in_(periodes),
        lignes.geste == "C",
    )  # fmt: skip
    requete = select(lignes.ligne_id, Ecriture.auteur).join(Ecriture, Ecriture.id == lignes.ecriture_id)
    return dict(session.execute(requete.where(*creation)).all())


def ouvrir_periode(session: Session, vue: PeriodeVue) -> PeriodeOuverte:
    """Cette période, contrôlée, et comparée à ce qu'elle serait maintenant."""
    scellee = session.get_one(PeriodeScellee, vue.id)
    entete = lire_entete(scellee.entete)
    gardes = ExemplaireScelle.export, ExemplaireScelle.extension
    requete = select(*gardes).where(ExemplaireScelle.periode_id == vue.id).order_by(*gardes)
    exemplaires = tuple((export, forme) for export, forme in session.execute(requete))
    trouvees, avis = _comparee(session, scellee)
    concernes = {r.menage_id for r in trouvees.lignes if r.menage_id is not None}
    return PeriodeOuverte(
        vue, entete.mise_en_page["nom"], entete.programme, exemplaires, trouvees,
        references_de(session, concernes), _noms(session, concernes), avis,
    )  # fmt: skip


def _comparee(session: Session, scellee: PeriodeScellee) -> tuple[Rectifications, str]:
    if alterees := alterations_de(session, scellee):
        return RIEN, f"Cette période close a été altérée : {', '.join(alterees)}. Reprenez une sauvegarde d’avant."
    try:
        return rectifications(session, scellee), ""
    except ErreurMetier as erreur:
        return RIEN, str(erreur)


def _noms(session: Session, dossiers: set[int]) -> dict[int, str]:
    noms: dict[int, str] = {}
    for lot in lots(sorted(dossiers)):
        noms |= noms_des_menages(session, lot)
    return noms


def _vue(s: PeriodeScellee, auteur: str) -> PeriodeVue:
    return PeriodeVue(
        s.id, s.libelle, s.periode, s.operation, s.nb_lignes, s.scellee_le, auteur or s.initiales, s.empreinte,
        s.levee_le, s.levee_par or "", s.levee_motif or "",
    )  # fmt: skip
