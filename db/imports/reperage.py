"""Situer les logements par leurs coordonnées quand leur quartier n'est pas dit, et garder d'où on le tient."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Session, joinedload

from db.imports.changements import Changements
from db.imports.chantier import Chantier, Reprise
from db.imports.fiches import Fiche
from db.imports.rapport import Rapport
from db.quartiers import QuartiersGardes, quartiers_gardes
from db.situations import cadre
from relogement.baremes import bareme
from relogement.charte import charte_au
from relogement.geographie import Point, Repere, departement_du_code, reperer_tous
from relogement.geographie.coordonnees import defaut_de_coordonnees
from relogement.geographie.departements import departement_de_la_commune
from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.apercu import Ecart
from relogement.modeles import Localisation, LogementOffert, Projet, Relogement
from relogement.nomenclatures import GenerationQpv
from relogement.regles.localisation import generation_retenue
from relogement.situation import Cadre
from relogement.textes import pluriel

_COLONNE = "QPV_AP"


@dataclass(frozen=True)
class Lieu:
    """D'où vient le logement à situer : une ligne d'un fichier, ou un dossier déjà là."""

    feuille: str = ""
    ligne: int | None = None
    dossier: str | None = None


class Logement(Protocol):
    """Ce qu'il faut savoir d'un logement pour le situer."""

    @property
    def lon(self) -> float | None: ...
    @property
    def lat(self) -> float | None: ...
    @property
    def commune_insee(self) -> str | None: ...
    @property
    def qpv(self) -> str | None: ...


Place = dict[str, Any]


class ASituer(Protocol):
    """Un logement à situer, pour un bail de ce jour ; sans bail, comme s'il se signait aujourd'hui."""

    @property
    def logement(self) -> Logement: ...
    @property
    def bail_le(self) -> date | None: ...
    @property
    def lieu(self) -> Lieu: ...
    @property
    def numero(self) -> int | None: ...
    @property
    def deplace(self) -> bool: ...

    def retenir(self, session: Session, place: Place | None, qpv: str | None, *, remplace: bool) -> None:
        """Garde d'où l'on tient son quartier, à la place de ce qu'on en savait, et le lui donne."""


def _point(logement: Logement) -> Point:
    assert logement.lon is not None and logement.lat is not None
    return Point(logement.lon, logement.lat)


@dataclass(frozen=True)
class Demande:
    """Un logement de la session."""

    logement: LogementOffert
    bail_le: date | None
    lieu: Lieu
    changements: Changements

    @property
    def numero(self) -> int | None:
        return self.logement.id

    @property
    def deplace(self) -> bool:
        etat = inspect(self.logement)
        return any(etat.attrs[nom].history.has_changes() for nom in ("lon", "lat"))

    def retenir(self, session: Session, place: Place | None, qpv: str | None, *, remplace: bool) -> None:
        if remplace:
            session.execute(delete(Localisation).where(Localisation.logement_id == self.logement.id))
        if place is not None:
            session.add(Localisation(logement=self.logement, **place))
        if self.logement.qpv != qpv:
            self.logement.qpv = qpv
            self.changements.modifie = True


@dataclass(frozen=True)
class DemandeAPlat:
    """Un logement d'un import."""

    chantier: Chantier
    ligne: Reprise
    logement: Fiche
    bail_le: date | None
    lieu: Lieu
    champ: str = "qpv"

    @property
    def numero(self) -> int | None:
        return self.logement.id

    @property
    def deplace(self) -> bool:
        return not self.logement.changes.keys().isdisjoint(("lon", "lat"))

    def retenir(self, session: Session, place: Place | None, qpv: str | None, *, remplace: bool) -> None:
        if remplace and self.ligne.cochee:
            self.chantier.retirer(Localisation, Localisation.logement_id == self.logement.id)
        if place is not None:
            self.ligne.creer(Localisation, logement_id=self.logement, **place)
        ancien = self.logement.valeurs.get("qpv")
        if ancien != qpv:
            self.ligne.ajouts.append(Ecart(self.champ, "QPV", ancien, qpv))
            if self.ligne.cochee or self.logement.id is None:
                self.chantier.changer(self.logement, "qpv", qpv)


