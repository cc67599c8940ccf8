"""La carte : les quartiers chargés, où sont partis les ménages relogés, et ceux que l'on ne sait pas placer."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, undefer

from db.couches import CoucheLue, couches
from db.tableaux.chiffre import dossiers
from db.tableaux.portee import Portee
from relogement.communes import a_la_commune, commune
from relogement.geographie.centres import centres
from relogement.geographie.departements import departement_de_la_commune, departement_du_code
from relogement.geographie.plan import Plan, Trace
from relogement.geographie.territoires import en_france
from relogement.indicateurs.criteres import dans_la_base
from relogement.modeles import Bilan, LogementOffert, Operation, Projet, Quartier
from relogement.nomenclatures import Critere, GenerationQpv
from relogement.textes import INSECABLE

SANS_COORDONNEES = "Sans coordonnées, et hors QPV"
LIEU_INCONNU = f"Lieu inconnu{INSECABLE}: ni coordonnées ni quartier"


class Situation(StrEnum):
    """Où est parti un ménage, au regard des quartiers ; dans l'ordre où la carte les nomme."""

    HORS = "hors"
    AUTRE = "autre"
    SITE = "site"
    INCONNUE = "inconnue"


@dataclass(frozen=True)
class QuartierTrace:
    """Un quartier chargé, prêt à dessiner."""

    code: str
    nom: str
    generation: GenerationQpv
    site: bool
    trace: Trace = field(repr=False)


@dataclass(frozen=True, slots=True)
class Destination:
    """Un ménage relogé. ``place`` est vide quand on ne sait pas où le dessiner : ``raison`` dit pourquoi.

    ``approchee`` : placé au milieu de son quartier, faute de coordonnées.
    """

    id: int
    reference: str
    nom: str = field(repr=False)
    situation: Situation
    a_verifier: bool
    commune: str
    qpv: str | None
    motif: str
    place: tuple[float, float] | None = field(repr=False)
    approchee: bool = False
    raison: str = ""
    avec_adresse: bool = False

    @property
    def cherche_a(self) -> str:
        """Où le chercher quand la carte ne le montre pas : « À Cabestany, sans adresse », sinon la raison."""
        if not self.commune or self.raison not in (SANS_COORDONNEES, LIEU_INCONNU):
            return self.raison
        return f"{a_la_commune(self.commune)}, {'adresse non située' if self.avec_adresse else 'sans adresse'}"


@dataclass(frozen=True)
class Lieu:
    """Une destination : un quartier, ou une commune hors des quartiers ; ``rangs`` : ses ménages dans la carte."""

    libelle: str
    situation: Situation
    rangs: tuple[int, ...] = field(repr=False)
    a_verifier: int
    place: tuple[float, float] | None

    @property
    def effectif(self) -> int:
        return len(self.rangs)


@dataclass(frozen=True, eq=False)
class Carte:
    """Tout ce que l'écran montre, lu d'un coup sur une image stable de la base."""

    projet: str
    operation: str
    au: date
    quartiers: tuple[QuartierTrace, ...]
    destinations: tuple[Destination, ...]
    lieux: tuple[Lieu, ...]
    depart: tuple[float, float] | None
    couches: tuple[CoucheLue, ...]
    communes: tuple[tuple[str, float, float], ...] = ()

    @cached_property
    def effectifs(self) -> Mapping[Situation, int]:
        return Counter(d.situation for d in self.destinations)

    @cached_property
    def a_verifier(self) -> int:
        return sum(d.a_verifier for d in self.destinations)

    @cached_property
    def centres(self) -> Mapping[str, tuple[float, float]]:
        """Où est chaque commune nommée sur la carte."""
        return {nom: (x, y) for nom, x, y in self.communes}

    @cached_property
    def non_places(self) -> Mapping[str, tuple[int, ...]]:
        """Les ménages que la carte ne montre pas, par commune quand elle est connue, sinon par raison."""
        ranges: dict[str, list[int]] = defaultdict(list)
        for rang, destination in enumerate(self.destinations):
            if destination.place is None:
                ranges[destination.cherche_a].append(rang)
        return {ou: tuple(rangs) for ou, rangs in sorted(ranges.items(), key=lambda r: (-len(r[1]), r[0]))}


