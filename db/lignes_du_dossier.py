"""Les lignes qu'un dossier gagne ou perd : mois de ressources, souhaits, besoins, accompagnements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from db.pannes import Conflit
from db.verifications import verifier
from relogement.base import Ligne
from relogement.menage import Menage, Personne
from relogement.modeles import Accompagnement, Besoin, Ressource, Souhait
from relogement.mois_de_ressources import reporter_les_mois

L = TypeVar("L", bound=Ligne)
CHANGE_AILLEURS = (
    "Ce dossier a été modifié entre-temps par quelqu’un d’autre : rien n’a été enregistré. "
    "Relisez-le : ce que vous avez saisi est gardé, et vous verrez ce qui a changé."
)
LISTES: Mapping[type[Ligne], str] = {
    Ressource: "ressources_mensuelles",
    Souhait: "souhaits",
    Besoin: "besoins",
    Accompagnement: "accompagnements",
}
CLES: Mapping[type[Ligne], tuple[str, ...]] = {
    Ressource: ("personne_id", "code", "mois"),
    Besoin: ("code",),
    Accompagnement: ("code",),
}


@dataclass(frozen=True)
class Ajout:
    """Une ligne de plus au dossier ; `personne_id` dit de qui est un mois de ressources, rien pour le foyer."""

    modele: type[Ligne]
    valeurs: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Retrait:
    """Une ligne ôtée du dossier, et la version qui était montrée."""

    modele: type[Ligne]
    id: int
    version: int


def relire(session: Session, modele: type[L], id_: int, version: int | None = None) -> L:
    """La ligne à changer ; ``Conflit`` si ce n'est plus la version qui était montrée."""
    ligne = session.get(modele, id_)
    if ligne is None or (version is not None and ligne.version != version):
        raise Conflit(CHANGE_AILLEURS)
    return ligne


def changer_les_lignes(session: Session, menage_id: int, changements: Sequence[object]) -> None:
    """Ôte puis ajoute ; refuse une ligne que quelqu'un d'autre vient d'écrire ou de changer."""
    retraits = [c for c in changements if isinstance(c, Retrait)]
    ajouts = [c for c in changements if isinstance(c, Ajout)]
    if not retraits and not ajouts:
        return
    menage = relire(session, Menage, menage_id)
    for retrait in retraits:
        ligne = relire(session, retrait.modele, retrait.id, retrait.version)
        _liste(menage, retrait.modele).remove(ligne)
    session.flush()  # une clé ôtée se redonne dans la même écriture
    for ajout in ajouts:
        _ajouter(session, menage, ajout)


def reporter_les_totaux(session: Session, menage_id: int) -> None:
    """Le total par mois du ménage suit ses mois de ressources."""
    reporter_les_mois(relire(session, Menage, menage_id))


def _liste(menage: Menage, modele: type[Ligne]) -> list[Any]:
    liste: list[Any] = getattr(menage, LISTES[modele])
    return liste


def _ajouter(session: Session, menage: Menage, ajout: Ajout) -> None:
    valeurs, liste = dict(ajout.valeurs), _liste(menage, ajout.modele)
    cle = CLES.get(ajout.modele, ())
    if cle and any(all(getattr(ligne, nom) == valeurs.get(nom) for nom in cle) for ligne in liste):
        raise Conflit(CHANGE_AILLEURS)
    if "personne_id" in valeurs:
        valeurs["personne"] = _personne(session, menage, valeurs.pop("personne_id"))
    ligne = ajout.modele(**valeurs)
    verifier(ligne, ajout.valeurs)
    liste.append(ligne)


def _personne(session: Session, menage: Menage, numero: int | None) -> Personne | None:
    if numero is None:
        return None
    personne = relire(session, Personne, numero)
    if personne.menage_id != menage.id:
        raise Conflit(CHANGE_AILLEURS)
    return personne
