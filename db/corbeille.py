"""La corbeille : un dossier supprimé sort de partout, le journal le garde entier, et il se restaure d'un geste.

Rien n'y est rangé : mettre à la corbeille, c'est une écriture qui supprime, et restaurer, c'est l'annuler.
Ni liste, ni indicateur, ni export n'a donc à savoir qu'elle existe.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.orm import Session

from db.annulation import AnnulationImpossible, Annulee, annuler, ce_qui_empeche
from db.annulation_lignes import liens, tables
from db.dossier import relire
from db.ecritures import annulees
from db.journal import Ecriture, LigneDeJournal
from db.promesses import tenus
from relogement.erreurs import ErreurMetier
from relogement.modeles import Menage, Offre, Operation
from relogement.nomenclatures import Etat, Lien, TypeDossier
from relogement.offre import OUVERTES
from relogement.textes import INSECABLE, jour, pluriel

MISE, RESTAURATION = "Dossier mis à la corbeille", "Dossier restauré"
_COMPTES = {
    "personne": ("personne", "personnes"),
    "offre": ("offre", "offres"),
    "relogement": ("relogement", "relogements"),
    "contact": ("contact", "contacts"),
    "piece": ("pièce jointe", "pièces jointes"),
}


@dataclass(frozen=True)
class DossierJete:
    """Un dossier de la corbeille, de quoi le reconnaître."""

    ecriture: int
    id: int
    operation_id: int
    reference: str
    nom: str
    etat: str
    auteur: str
    le: datetime


def mettre_a_la_corbeille(session: Session, menage_id: int, *, version: int | None = None) -> None:
    """Supprime le dossier et tout ce qui n'est qu'à lui ; ce qui le nommait de loin l'oublie."""
    relire(session, Menage, menage_id, version)
    session.flush()
    connexion = session.connection()
    emportees = _emportees(connexion, menage_id)
    _oublier(connexion, emportees)
    for nom, table in reversed(tables().items()):
        if numeros := emportees.get(nom):
            connexion.execute(delete(table).where(table.c.id.in_(numeros)))
    session.expire_all()


def _emportees(connexion: Connection, menage_id: int) -> Mapping[str, set[int]]:
    """Les lignes qui ne peuvent pas exister sans lui, de proche en proche."""
    emportees: dict[str, set[int]] = defaultdict(set, {"menage": {menage_id}})
    for nom, table in tables().items():
        for lien in liens():
            if lien.table == nom and not table.c[lien.champ].nullable and emportees.get(lien.cible):
                de_la = table.c[lien.champ].in_(emportees[lien.cible])
                emportees[nom] |= set(connexion.scalars(select(table.c.id).where(de_la)))
    return emportees


def _oublier(connexion: Connection, emportees: Mapping[str, set[int]]) -> None:
    """Un décohabitant né de ce dossier reste : il ne dit plus d'où il vient."""
    for lien in liens():
        table = tables()[lien.table]
        if table.c[lien.champ].nullable and emportees.get(lien.cible):
            nomme = table.c[lien.champ].in_(emportees[lien.cible])
            reste = table.c.id.not_in(emportees.get(lien.table, set()))
            connexion.execute(update(table).where(nomme, reste).values({lien.champ: None}))


def consequences(session: Session, menage_id: int) -> tuple[str, ...]:
    """Ce que la mise à la corbeille emporte et défait, à lire avant."""
    menage = session.get(Menage, menage_id)
    if menage is None:
        raise ErreurMetier("Ce dossier n’existe plus. Revenez à la liste des dossiers.")
    return tuple(_consequences(session, menage))


def _consequences(session: Session, menage: Menage) -> Iterator[str]:
    emportees = _emportees(session.connection(), menage.id)
    comptes = [pluriel(len(emportees[o]), *mots) for o, mots in _COMPTES.items() if emportees.get(o)]
    if comptes:
        yield f"Partent avec lui{INSECABLE}: {', '.join(comptes)}."
    for offre in menage.offres:
        if offre.tient_le_logement:
            reponse = offre.reponse.libelle.lower()
            yield f"L’offre {offre.rang} est {reponse}{INSECABLE}: son logement redevient libre."
    for relogement in menage.relogements:
        if relogement.bail_le is not None:
            yield f"Le bail du {jour(relogement.bail_le)} ne comptera plus dans les indicateurs."
    nes = select(Menage.reference).where(Menage.dossier_parent_id == menage.id).order_by(Menage.reference)
    for reference in session.scalars(nes):
        yield f"Le dossier {reference}, né de celui-ci, reste{INSECABLE}; il ne dira plus d’où il vient."
    if menage.type is TypeDossier.DECOHABITANT and menage.dossier_parent is not None:
        yield (
            f"Ses personnes ne reviennent pas dans {menage.dossier_parent.reference}{INSECABLE}: "
            "pour cela, annulez plutôt la décohabitation."
        )


