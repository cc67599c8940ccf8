"""Ce qu'est un logement à une date : vide et depuis quand, ou qui l'occupe et où en est son dossier.

Les mêmes règles que l'indicateur « Libération » : un logement est vide quand il est vacant, ou quand tous ses
dossiers en sont partis ; un relogement provisoire le vide ; une annexe ne compte pas.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from relogement.base import Code
from relogement.nomenclatures import Etat, StatutLogement, TypeDossier
from relogement.parcours import deplace
from relogement.vidage.lignes import DossierLu, LogementLu


class Occupation(Code):
    """Les quatre façons d'être occupé, puis les quatre façons d'être vide."""

    MENAGE = "MENAGE", "Ménage"
    FONCTION = "FONCTION", "Fonction"
    ASSOCIATION = "ASSOCIATION", "Association"
    SANS_DOSSIER = "SANS_DOSSIER", "Sans dossier"
    RELOGE = "RELOGE", "Relogé"
    PROVISOIRE = "PROVISOIRE", "Provisoire"
    SORTI = "SORTI", "Sorti"
    VACANT = "VACANT", "Vacant"


VIDES = (Occupation.RELOGE, Occupation.PROVISOIRE, Occupation.SORTI, Occupation.VACANT)
_DU_STATUT = {
    StatutLogement.FONCTION: Occupation.FONCTION,
    StatutLogement.ASSOCIATION: Occupation.ASSOCIATION,
    StatutLogement.VACANT: Occupation.VACANT,
}
_ENTRES = (Etat.EMMENAGE, Etat.SUIVI, Etat.CLOS)
_RANG = {TypeDossier.TITULAIRE: 0, TypeDossier.DECOHABITANT: 1, TypeDossier.HEBERGE: 2}


@dataclass(frozen=True, repr=False)
class Case:
    """Un logement ; ``etat`` est vide tant que son ménage n'est pas recensé, ``autres`` : ceux avec qui il vit."""

    logement: LogementLu
    occupation: Occupation
    dossier: DossierLu | None = None
    etat: Etat | None = None
    depuis: date | None = None
    autres: int = 0

    def __repr__(self) -> str:
        return f"<Case {self.logement.id} {self.occupation}>"

    @property
    def vide(self) -> bool:
        return self.occupation in VIDES


def case(logement: LogementLu, dossiers: Sequence[DossierLu], au: date) -> Case | None:
    """Le logement ce jour-là ; rien pour une annexe."""
    if logement.statut is StatutLogement.ANNEXE:
        return None
    restants = [d for d in dossiers if not parti(d, au)]
    if logement.statut is StatutLogement.VACANT:
        return Case(logement, Occupation.VACANT, _premier(dossiers))
    if not dossiers:
        return Case(logement, _DU_STATUT.get(logement.statut, Occupation.SANS_DOSSIER))
    if not restants:
        return _vide(logement, dossiers, au)
    qui = _premier(restants)
    assert qui is not None
    etat, depuis = etat_au(qui, au)
    return Case(logement, _occupant(logement), qui, etat, depuis, len(restants) - 1)


def parti(dossier: DossierLu, au: date) -> bool:
    return dossier.libere_le is not None and dossier.libere_le <= au


def libere_le(logement: LogementLu, dossiers: Sequence[DossierLu]) -> date | None:
    """Le jour où le dernier en est parti ; rien s'il est occupé, ou vacant depuis on ne sait quand."""
    if logement.statut in (StatutLogement.VACANT, StatutLogement.ANNEXE) or not dossiers:
        return None
    departs = [d.libere_le for d in dossiers]
    return None if None in departs else max(le for le in departs if le is not None)


def etat_au(dossier: DossierLu, au: date) -> tuple[Etat | None, date | None]:
    """L'état du dossier ce jour-là et son dernier passage ; celui d'aujourd'hui si rien n'est venu depuis."""
    vues = [e for e in dossier.etapes if e.le is None or e.le <= au]
    if len(vues) == len(dossier.etapes):
        etat: Etat | None = dossier.etat
    else:
        etat = None
        for etape in vues:
            if etat is None or deplace(etat, etape):
                etat = etape.etat
    return etat, max((e.le for e in vues if e.etat is etat and e.le), default=None)


def _occupant(logement: LogementLu) -> Occupation:
    return _DU_STATUT.get(logement.statut, Occupation.MENAGE)


def _vide(logement: LogementLu, dossiers: Sequence[DossierLu], au: date) -> Case:
    """La raison du départ est celle du titulaire, la date celle du dernier parti."""
    qui = _premier(dossiers)
    assert qui is not None
    etat, _ = etat_au(qui, au)
    return Case(logement, _raison(qui, etat, au), qui, etat, libere_le(logement, dossiers))


def _raison(dossier: DossierLu, etat: Etat | None, au: date) -> Occupation:
    passes = {e.etat for e in dossier.etapes if e.le is None or e.le <= au} | {etat}
    if Etat.PROVISOIRE in passes and not passes.intersection(_ENTRES):
        return Occupation.PROVISOIRE
    return Occupation.SORTI if etat is Etat.SORTI else Occupation.RELOGE


def _premier(dossiers: Iterable[DossierLu]) -> DossierLu | None:
    """Le titulaire ; sinon le premier de ceux qui restent."""
    return min(dossiers, key=lambda d: (_RANG[d.type], d.id), default=None)
