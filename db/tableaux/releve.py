"""Le relevé : tout ce que l'écran des indicateurs montre, lu d'un coup sur une image stable de la base."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.chiffres import Mesures, mesures_de, mesures_par_valeur, mesures_vides
from db.cube import Cube, Filtre, lire_cube, mesurer
from db.generations import selon_la_generation
from db.tableaux.avancement import Marche, marches, provisoires
from db.tableaux.chiffre import Chiffre
from db.tableaux.historique import Point, Serie, points, serie
from db.tableaux.portee import Portee
from db.tableaux.previsions import Previsions, previsions
from db.tableaux.rac import Histogramme, histogramme
from db.tableaux.refus import Refus, refus
from relogement.charte import Charte, charte_au
from relogement.indicateurs.axes import AXE_PAR_CLE
from relogement.indicateurs.criteres import PAR_CODE, QUATRE_CRITERES
from relogement.indicateurs.indicateur import Statistique

TRIMESTRES = 8
COUPES = ("operation", "bailleur", "annee")
DELAIS = ("DELAI_ENQUETE_OFFRE", "DELAI_OFFRE_BAIL")
_DE_LA_VUE = (*COUPES, "rac_avant", "rac_apres")


@dataclass(frozen=True)
class LigneDeCoupe:
    """Une opération, un bailleur ou une année, et ses mesures ; le projet entier quand ``total``."""

    valeur: Any
    libelle: str
    mesures: Mesures
    total: bool = False


@dataclass(frozen=True)
class Regles:
    """Ce que la charte en vigueur vise et nomme."""

    objectifs: Mapping[str, Decimal]
    motifs: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Releve:
    portee: Portee
    cube: Cube
    mesures: Mesures
    regles: Regles
    historique: Mapping[str, Serie]
    marches: tuple[Marche, ...]
    provisoires: Chiffre
    rac: Histogramme
    refus: Refus
    delais: Mapping[str, Statistique]
    par_relogement: Statistique
    coupes: Mapping[str, tuple[LigneDeCoupe, ...]]
    histoires: Mapping[str, tuple[Point, ...]]
    previsions: Previsions

    @property
    def operations(self) -> tuple[LigneDeCoupe, ...]:
        return self.coupes["operation"]

    @property
    def a_des_dossiers(self) -> bool:
        """Faux tant que rien n'est saisi : l'écran dit alors par où commencer."""
        projet = self.operations[-1].mesures.tous
        return bool(projet["EVAPORATION"].base or projet["LIBERATION"].base)


def relever(session: Session, portee: Portee) -> Releve:
    """Lit tout à une date, pour le projet ou une opération."""
    lu = lire_cube(session, portee.au, axes=[AXE_PAR_CLE[cle] for cle in _DE_LA_VUE])
    cube = selon_la_generation(session, lu, portee.generation)
    filtre = portee.filtre
    histoires = {code: points(cube, code, filtre) for code in QUATRE_CRITERES}
    return Releve(
        portee,
        cube,
        mesures_de(cube, portee.operation),
        regles(session, portee),
        {code: serie(trouves, TRIMESTRES) for code, trouves in histoires.items()},
        marches(session, portee),
        provisoires(session, portee),
        histogramme(cube, filtre),
        refus(cube, filtre),
        {code: _statistique(cube, code, filtre) for code in DELAIS},
        _statistique(cube, "OFFRES_PAR_RELOGEMENT", filtre),
        {coupe: coupe_de(cube, coupe, portee) for coupe in COUPES},
        histoires,
        previsions(session, cube, portee),
    )


def regles(session: Session, portee: Portee) -> Regles:
    """Les objectifs et les motifs de la charte en vigueur à cette date."""
    charte = charte_au(session.scalars(select(Charte)).all(), portee.au)
    objectifs = {code: Decimal(str(taux)) for code, taux in charte.objectifs.items()}
    return Regles(objectifs, {motif["code"]: motif for motif in charte.motifs})


def coupe_de(cube: Cube, cle: str, portee: Portee) -> tuple[LigneDeCoupe, ...]:
    """Les mesures de chaque valeur d'un axe, puis du tout ; chaque opération a sa ligne, même vide."""
    operation = None if cle == "operation" else portee.operation
    par_valeur = mesures_par_valeur(cube, cle, operation)
    if cle == "operation":
        par_valeur = {code: par_valeur.get(code) or mesures_vides(cube) for code in cube.operations}
    axe = AXE_PAR_CLE[cle]
    lignes = [
        LigneDeCoupe(valeur, cube.dire(axe, valeur), mesures)
        for valeur, mesures in par_valeur.items()
        if mesures.base_tous or not (axe.apres and valeur is None)  # personne n'y est relogé
    ]
    libelle = "Projet" if operation is None else cube.operations[operation]
    return (*lignes, LigneDeCoupe(None, libelle, mesures_de(cube, operation), total=True))


def _statistique(cube: Cube, code: str, filtre: Filtre) -> Statistique:
    trouvee = mesurer(cube, PAR_CODE[code], filtre)
    assert isinstance(trouvee, Statistique)
    return trouvee
