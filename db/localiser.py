"""Situer un point donné : son quartier dans chaque génération, la limite la plus proche, et s'il faut vérifier."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.baremes import periodes_ajoutees
from db.couches import CoucheLue, couches
from db.quartiers import quartiers_gardes
from relogement.baremes import bareme
from relogement.communes import commune
from relogement.erreurs import ErreurMetier
from relogement.geographie import Point, departement_du_code, reperer
from relogement.geographie.coordonnees import defaut_de_coordonnees, departement_sur
from relogement.geographie.departements import commune_quelconque, departement_de_la_commune
from relogement.modeles import Projet
from relogement.nomenclatures import GenerationQpv
from relogement.regles.localisation import generation_en_vigueur

GENERATIONS = (GenerationQpv.QP2015, GenerationQpv.QN2024)


@dataclass(frozen=True)
class PointSitue:
    """Ce que l'on sait d'un point dans une génération ; ``motif`` dit pourquoi ``qpv`` est vide ou à vérifier."""

    generation: GenerationQpv
    en_vigueur: bool
    qpv: str | None
    a_verifier: bool
    motif: str
    limite: str | None
    distance: float | None
    couche: CoucheLue | None


def localiser(session: Session, point: Point, *, au: date, insee: str | None = None) -> tuple[PointSitue, ...]:
    """Le point dans les deux générations ; ``ErreurMetier`` s'il n'est pas en France ou loin de sa commune.

    Sans commune, le département se lit des communes les plus proches, si elles en sont toutes.
    """
    ajouts = periodes_ajoutees(session)
    if insee is not None and commune(insee) is None:
        raise ErreurMetier(f"« {insee} » n’est pas un code Insee de commune. Donnez ses cinq caractères.")
    if (defaut := defaut_de_coordonnees(*point, insee, dossier=ajouts)) is not None:
        raise ErreurMetier(defaut)
    projet = session.scalars(select(Projet)).one()
    du_projet = departement_du_code(projet.code_qpv) or projet.departement or ""
    lieu = insee or ((sur := departement_sur(*point)) and commune_quelconque(sur))
    departement = departement_de_la_commune(lieu) or du_projet
    vigueur = generation_en_vigueur(au, outre_mer=departement.startswith(("97", "98")), dossier=ajouts)
    marge = float(bareme("localisation_qpv", au, dossier=ajouts).nombre("marge_limite_m"))
    return tuple(_situe(session, g, point, lieu, du_projet, marge, en_vigueur=g is vigueur) for g in GENERATIONS)


def _situe(
    session: Session, generation: GenerationQpv, point: Point, lieu: str | None, du_projet: str, marge: float, *,
    en_vigueur: bool,
) -> PointSitue:  # fmt: skip
    gardes = quartiers_gardes(session, generation)
    repere = reperer(point, gardes.index if gardes else None, commune=lieu, du_projet=du_projet, marge=marge)
    proche = gardes.index.limite_la_plus_proche(point) if gardes else None
    departement = departement_de_la_commune(lieu) or du_projet
    numero = gardes.couche_de(repere.qpv, departement) if gardes and repere.qpv else None
    couche = next((c for c in couches(session) if c.id == numero), None)
    motif = repere.doute or repere.message or ""
    if repere.sans_couche is not None:
        motif = f"les quartiers {generation} du département {repere.sans_couche} ne sont pas chargés, ou pas tous"
    limite, distance = proche or (None, None)
    return PointSitue(
        generation, en_vigueur, repere.qpv, repere.a_verifier, motif, limite,
        None if distance is None else round(distance, 1), couche,
    )  # fmt: skip
