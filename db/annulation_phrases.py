"""Dire en une phrase ce qui empêche d'annuler : le dossier, le champ, qui l'a changé depuis et quand."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from db import annulation_obstacles as obstacles_
from db.annulation_lignes import Numero, Trait
from db.annulation_obstacles import CHANGE, ORPHELIN, RATTACHE, REVENU, Empechement
from db.journal import Ecriture, LigneDeJournal
from relogement.base import Base
from relogement.champs import champs
from relogement.modeles import Menage
from relogement.textes import INSECABLE, heure, jour

# Ce qu'on lit : « une offre a été ajoutée depuis par Mme Un ».
NOMS = {
    "menage": "un dossier",
    "personne": "une personne",
    "cout": "un coût",
    "offre": "une offre",
    "passage_caleol": "un passage en CALEOL",
    "relogement": "un relogement",
    "suivi": "un suivi",
    "contact": "un contact",
    "etape": "une étape du parcours",
    "piece": "une pièce",
    "contenu_piece": "un contenu de pièce",
    "rappel": "un rappel",
    "report": "un report",
    "passation": "une passation",
    "dossier_confie": "un dossier confié",
    "fusion": "une fusion",
    "paire_ecartee": "une paire écartée",
    "vue": "une vue",
    "commune_de_depart": "une commune de départ",
    "reglage_pieces": "un réglage des pièces",
    "ressource": "un mois de ressources",
    "souhait": "un souhait",
    "besoin": "un besoin du logement",
    "accompagnement": "un accompagnement",
    "logement_quitte": "un logement quitté",
    "logement_offert": "un logement offert",
    "operation": "une opération",
    "charte": "une version de la charte",
    "couche_qpv": "une couche de quartiers",
    "quartier": "un quartier",
    "localisation": "une localisation",
    "projet": "le projet",
    "organisme": "l’en-tête des courriers",
    "texte_de_document": "le texte d’un courrier",
    "periode_ajoutee": "une période de barème",
    "seuil_q1": "un seuil du premier quartile",
    "colonnes_retenues": "des colonnes retenues",
    "numero_sne": "un numéro d’une liste",
    "logement_du_parc": "un logement du parc social",
    "residence": "une résidence",
    "mesure_de_residence": "une mesure d’une résidence",
    "colonne_locale": "une colonne du bailleur",
    "valeur_locale": "une valeur d’une colonne du bailleur",
    "engagement": "un engagement d’un bailleur",
    "engagement_d_accueil": "un engagement d’accueil",
    "periode_scellee": "une période close",
    "mise_en_page": "une mise en page",
    "consultation": "une consultation des partenaires",
    "reponse_de_partenaire": "une réponse de partenaire",
    "partenaire": "un partenaire",
    "seance": "une séance",
    "presence": "une présence",
    "point_de_seance": "un point de l’ordre du jour",
    "decision": "une décision",
    "avis": "un avis",
    "demande_de_passage": "une demande de passage",
}
ENSEMBLE = 50


@dataclass(frozen=True)
class Obstacle:
    """Une chose que l'annulation laisse, ou qui l'empêche."""

    phrase: str
    dossier_id: int | None = None
    champ: str | None = None


def obstacles(
    connexion: Connection, ecriture: int, lignes: Sequence[Trait], trouves: Sequence[Empechement]
) -> tuple[Obstacle, ...]:
    """Une phrase par empêchement, les premiers seulement : au-delà de quelques dizaines, personne ne lit."""
    if not trouves:
        return ()
    dossiers = {(t.objet, t.ligne_id): t.dossier_id for t in lignes}
    return tuple(dict.fromkeys(_dire(connexion, ecriture, e, dossiers, lignes) for e in trouves[:ENSEMBLE]))


def _dire(
    connexion: Connection, ecriture: int, e: Empechement, dossiers: Mapping[Numero, int | None],
    lignes: Sequence[Trait],
) -> Obstacle:  # fmt: skip
    dossier = dossiers.get(e.numero)
    ou = _ou(connexion, dossier, lignes)
    return Obstacle(f"{ou}{_quoi(e)}{_par_qui(connexion, ecriture, e)}.", dossier, e.champ)


def _ou(connexion: Connection, dossier: int | None, lignes: Sequence[Trait]) -> str:
    if dossier is None:
        return ""
    reference = connexion.scalar(select(Menage.reference).where(Menage.id == dossier))
    reference = reference or next(iter(_references_supprimees(dossier, lignes)), None)
    return f"Dossier {reference}{INSECABLE}: " if reference else ""


def _references_supprimees(dossier: int, lignes: Sequence[Trait]) -> Iterator[str]:
    for t in lignes:
        if t.geste == "S" and t.objet == "menage" and t.ligne_id == dossier and t.avant:
            yield json.loads(t.avant)["reference"]


def nom_de(objet: str) -> str:
    """« une offre » ; une table que l'on ne nomme pas reste une ligne."""
    return NOMS.get(objet, "une ligne")


def _quoi(e: Empechement) -> str:
    objet = nom_de(e.numero[0])
    match e.raison:
        case obstacles_.CHANGE:
            return f"«{INSECABLE}{libelle(e.numero[0], e.champ)}{INSECABLE}» a changé depuis"
        case obstacles_.RATTACHE:
            venu = nom_de(e.par[0]) if e.par else "une ligne"
            return f"{venu} s’y est {_accorde('rattaché', venu)} depuis"
        case obstacles_.REVENU:
            return f"{objet} est déjà {_accorde('revenu', objet)}"
        case obstacles_.ORPHELIN:
            perdu = nom_de(e.par[0]) if e.par else "une ligne"
            return f"{objet} dépend d’{perdu} qui n’existe plus"
        case _:
            return f"{objet} a été {_accorde('supprimé', objet)} depuis"


def _accorde(participe: str, nom: str) -> str:
    return f"{participe}e" if nom.startswith("une ") else participe


def libelle(objet: str, champ: str | None) -> str:
    """Le nom d'un champ tel qu'on le lit à l'écran."""
    modele = modele_de(objet)
    faits = champs(modele) if modele is not None else {}
    return faits[champ].libelle if champ in faits else nom_de(objet).partition(" ")[2]


def modele_de(objet: str) -> Any:
    """La classe d'une table du journal."""
    return next((m.class_ for m in Base.registry.mappers if m.local_table.name == objet), None)  # type: ignore[attr-defined]


def _par_qui(connexion: Connection, ecriture: int, e: Empechement) -> str:
    trouve = _derniere(connexion, ecriture, e) if e.raison != REVENU else None
    if trouve is None:
        return ""
    auteur, le = trouve
    return f" par {auteur}, le {jour(le)} à {heure(le)}"


def _derniere(connexion: Connection, ecriture: int, e: Empechement) -> tuple[str, datetime] | None:
    """Qui a écrit en dernier ce qui empêche."""
    j, (objet, ligne_id) = LigneDeJournal, e.par if e.par and e.raison in (RATTACHE, ORPHELIN) else e.numero
    requete = (
        select(Ecriture.auteur, Ecriture.le)
        .join(j, j.ecriture_id == Ecriture.id)
        .where(j.objet == objet, j.ligne_id == ligne_id, j.ecriture_id > ecriture)
        .order_by(j.id.desc())
    )
    if e.raison == CHANGE:
        requete = requete.where(j.champ == e.champ)
    ligne = connexion.execute(requete.limit(1)).first()
    return None if ligne is None else (ligne.auteur, ligne.le)
