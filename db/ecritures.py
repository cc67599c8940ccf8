"""Les écritures du projet dites en mots : l'acte, le dossier, qui, quand, et si elle est déjà annulée."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.annulation import ANNULATION, RETABLISSEMENT
from db.annulation_phrases import NOMS
from db.journal import POUR_TOUS, Ecriture, LigneDeJournal
from relogement.modeles import Menage, Personne
from relogement.nomenclatures import Lien
from relogement.textes import nombre

PLUSIEURS = 2
_DEDANS = ("contenu_piece", "localisation")  # va avec sa pièce, avec son logement
A_CONFIRMER = 5


@dataclass(frozen=True)
class ActeFait:
    """Une écriture telle qu'un menu la nomme ; ``dossiers`` vaut 0, 1 ou ``PLUSIEURS``."""

    ecriture: int
    acte: str
    auteur: str
    le: datetime
    sujet: str
    dossiers: int
    annule: int | None = None
    annulee: bool = False

    @property
    def nom(self) -> str:
        """L'acte sans dire s'il annule ou rétablit : « Offre 2 refusée »."""
        return self.acte.removeprefix(ANNULATION).removeprefix(RETABLISSEMENT)

    @property
    def mots(self) -> str:
        """« offre 2 refusée, TRAORÉ (AC-026) »."""
        nom = self.nom[:1].lower() + self.nom[1:]
        return f"{nom}, {self.sujet}" if self.sujet else nom


def acte_fait(session: Session, ecriture_id: int) -> ActeFait | None:
    """Cette écriture en mots ; rien si elle n'a rien changé."""
    if session.scalar(select(LigneDeJournal.id).where(LigneDeJournal.ecriture_id == ecriture_id).limit(1)) is None:
        return None
    return _en_mots(session, session.get_one(Ecriture, ecriture_id), annulees(session))


def actes_faits(session: Session, dossier_id: int | None = None, *, limite: int = 200) -> list[ActeFait]:
    """Les dernières écritures qui ont changé quelque chose, de tous les dossiers ou d'un seul."""
    lignes = select(LigneDeJournal.id).where(LigneDeJournal.ecriture_id == Ecriture.id)
    if dossier_id is not None:
        lignes = lignes.where(LigneDeJournal.dossier_id == dossier_id)
    requete = select(Ecriture).where(lignes.exists(), Ecriture.id > 1).order_by(Ecriture.id.desc()).limit(limite)
    defaites = annulees(session)
    return [_en_mots(session, e, defaites) for e in session.scalars(requete)]


def annulees(session: Session) -> set[int]:
    """Les écritures annulées et pas rétablies depuis."""
    requete = select(Ecriture.id, Ecriture.annule_id).where(Ecriture.annule_id.is_not(None))
    defaites: set[int] = set()
    for ecriture, annule in session.execute(requete.order_by(Ecriture.id.desc())):
        if ecriture not in defaites and annule is not None:
            defaites.add(annule)
    return defaites


def demande_confirmation(session: Session, ecriture_id: int) -> bool:
    """Vrai d'un import, d'une charte, d'une modification en série : ce qui touche bien des dossiers à la fois."""
    lignes = LigneDeJournal
    de_l_ecriture = lignes.ecriture_id == ecriture_id
    pour_tous = select(lignes.id).where(de_l_ecriture, lignes.objet.in_(POUR_TOUS)).limit(1)
    if session.scalar(pour_tous) is not None:
        return True
    directs = select(lignes.dossier_id).where(de_l_ecriture, lignes.dossier_id.is_not(None)).distinct()
    return len(session.scalars(directs.limit(A_CONFIRMER + 1)).all()) > A_CONFIRMER


def ce_qui_sera_defait(session: Session, ecriture_id: int) -> tuple[str, ...]:
    """« 61 dossiers seront retirés », « 12 offres retrouveront leurs valeurs » : les comptes d'une écriture."""
    lignes = LigneDeJournal
    requete = (
        select(lignes.objet, lignes.geste, func.count(lignes.ligne_id.distinct()))
        .where(lignes.ecriture_id == ecriture_id)
        .group_by(lignes.objet, lignes.geste)
    )
    comptes = {(objet, geste): combien for objet, geste, combien in session.execute(requete)}
    ordre = {objet: rang for rang, objet in enumerate(NOMS)}
    comptes = {cle: combien for cle, combien in comptes.items() if cle[0] not in _DEDANS}
    ranges = sorted(comptes.items(), key=lambda c: (ordre.get(c[0][0], 99), c[0][1]))
    return tuple(_phrase(objet, geste, combien) for (objet, geste), combien in ranges)


_GESTES = {"C": "à retirer", "M": "à rendre comme avant", "S": "à remettre"}


def _phrase(objet: str, geste: str, combien: int) -> str:
    nom = NOMS.get(objet, "une ligne").partition(" ")[2]
    premier, _, reste = nom.partition(" ")
    if combien > 1:
        premier = premier if premier[-1] in "sx" else f"{premier}s"
        reste = " ".join(f"{mot}s" if mot.endswith(("é", "ée", "offert")) else mot for mot in reste.split())
    return f"{nombre(combien, 0)} {premier}{' ' if reste else ''}{reste} {_GESTES[geste]}"


def _en_mots(session: Session, ecriture: Ecriture, defaites: set[int]) -> ActeFait:
    lignes = LigneDeJournal
    siens = select(lignes.dossier_id).where(lignes.ecriture_id == ecriture.id, lignes.dossier_id.is_not(None))
    dossiers = session.scalars(siens.distinct().limit(PLUSIEURS)).all()
    return ActeFait(
        ecriture.id, ecriture.acte, ecriture.auteur, ecriture.le, _sujet(session, ecriture.id, dossiers),
        len(dossiers), ecriture.annule_id, ecriture.id in defaites,
    )  # fmt: skip


def _sujet(session: Session, ecriture: int, dossiers: Sequence[int | None]) -> str:
    """« TRAORÉ (AC-026) » ; plusieurs dossiers ne se nomment pas."""
    if len(dossiers) != 1:
        return "plusieurs dossiers" if dossiers else ""
    (dossier,) = dossiers
    reference = session.scalar(select(Menage.reference).where(Menage.id == dossier))
    if reference is None:
        return f"dossier {_supprimee(session, ecriture, dossier)}"
    return f"{_famille(session, dossier)} ({reference})".strip()


def _famille(session: Session, dossier: Any) -> str:
    requete = select(Personne.nom).where(Personne.menage_id == dossier)
    nom = session.scalar(requete.order_by(Personne.lien != Lien.TITULAIRE, Personne.id).limit(1))
    return (nom or "").upper()


def _supprimee(session: Session, ecriture: int, dossier: Any) -> str:
    """La référence d'un dossier qui n'est plus là, telle que sa suppression la garde."""
    lignes = LigneDeJournal
    requete = select(lignes.avant).where(
        lignes.objet == "menage", lignes.geste == "S", lignes.ligne_id == dossier, lignes.ecriture_id >= ecriture
    )
    gardee = session.scalar(requete.order_by(lignes.id.desc()).limit(1))
    return str(json.loads(gardee)["reference"]) if gardee else "purgé"
