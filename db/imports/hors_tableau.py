"""Ce qui s'importe sans tableau à montrer : les contours de quartiers, et l'export XML du SNE."""

from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from db.fichier import Fichier
from db.imports.doublons import signaler_les_doublons
from db.imports.execution import compter, ouvrir_le_chantier
from db.imports.inscription import Inscription
from db.imports.numeros import fusionner_numeros
from db.imports.quartiers import FichierDeContours, fusionner_quartiers
from db.imports.rapport import Rapport, Sort
from db.imports.reperage import situer_les_inconnus
from db.imports.sources import QPV, Source, empreinte_de
from relogement.geographie import empreinte, lire_quartiers
from relogement.imports.apercu import Apercu, Comptes
from relogement.imports.choix import Choix
from relogement.imports.numeros import lire_xml_sne
from relogement.numero_sne import OrigineSne
from relogement.travail import Avancement, sans_avancement

NUMEROS = "numeros"


class _Simulation(Exception):
    """Tout a été fait comme pour de vrai ; rien ne doit rester."""


def importer_hors_tableau(
    fichier: Fichier,
    source: Source,
    genre: str,
    choix: Choix,
    avancement: Avancement = sans_avancement,
    *,
    simuler: bool = False,
) -> Rapport:
    """Importe une couche ou un XML, tout ou rien ; ``simuler`` n'écrit rien."""
    assert isinstance(source, Path)
    nature = QPV if genre == QPV else NUMEROS
    lecture: Any = lire_quartiers(source, choix.generation) if genre == QPV else lire_xml_sne(source)
    reprendre = partial(_quartiers if genre == QPV else _numeros, source=source, lecture=lecture, choix=choix)
    try:
        with fichier.ecrire(f"Import {nature} : {source.name}", avancement=avancement) as session:
            inscription = Inscription(session, source.name, empreinte_de(source), nature)
            rapport = reprendre(session, avancement, inscription)
            session.flush()
            signaler_les_doublons(session, rapport)
            inscription.clore(rapport, choix.bailleur, choix.operation)
            if simuler:
                raise _Simulation
    except _Simulation:
        rapport.simule = True
    return rapport


def apercevoir_hors_tableau(
    fichier: Fichier, source: Source, genre: str, choix: Choix, avancement: Avancement
) -> Apercu:
    """Les comptes et ce qu'il y a à dire ; ces fichiers n'ont pas de lignes à cocher."""
    rapport = importer_hors_tableau(fichier, source, genre, choix, avancement, simuler=True)
    lignes = rapport.lignes
    comptes = Comptes(
        rapport.lues, lignes[Sort.CREEE], lignes[Sort.MODIFIEE], lignes[Sort.INCHANGEE], lignes[Sort.ECARTEE],
        0, rapport.lues - lignes[Sort.ECARTEE],
    )  # fmt: skip
    return Apercu(rapport.nature, (), (), comptes, anomalies=tuple(rapport.anomalies))


def _quartiers(
    session: Session, _: Avancement, __: Inscription, *, source: Path, lecture: Any, choix: Choix
) -> Rapport:
    rapport = Rapport.de(QPV, lecture)
    fusionner_quartiers(session, lecture, FichierDeContours(source.name, empreinte(source)), rapport)
    reperage = situer_les_inconnus(session, rapport)
    for generation in sorted({lu.generation for lu in lecture.objets}):
        reperage.revoir(generation)
    return rapport


def _numeros(
    session: Session, avancement: Avancement, inscription: Inscription, *, source: Path, lecture: Any, choix: Choix
) -> Rapport:
    chantier = ouvrir_le_chantier(session, NUMEROS, lecture, choix, avancement, ecrit=True, fichier=source.name)
    inscription.suivre(chantier)
    fusionner_numeros(chantier, lecture, OrigineSne.XML)
    compter(chantier, lecture)
    return chantier.rapport