def lire_carte(session: Session, portee: Portee) -> Carte:
    """La carte des relogements de cette portée."""
    projet = session.scalars(select(Projet)).one()
    gardes = list(session.scalars(select(Quartier).options(undefer(Quartier.geometrie)).order_by(Quartier.code)))
    lignes = session.execute(_requete(portee)).all()
    plan = _plan(projet, gardes, lignes)
    sites = {projet.code_qpv, projet.code_qpv_2024}
    ici = [q for q in gardes if plan.couvre(q.ouest, q.sud)]
    quartiers = tuple(
        QuartierTrace(q.code, q.nom or "", q.generation, q.code in sites, trace)
        for q, trace in zip(ici, plan.traces([q.geometrie for q in ici]), strict=True)
    )
    destinations = _destinations(lignes, plan, {q.code: q.trace for q in quartiers})
    operation = _operation(session, portee.operation)
    return Carte(
        projet.nom, operation.libelle if operation else "", portee.au, quartiers, destinations,
        _lieux(destinations, {q.code: q.nom for q in quartiers}), _depart(operation, plan, quartiers),
        tuple(couches(session)), _communes(projet, plan, destinations),
    )  # fmt: skip


def _communes(
    projet: Projet, plan: Plan, destinations: Sequence[Destination]
) -> tuple[tuple[str, float, float], ...]:
    """Le nom et la place des communes alentour : celle du projet, celles d'arrivée, puis les plus proches."""
    departement = departement_du_code(projet.code_qpv) or projet.departement or ""
    connues = [(c, commune(c)) for c in centres() if c.startswith(departement)] if departement else []
    nommees = [(code, lue.nom) for code, lue in connues if lue is not None and lue.nom]
    places = plan.places([centres()[code] for code, _ in nommees]).tolist()
    parties = Counter(d.commune for d in destinations)
    rangees = sorted(
        ((code != projet.commune_insee, -parties[nom], x * x + y * y, nom, x, y)
         for (code, nom), (x, y) in zip(nommees, places, strict=True))
    )  # fmt: skip
    return tuple((nom, x, y) for *_, nom, x, y in rangees)


def _requete(portee: Portee) -> Any:
    colonnes = (
        LogementOffert.commune_insee, LogementOffert.lon, LogementOffert.lat, LogementOffert.qpv, Bilan.hors_qpv,
        Bilan.hors_site, Bilan.qpv_a_verifier, Bilan.hors_qpv_motif, LogementOffert.adresse,
    )  # fmt: skip
    return dossiers(*colonnes).where(dans_la_base(portee.au), *portee.conditions())


def _plan(projet: Projet, gardes: Sequence[Quartier], lignes: Sequence[Row[Any]]) -> Plan:
    """Centré sur le site s'il est chargé, sinon sur un autre quartier, sinon sur une destination."""
    departement = departement_du_code(projet.code_qpv) or projet.departement or ""
    sites = [q for q in gardes if q.code in (projet.code_qpv, projet.code_qpv_2024)] or list(gardes)
    if sites:
        return Plan.autour(departement, (sites[0].ouest + sites[0].est) / 2, (sites[0].sud + sites[0].nord) / 2)
    points = ((ligne.lon, ligne.lat) for ligne in lignes if ligne.lon is not None and ligne.lat is not None)
    lon, lat = next((p for p in points if en_france(*p, departement)), (2.4, 46.6))
    return Plan.autour(departement, lon, lat)


def _destinations(
    lignes: Sequence[Row[Any]], plan: Plan, contours: Mapping[str, Trace]
) -> tuple[Destination, ...]:
    placables = [_placable(ligne, plan) for ligne in lignes]
    places = iter(plan.places([p for p in placables if p is not None]).tolist())
    return tuple(
        _destination(ligne, tuple(next(places)) if placable else None, plan, contours)
        for ligne, placable in zip(lignes, placables, strict=True)
    )