class Reperage:
    """Cherche les quartiers, garde ce qui est trouvé, rassemble ce qui est à dire."""

    def __init__(self, session: Session, rapport: Rapport) -> None:
        self.session, self.rapport = session, rapport
        self._gardes: dict[GenerationQpv, QuartiersGardes | None] = {}
        self._situes: Counter[GenerationQpv] = Counter()
        self._sans_couche: Counter[tuple[GenerationQpv, str]] = Counter()

    def completer(self, demandes: Sequence[ASituer]) -> None:
        """Donne leur quartier aux logements qui ont des coordonnées et pas de quartier saisi."""
        par_generation: dict[GenerationQpv, list[ASituer]] = defaultdict(list)
        for demande in demandes:
            generation = self._generation(demande.bail_le)
            if self._a_situer(demande, generation):
                par_generation[generation].append(demande)
        for generation, siennes in par_generation.items():
            places = [(_point(d.logement), d.logement.commune_insee) for d in siennes]
            for demande, repere in zip(siennes, self._reperer(generation, places), strict=True):
                faute = self._faute(demande)
                self._retenir(demande, generation, Repere(message=faute) if faute else repere)

    def conclure(self) -> None:
        """Dit combien de logements ont été situés, et combien attendent leur couche."""
        for generation, nombre in sorted(self._situes.items()):
            quoi = pluriel(nombre, "logement situé", "logements situés")
            self._signaler(Gravite.INFO, f"{quoi} par leurs coordonnées, génération {generation}.", Lieu())
        for (generation, departement), nombre in sorted(self._sans_couche.items()):
            quoi = pluriel(nombre, "logement a des coordonnées", "logements ont des coordonnées")
            message = (
                f"{quoi}, mais les quartiers {generation} du département {departement} ne sont pas chargés, ou "
                "pas tous : leur quartier reste inconnu. Importez la couche entière."
            )
            self._signaler(Gravite.INFO, message, Lieu())

    def revoir(self, generation: GenerationQpv) -> None:
        """Marque « à vérifier » ce qu'une couche plus récente situerait autrement ; rien ne change de valeur."""
        requete = (
            select(Localisation)
            .join(Localisation.logement)
            .where(
                Localisation.generation == generation,
                Localisation.qpv == LogementOffert.qpv,
                LogementOffert.lon.is_not(None),
                LogementOffert.lat.is_not(None),
            )
            .options(joinedload(Localisation.logement))
            .order_by(Localisation.id)
        )
        places = self.session.scalars(requete).all()
        lieux = [(Point(p.logement.lon or 0.0, p.logement.lat or 0.0), p.logement.commune_insee) for p in places]
        autrement = [
            (place, repere.qpv)
            for place, repere in zip(places, self._reperer(generation, lieux), strict=True)
            if repere.qpv is not None and repere.qpv != place.qpv
        ]
        for place, qpv in autrement:
            place.a_verifier, place.verifiee_le = True, None
            place.doute = f"la couche importée depuis le situe autrement ({qpv})"
        if autrement:
            quoi = pluriel(len(autrement), "logement déjà situé le serait", "logements déjà situés le seraient")
            message = f"{quoi} autrement par cette couche : leur quartier ne change pas, mais il est à vérifier."
            self._signaler(Gravite.AVERTISSEMENT, message, Lieu())

    def _reperer(self, generation: GenerationQpv, places: Sequence[tuple[Point, str | None]]) -> list[Repere]:
        gardes = self._de(generation)
        index = gardes.index if gardes is not None else None
        return reperer_tous(places, index, du_projet=self._departement, marge=self._marge)

    def _faute(self, demande: ASituer) -> str | None:
        """Des coordonnées loin de la commune déclarée ne situent rien ; sans commune, on juge le territoire."""
        insee = demande.logement.commune_insee
        return (
            defaut_de_coordonnees(*_point(demande.logement), insee, dossier=self._cadre.baremes) if insee else None
        )

    def _a_situer(self, demande: ASituer, generation: GenerationQpv) -> bool:
        """Sans quartier, ou calculé pour d'autres coordonnées ou une autre génération ; une saisie l'emporte."""
        logement = demande.logement
        if logement.lon is None or logement.lat is None:
            return False
        if logement.qpv is None:
            return True
        qpv, calculee = self._calcules.get(demande.numero or 0, (None, None))
        return qpv == logement.qpv and (demande.deplace or calculee is not generation)

    def _generation(self, bail_le: date | None) -> GenerationQpv:
        choix = charte_au(self._cadre.chartes, bail_le).generation_qpv
        return generation_retenue(
            None, bail_le, choix=choix, outre_mer=self._cadre.outre_mer, dossier=self._cadre.baremes
        )

    def _de(self, generation: GenerationQpv) -> QuartiersGardes | None:
        if generation not in self._gardes:
            self._gardes[generation] = quartiers_gardes(self.session, generation)
        return self._gardes[generation]

    def _retenir(self, demande: ASituer, generation: GenerationQpv, repere: Repere) -> None:
        self._dire(repere, generation, demande.lieu)
        place = None
        if repere.qpv is not None:
            self._situes[generation] += 1
            place = self._place(demande.logement, generation, repere, repere.qpv)
        demande.retenir(self.session, place, repere.qpv, remplace=demande.numero in self._calcules)

    def _place(self, logement: Logement, generation: GenerationQpv, repere: Repere, qpv: str) -> Place:
        gardes = self._de(generation)
        departement = departement_de_la_commune(logement.commune_insee) or self._departement
        return {
            "generation": generation, "qpv": qpv, "a_verifier": repere.a_verifier, "doute": repere.doute,
            "distance": None if repere.distance is None else round(repere.distance, 1),
            "couche_id": gardes.couche_de(qpv, departement) if gardes else None,
        }  # fmt: skip

    def _dire(self, repere: Repere, generation: GenerationQpv, lieu: Lieu) -> None:
        if repere.sans_couche is not None:
            self._sans_couche[generation, repere.sans_couche] += 1
        if repere.message is not None:
            self._signaler(repere.gravite, repere.message, lieu)

    def _signaler(self, gravite: Gravite, message: str, lieu: Lieu) -> None:
        du_dossier = f"Dossier {lieu.dossier} : " if lieu.dossier else ""
        self.rapport.anomalies.append(Anomalie(lieu.feuille, lieu.ligne, _COLONNE, gravite, du_dossier + message))

    @cached_property
    def _cadre(self) -> Cadre:
        return cadre(self.session.connection())

    @cached_property
    def _marge(self) -> float:
        """En mètres : la dernière connue, un contour ne dépend pas de la date du bail."""
        return float(bareme("localisation_qpv", dossier=self._cadre.baremes).nombre("marge_limite_m"))

    @cached_property
    def _departement(self) -> str:
        """Celui du projet."""
        departement, site = self.session.execute(select(Projet.departement, Projet.code_qpv)).one()
        return departement_du_code(site) or departement or ""

    @cached_property
    def _calcules(self) -> dict[int, tuple[str, GenerationQpv]]:
        """Le quartier calculé de chaque logement déjà situé, et dans quelle génération."""
        colonnes = select(Localisation.logement_id, Localisation.qpv, Localisation.generation)
        with self.session.no_autoflush:  # ce qui n'est pas encore écrit dit encore ce qui a bougé
            return {logement: (qpv, generation) for logement, qpv, generation in self.session.execute(colonnes)}


