"""Un import, du fichier au rapport : lu d'abord, fusionné ensuite, gardé entier ou pas du tout."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from db.fichier import Fichier
from db.imports.autre import fusionner_autre
from db.imports.doublons import signaler_les_doublons
from db.imports.enquete import fusionner_enquetes
from db.imports.etat_locatif import FusionEtatLocatif
from db.imports.numeros import fusionner_numeros
from db.imports.offres import fusionner_offres
from db.imports.operations import operation_de
from db.imports.quartiers import FichierDeContours, fusionner_quartiers
from db.imports.rapport import Rapport
from db.imports.reperage import situer_les_inconnus
from db.imports.rpls import fusionner_rpls
from db.imports.saisie import FusionSaisie
from db.imports.seuils_q1 import fusionner_seuils_q1
from relogement.erreurs import ErreurMetier
from relogement.geographie import empreinte, est_une_couche, lire_quartiers
from relogement.imports.autre import lire_autre
from relogement.imports.autre.choisies import preparer_autre
from relogement.imports.choix import Choix
from relogement.imports.enquete import lire_enquetes
from relogement.imports.etat_locatif import LogementLu, lire_etat_locatif
from relogement.imports.lecture import Classeur, lire_classeur
from relogement.imports.nature import reconnaitre
from relogement.imports.numeros import est_un_xml_sne, lire_numeros, lire_xml_sne
from relogement.imports.offres import lire_offres
from relogement.imports.resultat import Lecture
from relogement.imports.rpls import lire_rpls
from relogement.imports.saisie import lire_saisie
from relogement.imports.seuils_q1 import lire_seuils_q1
from relogement.nomenclatures import GenerationQpv
from relogement.numero_sne import OrigineSne
from relogement.travail import Avancement, sans_avancement

Fusion = Callable[[Session, Rapport], None]


@dataclass(frozen=True)
class Cible:
    """Où vont les lignes, et ce que le fichier ne dit pas de lui-même.

    ``bailleur`` est celui d'un état locatif, qui le dit rarement dans ses colonnes ; ``generation`` celle
    d'une couche de quartiers, quand il faut l'exiger ; ``millesime`` l'année d'un répertoire du parc social dont
    les titres ne la disent pas ; ``colonnes`` le champ où va chaque titre d'un autre tableau.
    """

    operation: str | None = None
    bailleur: str | None = None
    generation: GenerationQpv | None = None
    millesime: int | None = None
    colonnes: Mapping[str, str] = field(default_factory=dict)


class Simulation(Exception):
    """Tout a été fait comme pour de vrai ; rien ne doit rester."""


def importer(
    fichier: Fichier,
    source: Path,
    *,
    nature: str = "auto",
    cible: Cible = Cible(),
    simuler: bool = False,
    avancement: Avancement = sans_avancement,
) -> Rapport:
    """Importe un fichier dans la base. ``simuler`` rend le même rapport et n'écrit rien.

    Lève ``ErreurMetier`` quand le fichier ne se lit pas ; la base reste alors telle qu'elle était.
    """
    rapport, fusion = _lire(source, nature, cible, avancement)
    rapport.simule = simuler
    try:
        with fichier.ecrire(f"Import {rapport.nature} : {source.name}", avancement=avancement) as session:
            fusion(session, rapport)
            session.flush()
            signaler_les_doublons(session, rapport)
            if simuler:
                raise Simulation
    except Simulation:
        pass
    return rapport


def importer_lu(
    fichier: Fichier, nom: str, lecture: Lecture[LogementLu], choix: Choix, avancement: Avancement
) -> Rapport:
    """Importe ce qui est déjà lu."""
    rapport = Rapport.de("etat-locatif", lecture)
    with fichier.ecrire(f"Import {rapport.nature} : {nom}", avancement=avancement) as session:
        operation = operation_de(session, choix.operation)
        FusionEtatLocatif(session, operation, rapport, choix.bailleur).fusionner(lecture)
    return rapport


def _lire(source: Path, nature: str, cible: Cible, avancement: Avancement) -> tuple[Rapport, Fusion]:
    """Ce que le fichier contient et comment le fusionner."""
    if nature not in ("auto", *NATURES):
        raise ErreurMetier(f"La nature « {nature} » n’est pas connue. Choisissez parmi {', '.join(NATURES)}.")
    if nature == QPV or (nature == "auto" and est_une_couche(source)):
        return _quartiers(source, cible)
    if nature in ("auto", NUMEROS) and est_un_xml_sne(source):
        return _xml_sne(source, cible)
    classeur = lire_classeur(source, avancement)
    choisie = reconnaitre(classeur) if nature == "auto" else nature
    return _TABLEAUX[choisie](classeur, cible, avancement)


def _quartiers(source: Path, cible: Cible) -> tuple[Rapport, Fusion]:
    lecture = lire_quartiers(source, cible.generation)
    fichier = FichierDeContours(source.name, empreinte(source))

    def fusion(session: Session, rapport: Rapport) -> None:
        fusionner_quartiers(session, lecture, fichier, rapport)
        reperage = situer_les_inconnus(session, rapport)
        for generation in sorted({lu.generation for lu in lecture.objets}):
            reperage.revoir(generation)

    return Rapport.de(QPV, lecture), fusion


def _etat_locatif(classeur: Classeur, cible: Cible, _: Avancement) -> tuple[Rapport, Fusion]:
    lecture = lire_etat_locatif(classeur)

    def fusion(session: Session, rapport: Rapport) -> None:
        operation = operation_de(session, cible.operation)
        FusionEtatLocatif(session, operation, rapport, cible.bailleur).fusionner(lecture)

    return Rapport.de("etat-locatif", lecture), fusion


def _enquete(classeur: Classeur, cible: Cible, _: Avancement) -> tuple[Rapport, Fusion]:
    lecture = lire_enquetes(classeur)

    def fusion(session: Session, rapport: Rapport) -> None:
        fusionner_enquetes(session, operation_de(session, cible.operation), lecture, rapport)

    return Rapport.de("enquete", lecture), fusion


def _offres(classeur: Classeur, _cible: Cible, _: Avancement) -> tuple[Rapport, Fusion]:
    lecture = lire_offres(classeur)
    return Rapport.de("offres", lecture), lambda session, rapport: fusionner_offres(session, lecture, rapport)


def _saisie(classeur: Classeur, cible: Cible, avancement: Avancement) -> tuple[Rapport, Fusion]:
    lecture = lire_saisie(classeur)

    def fusion(session: Session, rapport: Rapport) -> None:
        FusionSaisie(session, rapport, lecture, cible.operation).fusionner(avancement)

    return Rapport.de("saisie", lecture), fusion


def _seuils_q1(classeur: Classeur, _cible: Cible, _: Avancement) -> tuple[Rapport, Fusion]:
    lecture = lire_seuils_q1(classeur)
    return Rapport.de(Q1, lecture), lambda session, rapport: fusionner_seuils_q1(session, lecture, rapport)


def _numeros(classeur: Classeur, cible: Cible, _: Avancement) -> tuple[Rapport, Fusion]:
    lecture = lire_numeros(classeur)

    def fusion(session: Session, rapport: Rapport) -> None:
        fusionner_numeros(session, lecture, rapport, fichier=classeur.nom, bailleur=cible.bailleur)

    return Rapport.de(NUMEROS, lecture), fusion


def _rpls(classeur: Classeur, cible: Cible, avancement: Avancement) -> tuple[Rapport, Fusion]:
    lecture = lire_rpls(classeur, cible.millesime)

    def fusion(session: Session, rapport: Rapport) -> None:
        fusionner_rpls(session, lecture, rapport, bailleur=cible.bailleur, avancement=avancement)

    return Rapport.de(RPLS, lecture.logements), fusion


def _autre(classeur: Classeur, cible: Cible, avancement: Avancement) -> tuple[Rapport, Fusion]:
    lecture = lire_autre(preparer_autre(classeur, cible.colonnes))

    def fusion(session: Session, rapport: Rapport) -> None:
        fusionner_autre(session, lecture, rapport, cible.operation, avancement)

    return Rapport.de(AUTRE, lecture), fusion


def _xml_sne(source: Path, cible: Cible) -> tuple[Rapport, Fusion]:
    lecture = lire_xml_sne(source)

    def fusion(session: Session, rapport: Rapport) -> None:
        origine = OrigineSne.XML
        fusionner_numeros(session, lecture, rapport, fichier=source.name, bailleur=cible.bailleur, origine=origine)

    return Rapport.de(NUMEROS, lecture), fusion


QPV, Q1, NUMEROS, RPLS, AUTRE = "qpv", "q1", "numeros", "rpls", "autre"
_TABLEAUX: dict[str, Callable[[Classeur, Cible, Avancement], tuple[Rapport, Fusion]]] = {
    "etat-locatif": _etat_locatif,
    "enquete": _enquete,
    "saisie": _saisie,
    "offres": _offres,
    Q1: _seuils_q1,
    NUMEROS: _numeros,
    RPLS: _rpls,
    AUTRE: _autre,
}
NATURES = (*_TABLEAUX, QPV)
SANS_LOGEMENT = (QPV, Q1, NUMEROS, RPLS)