def corbeille(session: Session) -> list[DossierJete]:
    """Les dossiers que l'on peut restaurer, le dernier jeté d'abord."""
    lignes = LigneDeJournal
    requete = (
        select(Ecriture, lignes.ligne_id, lignes.avant)
        .join(lignes, lignes.ecriture_id == Ecriture.id)
        .where(Ecriture.acte == MISE, lignes.objet == "menage", lignes.geste == "S", lignes.avant.is_not(None))
        .order_by(Ecriture.id.desc())
    )
    defaites = annulees(session)
    jetes = [ligne for ligne in session.execute(requete) if ligne[0].id not in defaites]
    noms = _noms(session, [ecriture.id for ecriture, _, _ in jetes])
    return [_jete(ecriture, numero, json.loads(avant or "{}"), noms) for ecriture, numero, avant in jetes]


def _jete(ecriture: Ecriture, numero: int, ligne: Mapping[str, Any], noms: Mapping[int, str]) -> DossierJete:
    etat = next((e.libelle for e in Etat if e.value == ligne["etat"]), "")
    return DossierJete(
        ecriture.id, numero, ligne["operation_id"], ligne["reference"], noms.get(ecriture.id, ""), etat,
        ecriture.auteur, ecriture.le,
    )  # fmt: skip


def _noms(session: Session, ecritures: list[int]) -> dict[int, str]:
    """Le nom du titulaire de chaque dossier jeté, tel que sa suppression le garde."""
    lignes = LigneDeJournal
    requete = select(lignes.ecriture_id, lignes.avant).where(
        lignes.ecriture_id.in_(ecritures), lignes.objet == "personne", lignes.geste == "S"
    )
    noms: dict[int, str] = {}
    for ecriture, avant in session.execute(requete.order_by(lignes.ligne_id.desc())):
        personne = json.loads(avant or "{}")
        if ecriture not in noms or personne.get("lien") == Lien.TITULAIRE.value:
            nom = str(personne.get("nom") or "").upper()
            noms[ecriture] = f"{nom} {personne.get('prenom') or ''}".strip()
    return noms


def restaurer(session: Session, ecriture: int) -> tuple[Annulee, tuple[str, ...]]:
    """Rend le dossier entier ; avertit si un de ses logements a été promis à un autre entre-temps.

    Un dossier né de lui et supprimé depuis ne l'empêche pas de revenir.
    """
    numero = numero_jete(session, ecriture)
    siens = [o for o in ce_qui_empeche(session, ecriture) if o.dossier_id in (numero, None)]
    if siens:
        raise AnnulationImpossible(siens)
    annulee = annuler(session, ecriture, tolerant=True)
    return annulee, tuple(_promis_a_d_autres(session, numero))


def numero_jete(session: Session, ecriture: int) -> int:
    """Le numéro du dossier que cette écriture a jeté."""
    lignes = LigneDeJournal
    requete = select(lignes.ligne_id).where(
        lignes.ecriture_id == ecriture, lignes.objet == "menage", lignes.geste == "S"
    )
    numero = session.scalar(requete)
    if numero is None:
        raise ErreurMetier("Ce dossier n’est plus dans la corbeille. Rouvrez-la pour voir ce qui s’y trouve.")
    return numero


def _promis_a_d_autres(session: Session, numero: int) -> Iterator[str]:
    """Ce qui est revenu rendu, parce qu'un autre dossier tient le logement depuis."""
    for offre in session.scalars(select(Offre).where(Offre.menage_id == numero, Offre.reponse.in_(OUVERTES))):
        autres = [t for t in tenus(session, offre.logement_id) if t.menage_id != numero]
        for reference in sorted({t.reference for t in autres}):
            yield (
                f"Le logement de l’offre {offre.rang} a été promis entre-temps au dossier {reference}{INSECABLE}: "
                "l’offre revient, son logement reste à ce dossier."
            )


def references_jetees(session: Session, operation: str) -> set[str]:
    """Les références des dossiers de cette opération qui peuvent encore revenir."""
    numero = session.scalar(select(Operation.id).where(Operation.code == operation))
    return {jete.reference for jete in corbeille(session) if jete.operation_id == numero}