def situer_un(session: Session, logement: LogementOffert, bail_le: date | None = None) -> None:
    """Situe un logement que l'on vient de saisir, s'il a des coordonnées et que son quartier n'est pas dit."""
    reperage = Reperage(session, Rapport("offres"))
    reperage.completer([Demande(logement, bail_le, Lieu(), Changements())])


def situer_les_inconnus(session: Session, rapport: Rapport) -> Reperage:
    """Situe les logements déjà saisis qui attendaient leur couche : ceux des baux, puis ceux du vivier."""
    reperage = Reperage(session, rapport)
    inconnus = (LogementOffert.lon.is_not(None), LogementOffert.lat.is_not(None), LogementOffert.qpv.is_(None))
    requete = (
        select(Relogement)
        .join(Relogement.logement)
        .where(*inconnus)
        .options(joinedload(Relogement.logement), joinedload(Relogement.menage))
    )
    baux = session.scalars(requete.order_by(Relogement.id)).all()
    reperage.completer(
        [Demande(r.logement, r.bail_le, Lieu(dossier=r.menage.reference), Changements()) for r in baux]
    )
    session.flush()
    vivier = session.scalars(select(LogementOffert).where(*inconnus).order_by(LogementOffert.id)).all()
    reperage.completer([Demande(logement, None, Lieu(), Changements()) for logement in vivier])
    reperage.conclure()
    return reperage
