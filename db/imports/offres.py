"""Fusionner des vacances de bailleurs : un logement se reconnaît à son bailleur, son adresse et ses mesures."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.imports.changements import Changements
from db.imports.rapport import Rapport
from db.imports.reperage import Demande, Lieu, Reperage
from relogement.imports.offres import OffreLue
from relogement.imports.resultat import Lecture
from relogement.modeles import LogementOffert
from relogement.rapprochement import cle

_IDENTITE = ("bailleur", "residence", "adresse", "commune_insee", "typologie", "surface", "etage")
_DU_LOGEMENT = (
    "bailleur", "residence", "adresse", "commune", "code_postal", "commune_insee", "lon", "lat", "qpv",
    "typologie", "surface", "etage", "ascenseur", "loyer", "charges", "chauffage", "financement",
    "conventionne_le", "mise_en_service_le", "disponible_le",
)  # fmt: skip


def fusionner_offres(session: Session, lecture: Lecture[OffreLue], rapport: Rapport) -> None:
    """Ajoute les logements nouveaux et met à jour ceux que l'on connaît déjà."""
    connus = {_cle(logement): logement for logement in session.scalars(select(LogementOffert))}
    reperage, a_situer = Reperage(session, rapport), list[Demande]()
    for lue in lecture.objets:
        changements, logement = Changements(), connus.get(_cle(lue))
        if logement is None:
            logement = connus[_cle(lue)] = LogementOffert()
            session.add(logement)
            changements.cree = True
        changements.poser(logement, **{nom: getattr(lue, nom) for nom in _DU_LOGEMENT})
        a_situer.append(Demande(logement, None, Lieu(lue.feuille, lue.ligne), changements))
        rapport.compter(changements.sort)
        rapport.logements += 1
    session.flush()
    reperage.completer(a_situer)
    reperage.conclure()


def _cle(logement: LogementOffert | OffreLue) -> tuple[str, ...]:
    return tuple(
        cle(str(getattr(logement, nom) if getattr(logement, nom) is not None else "")) for nom in _IDENTITE
    )
