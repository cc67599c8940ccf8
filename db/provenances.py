"""De quelle ligne de quel fichier vient une valeur : le journal dit quelle écriture, le lot quelle ligne."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal import Ecriture, LigneDeJournal
from db.lots_importes import LigneImportee, LotImporte
from relogement.base import Ligne
from relogement.textes import jour


@dataclass(frozen=True)
class Provenance:
    """La ligne d'une feuille d'un fichier, importé ce jour-là."""

    fichier: str
    feuille: str
    ligne: int
    le: datetime
    lot: int

    @property
    def phrase(self) -> str:
        """« etat_locatif.xlsx, feuille Extraction, ligne 12, importé le 12/06/2026 »."""
        feuille = f", feuille {self.feuille}" if self.feuille else ""
        return f"{self.fichier}{feuille}, ligne {self.ligne}, importé le {jour(self.le)}"


class Trait(NamedTuple):
    """Une écriture qui a créé la ligne (« C ») ou changé un de ses champs."""

    geste: str
    ecriture: int
    annule: int | None
    acte: str
    auteur: str
    le: datetime


def qui_l_a_donnee(traits: Sequence[Trait]) -> Trait | None:
    """Le dernier trait, en sautant ce qui a été annulé et ce qui annulait ; à défaut, la création."""
    sautees: set[int] = set()
    for trait in reversed(traits):
        if trait.geste == "C":
            return trait
        if trait.ecriture in sautees:
            continue
        if trait.annule is None:
            return trait
        sautees.add(trait.annule)
    return None


def provenance(session: Session, objet: Ligne, champ: str) -> Provenance | None:
    """La ligne du fichier dont vient cette valeur ; rien si quelqu'un l'a saisie depuis."""
    return provenances(session, objet, (champ,)).get(champ)


def provenances(session: Session, objet: Ligne, champs: Sequence[str]) -> Mapping[str, Provenance]:
    """Celle de chacun de ces champs, quand il vient d'un fichier."""
    venues = _venues(session, objet)
    if not venues:
        return {}
    traits = _traits(session, objet, champs)
    donnees = {c: qui_l_a_donnee(sorted(traits[""] + traits[c], key=rang_du_trait)) for c in champs}
    return {c: venues[t.ecriture] for c, t in donnees.items() if t is not None and t.ecriture in venues}


def _venues(session: Session, objet: Ligne) -> dict[int, Provenance]:
    """Les lignes de fichier qui ont touché cet objet, par écriture ; la dernière s'il y en a plusieurs."""
    requete = (
        select(LotImporte, LigneImportee.feuille, LigneImportee.ligne, Ecriture.le)
        .join(LigneImportee, LigneImportee.lot_id == LotImporte.id)
        .join(Ecriture, Ecriture.id == LotImporte.ecriture_id)
        .where(LigneImportee.objet == objet.__tablename__, LigneImportee.ligne_id == objet.id)
        .order_by(LigneImportee.ligne)
    )
    venues: dict[int, Provenance] = {}
    for lot, rang, ligne, le in session.execute(requete):
        feuilles = dict(lot.detail).get("feuilles", ())
        feuille = feuilles[rang] if rang < len(feuilles) else ""
        venues[lot.ecriture_id] = Provenance(lot.fichier, feuille, ligne, le, lot.ecriture_id)
    return venues


def _traits(session: Session, objet: Ligne, champs: Sequence[str]) -> Mapping[str, list[Trait]]:
    j, table = LigneDeJournal, objet.__tablename__
    dossier = objet.id if table == "menage" else getattr(objet, "menage_id", None)
    requete = (
        select(
            j.champ, j.geste, j.ecriture_id, Ecriture.annule_id, Ecriture.acte, Ecriture.auteur, Ecriture.le
        )
        .join(Ecriture, Ecriture.id == j.ecriture_id)
        .where(j.objet == table, j.ligne_id == objet.id, j.champ.in_(champs) | (j.geste == "C"))
        .where(j.dossier_id.is_(None) if dossier is None else j.dossier_id == dossier)
        .order_by(j.id)
    )  # fmt: skip
    traits: dict[str, list[Trait]] = defaultdict(list)
    for champ, *reste in session.execute(requete):
        traits[champ or ""].append(Trait._make(reste))
    return traits


def rang_du_trait(trait: Trait) -> tuple[int, bool]:
    """L'ordre des écritures ; dans une même, la création d'abord."""
    return trait.ecriture, trait.geste != "C"
