"""Les lignes qu'un dossier gagne ou perd : mois de ressources, souhaits, besoins, accompagnements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from db.conflits import Collision, Collisions, collision
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


VALEURS: Mapping[type[Ligne], tuple[str, ...]] = {
    Ressource: ("montant",),
    Souhait: ("lieu", "typologie", "note"),
    Accompagnement: ("par",),
}
Arbitrages = Mapping[tuple[type[Ligne], int], Mapping[str, Any]]


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


def changer_les_lignes(
    session: Session, menage_id: int, changements: Sequence[object], arbitrages: Arbitrages
) -> None:
    """Ôte puis ajoute ; lève ``Collisions`` pour une ligne que quelqu'un d'autre vient d'écrire ou de changer.

    ``arbitrages`` : ce que l'agente a choisi, une fois les deux versions vues.
    """
    retraits = [c for c in changements if isinstance(c, Retrait)]
    ajouts = [c for c in changements if isinstance(c, Ajout)]
    if not retraits and not ajouts:
        return
    menage, trouvees = relire(session, Menage, menage_id), list[Collision]()
    for retrait in retraits:
        trouvees += _oter(session, menage, retrait, arbitrages)
    session.flush()  # une clé ôtée se redonne dans la même écriture
    for ajout in ajouts:
        trouvees += _ajouter(session, menage, ajout, arbitrages)
    if trouvees:
        raise Collisions(trouvees)


def reporter_les_totaux(session: Session, menage_id: int) -> None:
    """Le total par mois du ménage suit ses mois de ressources."""
    reporter_les_mois(relire(session, Menage, menage_id))


def _liste(menage: Menage, modele: type[Ligne]) -> list[Any]:
    liste: list[Any] = getattr(menage, LISTES[modele])
    return liste


def _oter(session: Session, menage: Menage, retrait: Retrait, arbitrages: Arbitrages) -> list[Collision]:
    """Ce qu'un autre a ôté aussi l'est déjà ; ce qu'il a changé se montre avant d'être perdu."""
    ligne = session.get(retrait.modele, retrait.id)
    if ligne is None:
        return []
    choix = arbitrages.get((retrait.modele, retrait.id))
    if choix is None and ligne.version != retrait.version:
        noms = VALEURS.get(retrait.modele, ())
        return [collision(session, ligne, nom, avant=None, mien=None) for nom in noms]
    if choix is None or all(valeur is None for valeur in choix.values()):
        _liste(menage, retrait.modele).remove(ligne)
    return []


def _ajouter(session: Session, menage: Menage, ajout: Ajout, arbitrages: Arbitrages) -> list[Collision]:
    """La même ligne ajoutée des deux côtés n'en fait qu'une ; ses valeurs se départagent si elles diffèrent."""
    valeurs, liste = dict(ajout.valeurs), _liste(menage, ajout.modele)
    cle = CLES.get(ajout.modele, ())
    for ligne in liste if cle else ():
        if all(getattr(ligne, nom) == valeurs.get(nom) for nom in cle):
            return _departager(session, ligne, valeurs, arbitrages.get((ajout.modele, ligne.id)))
    if "personne_id" in valeurs:
        valeurs["personne"] = _personne(session, menage, valeurs.pop("personne_id"))
    ligne = ajout.modele(**valeurs)
    verifier(ligne, ajout.valeurs)
    liste.append(ligne)
    return []


def _departager(
    session: Session, ligne: Any, valeurs: Mapping[str, Any], choix: Mapping[str, Any] | None
) -> list[Collision]:
    noms = [nom for nom in VALEURS.get(type(ligne), ()) if nom in valeurs and valeurs[nom] != getattr(ligne, nom)]
    if choix is None:
        return [collision(session, ligne, nom, avant=None, mien=valeurs[nom]) for nom in noms]
    for nom in noms:
        setattr(ligne, nom, choix.get(nom, getattr(ligne, nom)))
    return []


def _personne(session: Session, menage: Menage, numero: int | None) -> Personne | None:
    if numero is None:
        return None
    personne = relire(session, Personne, numero)
    if personne.menage_id != menage.id:
        raise Conflit(CHANGE_AILLEURS)
    return personne
