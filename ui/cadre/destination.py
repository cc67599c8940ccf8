"""Où Ctrl+K peut mener : les dossiers et les commandes qui répondent à ce qui est tapé."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from relogement.rapprochement import sans_accents
from ui.cadre import travaux
from ui.commande import Commande
from ui.commandes import possibles

if TYPE_CHECKING:
    from db.dossiers import LigneDossier
    from ui.cadre.cadre import Cadre

RECENTS, TROUVES = "Dossiers récents", "Dossiers"


@dataclass(frozen=True)
class Destination:
    """Une ligne : ce qui est montré, et le geste."""

    texte: str
    faire: Callable[[], object]
    icone: str
    groupe: str
    detail: str = ""
    touches: str = ""


def destinations(cadre: Cadre, demande: str) -> list[Destination]:
    """Rien de tapé : les dossiers récents et tout ce que l'on peut faire.

    Sinon les commandes qui commencent ainsi, les dossiers, puis les autres commandes où chaque mot se trouve.
    """
    mots = sans_accents(demande).split()
    commandes = possibles(cadre)
    if not mots:
        return [*_recents(cadre), *_lignes(cadre, commandes)]
    debut = " ".join(mots)
    premieres = [c for c in commandes if sans_accents(c.texte).startswith(debut)]
    autres = [c for c in commandes if c not in premieres and _repond(c, mots)]
    return [*_lignes(cadre, premieres), *_dossiers(cadre, demande), *_lignes(cadre, autres)]


def _lignes(cadre: Cadre, commandes: Sequence[Commande]) -> Iterator[Destination]:
    for une in commandes:
        assert une.faire is not None
        faire = partial(une.faire, cadre)
        yield Destination(une.texte, faire, une.icone, une.groupe, touches=une.touches)


def _dossiers(cadre: Cadre, demande: str) -> list[Destination]:
    lignes = travaux.dossiers_trouves(cadre.ouvert.fichier, demande)
    return [_dossier(cadre, ligne, TROUVES) for ligne in lignes]


def _recents(cadre: Cadre) -> list[Destination]:
    fichier = cadre.ouvert.fichier
    ids = cadre.fenetre.reglages.dossiers_recents(fichier.base)
    return [_dossier(cadre, ligne, RECENTS) for ligne in travaux.dossiers_nommes(fichier, ids)]


def _dossier(cadre: Cadre, ligne: LigneDossier, groupe: str) -> Destination:
    detail = "  ·  ".join(mot for mot in (ligne.reference, ligne.ug, ligne.etat.libelle) if mot)
    return Destination(ligne.nom, partial(cadre.montrer_dossier, ligne.id), "user", groupe, detail)


def _repond(commande: Commande, mots: Sequence[str]) -> bool:
    connus = sans_accents(f"{commande.texte} {commande.groupe} {commande.mots}").split()
    return all(any(connu.startswith(mot) for connu in connus) for mot in mots)
