"""Purger un dossier de la corbeille : ses valeurs quittent le journal, les traces de qui a fait quoi restent."""

import json
from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, delete, or_, select, update
from sqlalchemy.orm import Session

from db.annulation_lignes import liens, tables
from db.brouillons import Brouillon
from db.corbeille import numero_jete
from db.dialecte import effacer_pour_de_bon
from db.journal import ContenuRemplace, Ecriture, LigneDeJournal, ecriture_courante
from db.remise import lots
from relogement.erreurs import ErreurMetier
from relogement.modeles import Menage, NumeroSne
from relogement.rapprochement_sne import numero_propre
from relogement.textes import INSECABLE

PURGE = "Dossier purgé"
Lignes = Mapping[str, set[int]]


def purger(session: Session, ecriture: int, motif: str) -> None:
    """Efface pour toujours le dossier que cette écriture a jeté ; l'écriture de la purge porte le motif."""
    if not motif.strip():
        raise ErreurMetier("Écrivez pourquoi ce dossier est purgé : le motif reste au journal.")
    numero = numero_jete(session, ecriture)
    if session.get(Menage, numero) is not None:
        raise ErreurMetier("Ce dossier a été restauré : il n’est plus dans la corbeille.")
    connexion = session.connection()
    effacer_pour_de_bon(connexion)
    _oublier_au_sne(connexion, ecriture, numero)
    _vider(connexion, _siennes(connexion, ecriture, numero), numero)
    session.execute(delete(Brouillon).where(Brouillon.objet == "dossier", Brouillon.cle == str(numero)))
    courante = Ecriture.id == ecriture_courante(connexion)
    session.execute(update(Ecriture).where(courante).values(acte=f"{PURGE}{INSECABLE}: {motif.strip()}"))


def _oublier_au_sne(connexion: Connection, ecriture: int, numero: int) -> None:
    """La ligne des listes de bailleurs qui portait son numéro unique nommait aussi ce ménage."""
    j, sne = LigneDeJournal, NumeroSne
    jete = select(j.avant).where(
        j.ecriture_id == ecriture, j.objet == "menage", j.ligne_id == numero, j.geste == "S"
    )
    unique = json.loads(connexion.scalar(jete) or "{}").get("numero_unique")
    if unique:
        ids = list(connexion.scalars(select(sne.id).where(sne.numero == numero_propre(unique))))
        connexion.execute(delete(sne).where(sne.id.in_(ids)))
        du_sne = update(j).where(j.objet == sne.__tablename__, j.ligne_id.in_(ids))
        connexion.execute(du_sne.values(avant=None, apres=None))


def _siennes(connexion: Connection, ecriture: int, numero: int) -> Lignes:
    """Toutes les lignes qui ont été les siennes, même retirées du dossier longtemps avant."""
    j = LigneDeJournal
    jetees = (j.ecriture_id == ecriture) & (j.geste == "S")
    requete = select(j.objet, j.ligne_id).where(or_(j.dossier_id == numero, jetees)).distinct()
    siennes: dict[str, set[int]] = defaultdict(set)
    for objet, ligne in connexion.execute(requete):
        siennes[objet].add(ligne)
    # Le contenu d'une pièce n'a pas de dossier à lui : il en a un par sa pièce.
    for lien in liens():
        if "menage_id" not in tables()[lien.table].c and lien.cible in ("piece",):
            siennes[lien.table] |= _nommant(connexion, lien.table, lien.champ, siennes[lien.cible])
    return siennes


def _nommant(connexion: Connection, objet: str, champ: str, cibles: set[int]) -> set[int]:
    j = LigneDeJournal
    supprimees = select(j.ligne_id, j.avant).where(j.objet == objet, j.geste == "S", j.avant.is_not(None))
    return {ligne for ligne, avant in connexion.execute(supprimees) if json.loads(avant or "{}")[champ] in cibles}


def _vider(connexion: Connection, siennes: Lignes, numero: int) -> None:
    j, c = LigneDeJournal, ContenuRemplace
    connexion.execute(update(j).where(j.dossier_id == numero).values(avant=None, apres=None))
    for objet, lignes in siennes.items():
        for lot in lots(sorted(lignes)):
            videes = update(j).where(j.objet == objet, j.ligne_id.in_(lot))
            connexion.execute(videes.values(avant=None, apres=None))
            connexion.execute(delete(c).where(c.objet == objet, c.ligne_id.in_(lot)))