def _placable(ligne: Row[Any], plan: Plan) -> tuple[float, float] | None:
    """Ses coordonnées, si elles sont du territoire de sa commune et du plan."""
    if ligne.lon is None or ligne.lat is None:
        return None
    en_place = en_france(ligne.lon, ligne.lat, departement_de_la_commune(ligne.commune_insee))
    return (ligne.lon, ligne.lat) if en_place and plan.couvre(ligne.lon, ligne.lat) else None


def _destination(
    ligne: Row[Any], place: tuple[float, float] | None, plan: Plan, contours: Mapping[str, Trace]
) -> Destination:
    approchee = place is None and ligne.qpv in contours
    if approchee:
        place = contours[ligne.qpv].ancre
    return Destination(
        ligne.id, ligne.reference, ligne.nom or ligne.reference, _situation(ligne), bool(ligne.qpv_a_verifier),
        _nom_de_la_commune(ligne), ligne.qpv, ligne.hors_qpv_motif, place, approchee,
        "" if place is not None else _raison(ligne, plan), bool(ligne.adresse),
    )  # fmt: skip


def _situation(ligne: Row[Any]) -> Situation:
    match ligne.hors_qpv, ligne.hors_site:
        case Critere.OUI, _:
            return Situation.HORS
        case Critere.NON, Critere.NON:
            return Situation.SITE
        case Critere.NON, _:
            return Situation.AUTRE
    return Situation.INCONNUE


def _nom_de_la_commune(ligne: Row[Any]) -> str:
    connue = commune(ligne.commune_insee)
    return (connue.nom if connue and connue.nom else None) or ligne.commune or ligne.commune_insee or ""


def _raison(ligne: Row[Any], plan: Plan) -> str:
    if ligne.lon is not None and ligne.lat is not None:
        if en_france(ligne.lon, ligne.lat, departement_de_la_commune(ligne.commune_insee)):
            return "Dans un autre territoire que celui de la carte"
        return "Coordonnées hors du territoire, peut-être inversées"
    if ligne.qpv and departement_du_code(ligne.qpv):
        return f"Sans coordonnées, et le contour de {ligne.qpv} n’est pas chargé"
    return SANS_COORDONNEES if ligne.qpv else LIEU_INCONNU


def _lieux(destinations: Sequence[Destination], noms: Mapping[str, str]) -> tuple[Lieu, ...]:
    """Une ligne par quartier, puis par commune hors QPV ; les plus nombreux d'abord."""
    ranges: dict[tuple[str, Situation], list[int]] = defaultdict(list)
    for rang, d in enumerate(destinations):
        ranges[_libelle(d, noms), d.situation].append(rang)
    lieux = [
        Lieu(
            libelle, situation, tuple(rangs), sum(destinations[r].a_verifier for r in rangs),
            _milieu(destinations[r].place for r in rangs),
        )
        for (libelle, situation), rangs in ranges.items()
    ]  # fmt: skip
    return tuple(sorted(lieux, key=lambda lieu: (-lieu.effectif, lieu.libelle)))


def _libelle(destination: Destination, noms: Mapping[str, str]) -> str:
    if destination.situation in (Situation.AUTRE, Situation.SITE) and destination.qpv:
        nom = noms.get(destination.qpv, "")
        return f"{destination.qpv} {nom}".strip()
    return destination.commune or "Commune inconnue"


def _milieu(places: Iterable[tuple[float, float] | None]) -> tuple[float, float] | None:
    connues = [place for place in places if place is not None]
    if not connues:
        return None
    return sum(x for x, _ in connues) / len(connues), sum(y for _, y in connues) / len(connues)


def _operation(session: Session, code: str | None) -> Operation | None:
    return session.scalars(select(Operation).where(Operation.code == code)).first() if code else None


def _depart(
    operation: Operation | None, plan: Plan, quartiers: Sequence[QuartierTrace]
) -> tuple[float, float] | None:
    """D'où partent les flux : le point de l'opération regardée, sinon le milieu du site."""
    if operation is not None and operation.lon is not None and operation.lat is not None:
        x, y = plan.places([(operation.lon, operation.lat)])[0].tolist()
        return x, y
    return next((q.trace.ancre for q in quartiers if q.site), None)
