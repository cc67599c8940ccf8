"""Reprendre un fichier lu : pour voir dans une session de lecture, pour de bon dans une écriture."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any

from sqlalchemy.orm import Session

from db.imports.chantier import Chantier, Faite
from db.imports.rapport import Rapport
from relogement.imports.anomalies import Gravite
from relogement.imports.apercu import CleLigne, Ecart, Sort
from relogement.imports.choix import Choix
from relogement.imports.resultat import Lecture
from relogement.textes import pluriel
from relogement.travail import Avancement, sans_avancement


@contextmanager
def sans_ramassage() -> Iterator[None]:
    """Des millions de valeurs qui ne se nomment pas en rond : le ramasse-miettes les reparcourrait pour rien."""
    actif = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if actif:
            gc.enable()


def ouvrir_le_chantier(
    session: Session,
    nature: str,
    lecture: Lecture[Any],
    choix: Choix,
    avancement: Avancement = sans_avancement,
    *,
    ecrit: bool,
    fichier: str = "",
) -> Chantier:
    return Chantier(session, Rapport.de(nature, lecture), choix, ecrit, avancement, fichier)


def compter(chantier: Chantier, lecture: Lecture[Any]) -> None:
    """Le rapport compte chaque ligne du fichier, celles d'un cotitulaire avec le sort de son ménage."""
    rapport, sorts = chantier.rapport, dict[CleLigne, Sort]()
    decochees = 0
    for faite in chantier.faites:
        sorts[faite.cle] = faite.sort if faite.cochee else Sort.ECARTEE
        decochees += not faite.cochee and faite.sort is not Sort.ECARTEE
    for sort in sorts.values():
        rapport.compter(sort)
    for place, tete in lecture.jointes.items():
        sort = sorts.get(CleLigne(*tete), Sort.ECARTEE)
        decochees += CleLigne(*tete) in chantier.choix.decochees
        rapport.compter(sort)
        sorts[CleLigne(*place)] = sort
    if decochees:
        dit = pluriel(decochees, "ligne décochée", "lignes décochées")
        chantier.dire("", None, None, Gravite.INFO, f"{dit} dans l’aperçu : rien n’en est importé.")


def empreinte_des_lignes(faites: list[Faite]) -> int:
    """Un numéro de ce qui s'écrirait : il ne dépend pas de l'ordre, et change si une ligne change."""
    somme = 0
    for faite in faites:
        if faite.cochee:
            somme ^= empreinte_d_une_ligne(faite.cle, faite.sort, faite.ecarts)
    return somme


def empreinte_d_une_ligne(cle: CleLigne, sort: Sort, ecarts: tuple[Ecart, ...]) -> int:
    if sort is Sort.INCHANGEE or sort is Sort.ECARTEE:
        return 0
    ecrits = [(e.champ, str(e.ancien), str(e.nouveau)) for e in ecarts if e.s_ecrit]
    return int.from_bytes(blake2b(repr((cle, sort, ecrits)).encode(), digest_size=8).digest())
