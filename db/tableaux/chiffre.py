"""Un chiffre que l'on peut ouvrir : ses groupes, sa définition, et les lignes derrière chacun."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased

from db.recherche import Recherche
from db.situations import relogement_retenu
from relogement.modeles import Bilan, LogementOffert, Menage, Relogement
from relogement.regles.localisation import A_VERIFIER

PAGE = 200
RETENU = aliased(Relogement)
Phrase = Callable[..., str]


@dataclass(frozen=True)
class Groupe:
    """Une réponse et son effectif : « Oui 42 »."""

    cle: str
    libelle: str
    effectif: int


@dataclass(frozen=True, slots=True)
class Derriere:
    """Un dossier derrière un chiffre, et pourquoi il y est.

    ``a_verifier`` : sa place tient à quelques mètres ; ``champ`` : celui où l'ouvrir, s'il y manque quelque chose.
    """

    id: int | None
    reference: str
    nom: str = field(repr=False)
    lieu: str = field(repr=False)
    motif: str = field(repr=False)
    a_verifier: bool = False
    champ: str = ""


@dataclass(frozen=True)
class Liste:
    """Les lignes d'un groupe dans leur ordre, par leur numéro ; ce qu'on en lit vient page par page."""

    lignes: Sequence[int]
    dossiers: Sequence[int]
    dire: Callable[[Session, Sequence[int]], list[Derriere]] = field(repr=False)

    def page(self, session: Session, debut: int = 0) -> list[Derriere]:
        """Les lignes suivantes, assez pour remplir l'écran plusieurs fois."""
        return self.dire(session, self.lignes[debut : debut + PAGE])


@dataclass(frozen=True)
class Chiffre:
    """``verdict`` : ses groupes jugent (oui, non), ils ne font pas que ranger."""

    titre: str
    groupes: tuple[Groupe, ...]
    definition: str
    source: str
    ouvrir: Callable[[Session, str], Liste] = field(repr=False)
    fraction: str = ""
    verdict: bool = False

    def lire(self, session: Session, groupe: str) -> list[Derriere]:
        """Toutes les lignes d'un groupe."""
        liste = self.ouvrir(session, groupe)
        return [d for debut in range(0, len(liste.lignes), PAGE) for d in liste.page(session, debut)]


def dossiers(*colonnes: Any) -> Select[*tuple[Any, ...]]:
    """La requête des dossiers d'une liste, par ordre de nom ; ``colonnes`` nourrissent la raison."""
    return (
        select(Menage.id, Menage.reference, Recherche.nom, LogementOffert.commune, *colonnes)
        .join(Bilan, Bilan.menage_id == Menage.id)
        .join(Recherche, Recherche.menage_id == Menage.id)
        .outerjoin(RETENU, RETENU.id == relogement_retenu())
        .outerjoin(LogementOffert, LogementOffert.id == RETENU.logement_id)
        .order_by(Recherche.cle_tri)
    )


def liste_de(session: Session, voulus: Select[*tuple[Any, ...]], colonnes: Sequence[Any], phrase: Phrase) -> Liste:
    """La liste des dossiers d'une requête, rangés par nom, chacun avec la raison que ``phrase`` écrit."""
    ids = list(
        session.scalars(voulus.join(Recherche, Recherche.menage_id == Menage.id).order_by(Recherche.cle_tri))
    )
    return Liste(ids, ids, lambda s, page: derriere(s, page, colonnes, phrase))


def derriere(session: Session, ids: Sequence[int], colonnes: Sequence[Any], phrase: Phrase) -> list[Derriere]:
    """Ces dossiers, dans cet ordre, chacun avec sa raison."""
    lignes = session.execute(dossiers(*colonnes).where(Menage.id.in_(ids)))
    par_id = {ligne[0]: _derriere(ligne, phrase) for ligne in lignes}
    return [par_id[numero] for numero in ids if numero in par_id]


def _derriere(ligne: Row[Any], phrase: Phrase) -> Derriere:
    valeurs = tuple(ligne)
    identifiant, reference, nom, lieu = valeurs[:4]
    motif = phrase(*valeurs[4:])
    return Derriere(
        identifiant, reference, nom or reference, lieu or "", motif, a_verifier=motif.endswith(A_VERIFIER)
    )
