"""Un chiffre que l'on peut ouvrir : ses groupes, sa définition, et les dossiers derrière chacun."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased

from db.recherche import Recherche
from db.situations import relogement_retenu
from relogement.modeles import Bilan, LogementOffert, Menage, Relogement

_RETENU = aliased(Relogement)
Phrase = Callable[..., str]


@dataclass(frozen=True)
class Groupe:
    """Une réponse et son effectif : « Oui 42 »."""

    cle: str
    libelle: str
    effectif: int


@dataclass(frozen=True, slots=True)
class Derriere:
    """Un dossier derrière un chiffre, et pourquoi il y est."""

    id: int | None
    reference: str
    nom: str = field(repr=False)
    lieu: str = field(repr=False)
    motif: str = field(repr=False)


@dataclass(frozen=True)
class Chiffre:
    """``verdict`` : ses groupes jugent (oui, non), ils ne font pas que ranger."""

    titre: str
    groupes: tuple[Groupe, ...]
    definition: str
    source: str
    lire: Callable[[Session, str], list[Derriere]] = field(repr=False)
    fraction: str = ""
    verdict: bool = False


def dossiers(*colonnes: Any) -> Select[*tuple[Any, ...]]:
    """La requête des dossiers d'une liste, par ordre de nom ; ``colonnes`` nourrissent la raison."""
    return (
        select(Menage.id, Menage.reference, Recherche.nom, LogementOffert.commune, *colonnes)
        .join(Bilan, Bilan.menage_id == Menage.id)
        .join(Recherche, Recherche.menage_id == Menage.id)
        .outerjoin(_RETENU, _RETENU.id == relogement_retenu())
        .outerjoin(LogementOffert, LogementOffert.id == _RETENU.logement_id)
        .order_by(Recherche.cle_tri)
    )


def lues(session: Session, requete: Select[*tuple[Any, ...]], phrase: Phrase) -> list[Derriere]:
    """Les dossiers trouvés, chacun avec sa raison écrite par ``phrase``."""
    return [_derriere(ligne, phrase) for ligne in session.execute(requete)]


def _derriere(ligne: Row[Any], phrase: Phrase) -> Derriere:
    valeurs = tuple(ligne)
    identifiant, reference, nom, lieu = valeurs[:4]
    return Derriere(identifiant, reference, nom or reference, lieu or "", phrase(*valeurs[4:]))
