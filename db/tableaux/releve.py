"""Le relevé : tout ce que l'écran des indicateurs montre, lu d'un coup sur une image stable de la base."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.chiffres import Mesures, mesurer_par_operation
from db.operations import operations
from db.tableaux.avancement import Marche, marches, provisoires
from db.tableaux.chiffre import Chiffre
from db.tableaux.delais import LIBELLES, Delai, delai
from db.tableaux.historique import Serie, historique
from db.tableaux.offres import OffresParRelogement, Refus, par_relogement, refus
from db.tableaux.portee import Portee
from db.tableaux.rac import Repartition, repartition
from relogement.charte import Charte, charte_au
from relogement.indicateurs.criteres import INDICATEURS
from relogement.indicateurs.indicateur import Mesure


@dataclass(frozen=True)
class LigneOperation:
    """Une opération, ou tout le projet quand le code est vide, et ses mesures."""

    code: str | None
    libelle: str
    mesures: Mesures


@dataclass(frozen=True)
class Regles:
    """Ce que la charte en vigueur vise et nomme."""

    objectifs: Mapping[str, Decimal]
    motifs: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Releve:
    portee: Portee
    mesures: Mesures
    regles: Regles
    historique: Mapping[str, Serie]
    marches: tuple[Marche, ...]
    provisoires: Chiffre
    rac: Repartition
    refus: Refus
    delais: tuple[Delai, ...]
    par_relogement: OffresParRelogement
    operations: tuple[LigneOperation, ...]

    @property
    def a_des_dossiers(self) -> bool:
        """Faux tant que rien n'est saisi : l'écran dit alors par où commencer."""
        projet = self.operations[-1].mesures.tous
        return bool(projet["EVAPORATION"].base or projet["LIBERATION"].base)


def relever(session: Session, portee: Portee) -> Releve:
    """Lit tout à une date, pour le projet ou une opération."""
    lignes = _par_operation(session, portee.au)
    return Releve(
        portee,
        next((ligne.mesures for ligne in lignes if ligne.code == portee.operation), lignes[-1].mesures),
        regles(session, portee.au),
        historique(session, portee),
        marches(session, portee),
        provisoires(session, portee),
        repartition(session, portee),
        refus(session, portee),
        tuple(delai(session, cle, portee) for cle in LIBELLES),
        par_relogement(session, portee),
        lignes,
    )


def regles(session: Session, au: date) -> Regles:
    """Les objectifs et les motifs de la charte en vigueur à cette date."""
    charte = charte_au(session.scalars(select(Charte)).all(), au)
    objectifs = {code: Decimal(str(taux)) for code, taux in charte.objectifs.items()}
    return Regles(objectifs, {motif["code"]: motif for motif in charte.motifs})


def _par_operation(session: Session, au: date) -> tuple[LigneOperation, ...]:
    """Chaque dossier et chaque logement est d'une seule opération : le projet est leur somme."""
    par_code = mesurer_par_operation(session, au)
    lignes = [LigneOperation(o.code, o.libelle, par_code[o.code]) for o in operations(session)]
    return (*lignes, LigneOperation(None, "Projet", _somme(au, par_code.values())))


def _somme(au: date, mesures: Collection[Mesures]) -> Mesures:
    def total(populations: Iterable[Mapping[str, Mesure]]) -> dict[str, Mesure]:
        sommes = {indicateur.code: Mesure() for indicateur in INDICATEURS}
        for population in populations:
            for code, mesure in population.items():
                sommes[code] = _ajoutee(sommes[code], mesure)
        return sommes

    bases = sum(m.base_tous for m in mesures), sum(m.base_titulaires for m in mesures)
    return Mesures(au, total(m.tous for m in mesures), total(m.titulaires for m in mesures), *bases)


def _ajoutee(une: Mesure, autre: Mesure) -> Mesure:
    effectifs = une.oui + autre.oui, une.non + autre.non, une.nr + autre.nr, une.so + autre.so
    return Mesure(*effectifs, une.a_verifier + autre.a_verifier, couverture_min=autre.couverture_min)
