"""Avant d’écrire : l’impossible est refusé, et un numéro de sécurité sociale ne s’enregistre nulle part."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from db.horloge import aujourdhui
from relogement.base import Ligne
from relogement.champs import champs
from relogement.controles import remarques, remarques_sur_les_liens
from relogement.controles.texte_libre import NIR_REFUSE, porte_un_nir
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.textes import INSECABLE


def verifier(ligne: Ligne, noms: Iterable[str]) -> None:
    """Refuse la première chose impossible parmi les champs qui viennent de changer, en nommant le champ."""
    faits, changes = champs(type(ligne)), set(noms)
    valeurs = {nom: getattr(ligne, nom) for nom in faits}
    for remarque in remarques(type(ligne), valeurs, au=aujourdhui()):
        if remarque.bloque and changes & set(remarque.champs):
            raise ErreurMetier(f"{faits[remarque.champ].libelle}{INSECABLE}: {remarque.phrase}")


def verifier_les_liens(menage: Menage) -> None:
    """Un titulaire, et un seul."""
    for remarque in remarques_sur_les_liens(p.lien for p in menage.personnes):
        raise ErreurMetier(remarque.phrase)


def refuser_les_nir(session: Session, *_: Any) -> None:
    """À chaque écriture, d'où qu'elle vienne : aucun texte libre ne porte de numéro de sécurité sociale."""
    for ligne in (*session.new, *session.dirty):
        libres = _libres(type(ligne)) if isinstance(ligne, Ligne) else ()
        if any(_change(ligne, nom) and porte_un_nir(getattr(ligne, nom)) for nom in libres):
            raise ErreurMetier(NIR_REFUSE)


def _change(ligne: Ligne, nom: str) -> bool:
    etat = inspect(ligne)
    return etat is None or etat.transient or etat.pending or etat.attrs[nom].history.has_changes()


@cache
def _libres(modele: type[Ligne]) -> tuple[str, ...]:
    return tuple(nom for nom, faits in champs(modele).items() if faits.libre)
