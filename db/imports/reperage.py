"""Situer les logements d'un import par leurs coordonnées quand leur quartier n'est pas dit, et le garder."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Session, joinedload

from db.imports.changements import Changements
from db.imports.rapport import Rapport
from db.quartiers import index_des_quartiers
from db.situations import cadre
from relogement.baremes import bareme
from relogement.charte import charte_au
from relogement.geographie import IndexQuartiers, Point, Repere, departement_du_code, reperer
from relogement.imports.anomalies import Anomalie, Gravite
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


class Reperage:
    """Cherche les quartiers, garde ce qui est trouvé, rassemble ce qui est à dire."""

    def __init__(self, session: Session, rapport: Rapport) -> None:
        self.session, self.rapport = session, rapport
        self._index: dict[GenerationQpv, IndexQuartiers | None] = {}
        self._situes: Counter[GenerationQpv] = Counter()
        self._sans_couche: Counter[tuple[GenerationQpv, str]] = Counter()

    def completer(self, relogement: Relogement, lieu: Lieu, changements: Changements) -> None:
        """Donne son quartier à un logement qui a des coordonnées et pas de quartier saisi."""
        logement = relogement.logement
        if logement.lon is None or logement.lat is None or not self._a_situer(logement):
            return
        generation = self._generation(relogement)
        repere = reperer(
            Point(logement.lon, logement.lat), self._index_de(generation), commune=logement.commune_insee,
            du_projet=self._departement, marge=self._marge,
        )  # fmt: skip
        self._dire(repere, generation, lieu)
        self._garder(logement, generation, repere)
        if logement.qpv != repere.qpv:
            logement.qpv = repere.qpv
            changements.modifie = True

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

    def _a_situer(self, logement: LogementOffert) -> bool:
        """Sans quartier, ou avec un quartier calculé pour d'autres coordonnées ; un quartier saisi l'emporte."""
        if logement.qpv is None:
            return True
        etat = inspect(logement)
        deplace = any(etat.attrs[nom].history.has_changes() for nom in ("lon", "lat"))
        return deplace and self._calcules.get(logement.id) == logement.qpv

    def _generation(self, relogement: Relogement) -> GenerationQpv:
        choix = charte_au(self._cadre.chartes, relogement.bail_le).generation_qpv
        return generation_retenue(
            None,
            relogement.bail_le,
            choix=choix,
            outre_mer=self._cadre.outre_mer,
            dossier=self._cadre.baremes,
        )

    def _index_de(self, generation: GenerationQpv) -> IndexQuartiers | None:
        if generation not in self._index:
            self._index[generation] = index_des_quartiers(self.session, generation)
        return self._index[generation]

    def _garder(self, logement: LogementOffert, generation: GenerationQpv, repere: Repere) -> None:
        if logement.id in self._calcules:
            self.session.execute(delete(Localisation).where(Localisation.logement_id == logement.id))
        if repere.qpv is not None:
            self._situes[generation] += 1
            distance = None if repere.distance is None else round(repere.distance, 1)
            calcul = Localisation(
                logement=logement, generation=generation, qpv=repere.qpv, distance=distance,
                a_verifier=repere.a_verifier,
            )  # fmt: skip
            self.session.add(calcul)

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
    def _calcules(self) -> dict[int, str]:
        """Le quartier calculé de chaque logement déjà situé."""
        return dict(self.session.execute(select(Localisation.logement_id, Localisation.qpv)).all())


def situer_les_inconnus(session: Session, rapport: Rapport) -> None:
    """Situe les logements déjà saisis qui attendaient leur couche."""
    reperage = Reperage(session, rapport)
    requete = (
        select(Relogement)
        .join(Relogement.logement)
        .where(LogementOffert.lon.is_not(None), LogementOffert.lat.is_not(None), LogementOffert.qpv.is_(None))
        .options(joinedload(Relogement.logement), joinedload(Relogement.menage))
    )
    for relogement in session.scalars(requete.order_by(Relogement.id)).all():
        reperage.completer(relogement, Lieu(dossier=relogement.menage.reference), Changements())
    reperage.conclure()
