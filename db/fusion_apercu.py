"""Ce que donnerait une fusion : les champs à choisir, ce qui s'unit, et ce que cela entraîne."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.dossier import DossierLu, lire_dossier
from db.journal import LigneDeJournal
from relogement.champs import champs
from relogement.fusion import Choix, Deux, choix, offres_communes, personnes_communes
from relogement.menage import Menage, Personne
from relogement.offre_a_juger import nb_offres_comptees
from relogement.textes import pluriel


@dataclass(frozen=True)
class Arrivee:
    """Une personne du dossier repris que l'autre n'a pas."""

    id: int
    nom: str = field(repr=False)
    lien: str


@dataclass(frozen=True)
class Apercu:
    """De quoi montrer une fusion et la décider."""

    garde: DossierLu
    repris: DossierLu
    choix: tuple[Choix, ...] = field(repr=False)
    arrivees: tuple[Arrivee, ...] = field(repr=False)
    unions: tuple[str, ...]
    alertes: tuple[str, ...]


def apercu_de_fusion(session: Session, garde: int, repris: int) -> Apercu:
    """L'un garde sa référence et reprend l'autre ; ``ErreurMetier`` si l'un des deux n'existe plus."""
    lus = lire_dossier(session, garde), lire_dossier(session, repris)
    ici, la = (lu.menage for lu in lus)
    deux = Deux(ici, la, (_ecrits(session, garde), _ecrits(session, repris)))
    communes = {p.id for _, p in personnes_communes(ici, la)}
    arrivees = (Arrivee(p.id, _nom(p), p.lien.libelle) for p in la.personnes if p.id not in communes)
    return Apercu(*lus, tuple(choix(deux)), tuple(arrivees), tuple(_unions(deux)), tuple(_alertes(lus)))


def _ecrits(session: Session, menage_id: int) -> dict[str, int]:
    """La dernière écriture de chaque champ du ménage ; à défaut, celle qui a créé le dossier."""
    j = LigneDeJournal
    requete = (
        select(j.champ, func.max(j.ecriture_id))
        .where(j.objet == Menage.__tablename__, j.ligne_id == menage_id)
        .group_by(j.champ)
    )
    connus = dict(session.execute(requete).all())
    creation = connus.pop(None, 0)
    return {nom: connus.get(nom, creation) for nom in champs(Menage)}


def _nom(personne: Personne) -> str:
    return f"{personne.prenom or ''} {personne.nom}".strip()


def _unions(deux: Deux) -> Iterator[str]:
    """Ce qui rejoint le dossier, en une phrase par sorte."""
    ici, la = deux.garde, deux.repris
    communes = len(offres_communes(ici, la))
    if venues := len(la.offres) - communes:
        ensemble = len(ici.offres) + venues
        yield f"{pluriel(venues, 'offre')} de plus, {ensemble} ensemble, dans l’ordre de leur notification"
    if communes:
        yield f"{pluriel(communes, 'offre saisie', 'offres saisies')} des deux côtés, comptée une seule fois"
    for nom, un, plusieurs in (
        ("contacts", "contact", "contacts"),
        ("caleols", "passage en CALEOL", "passages en CALEOL"),
        ("relogements", "relogement", "relogements"),
        ("suivis", "suivi", "suivis"),
    ):
        if nombre := len(getattr(la, nom)):
            yield f"{pluriel(nombre, un, plusieurs)} du dossier {la.reference}, les doubles mis à part"
    yield "Pièces, rappels, souhaits, besoins et étapes du parcours suivent ; ce qui est en double reste où il est"


def _alertes(lus: tuple[DossierLu, DossierLu]) -> Iterator[str]:
    """Ce que l'union entraîne pour le ménage, à lire avant de valider."""
    ici, la = (lu.menage for lu in lus)
    doubles = {o.id for _, o in offres_communes(ici, la)}
    unies = [*ici.offres, *(o for o in la.offres if o.id not in doubles)]
    comptees = nb_offres_comptees(ici, ici.cout_avant, unies, lus[0].cadre)
    requises = lus[0].droit.requises
    if comptees >= requises > max(lu.droit.comptees for lu in lus):
        yield (
            f"Ensemble, {comptees} offres comptent sur {requises} : le droit au maintien dans les lieux serait en "
            "jeu. Relisez chaque offre avant de fusionner."
        )
    if ici.relogements and la.relogements:
        yield "Les deux dossiers ont un relogement : le définitif le plus récent sera retenu."
    if ici.operation_id != la.operation_id:
        yield f"Les deux dossiers ne sont pas de la même opération : celui qui reste est de {ici.operation.code}."
