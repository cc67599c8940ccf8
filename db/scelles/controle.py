"""Contrôler une période close : chaque empreinte recalculée, chaque chiffre recompté sur ses lignes."""

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.scelles.calcule import DES_DOSSIERS
from db.scelles.tables import ExemplaireScelle, LigneScellee, PeriodeScellee
from relogement.scelles.empreinte import empreinte, empreinte_de_la_periode
from relogement.scelles.entete import Entete, lire_entete
from relogement.scelles.periode import lire_periode
from relogement.textes import INSECABLE, pluriel

MONTREES = 5


def alterations(session: Session) -> Iterator[str]:
    """Une phrase par période close qui n'est plus ce qui a été scellé."""
    for scellee in session.scalars(select(PeriodeScellee).order_by(PeriodeScellee.id)):
        for phrase in alterations_de(session, scellee):
            yield f"période close «{INSECABLE}{scellee.libelle}{INSECABLE}» : {phrase}"


def alterations_de(session: Session, scellee: PeriodeScellee) -> list[str]:
    """Ce qui, dans cette période, a été changé depuis le scellé."""
    rangs, sommes, comptes = _lignes(session, scellee.id)
    fichiers, sommes_des_fichiers = _fichiers(session, scellee.id)
    phrases = [_des_lignes(rangs)] if rangs else []
    phrases += [f"le fichier {nom} a été altéré" for nom in fichiers]
    if not _entete_fidele(scellee):
        phrases.append("son en-tête a été altéré")
    elif not rangs and not _chiffres_justes(lire_entete(scellee.entete), comptes):
        phrases.append("ses chiffres ne se recomptent pas sur ses lignes")
    entiere = empreinte_de_la_periode(scellee.entete, sommes, sommes_des_fichiers)
    if entiere != scellee.empreinte and not phrases:
        phrases.append("son empreinte ne correspond plus : des lignes ont été ajoutées, retirées ou déplacées")
    return phrases


Comptes = Mapping[str, Counter[str]]


def _lignes(session: Session, periode_id: int) -> tuple[list[int], list[str], Comptes]:
    """Les rangs altérés, les empreintes gardées, et où chaque ligne compte."""
    li = LigneScellee
    requete = select(li.rang, li.menage_id, li.contenu, li.empreinte).where(li.periode_id == periode_id)
    alteres, sommes = [], []
    comptes: dict[str, Counter[str]] = {i.code: Counter() for i in DES_DOSSIERS}
    for rang, menage_id, contenu, somme in session.connection().execute(requete.order_by(li.rang)):
        if empreinte(f"{menage_id} {contenu}") != somme:
            alteres.append(rang)
            continue
        sommes.append(somme)
        for code, valeur in json.loads(contenu)["comptes"].items():
            comptes.setdefault(code, Counter())[valeur] += 1
    return alteres, sommes, comptes


def _fichiers(session: Session, periode_id: int) -> tuple[list[str], list[str]]:
    requete = select(ExemplaireScelle).where(ExemplaireScelle.periode_id == periode_id)
    trouves = {(e.export, e.extension): e for e in session.scalars(requete)}
    alteres = [f"{e.export}{e.extension}" for e in trouves.values() if not _intact(e)]
    return alteres, [trouves[cle].empreinte for cle in sorted(trouves)]


def _intact(exemplaire: ExemplaireScelle) -> bool:
    try:
        return empreinte(zlib.decompress(exemplaire.contenu)) == exemplaire.empreinte
    except zlib.error:
        return False


def _entete_fidele(scellee: PeriodeScellee) -> bool:
    """L'en-tête se relit, et les colonnes que l'on montre disent la même chose que lui."""
    try:
        entete = lire_entete(scellee.entete)
    except (ValueError, KeyError, TypeError):
        return False
    montre = (scellee.libelle, scellee.operation, scellee.initiales, scellee.scellee_le.isoformat())
    garde = (entete.libelle, entete.operation, entete.initiales, entete.scellee_le)
    return montre == garde and lire_periode(entete.periode) == scellee.periode


def _chiffres_justes(entete: Entete, comptes: Comptes) -> bool:
    """Chaque indicateur sur les dossiers est la somme de ses lignes."""
    for code, compte in comptes.items():
        mesure = entete.mesure("tous", code)
        if mesure is not None and _effectifs(compte) != (mesure.oui, mesure.non, mesure.nr, mesure.so):
            return False
    return True


def _effectifs(compte: Counter[str]) -> tuple[Any, ...]:
    return tuple(compte[valeur] for valeur in ("OUI", "NON", "NR", "SO"))


def _des_lignes(rangs: list[int]) -> str:
    montres = ", ".join(map(str, rangs[:MONTREES])) + ("…" if len(rangs) > MONTREES else "")
    return f"{pluriel(len(rangs), 'ligne altérée', 'lignes altérées')} (rang {montres})"
