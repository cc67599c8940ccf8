"""Le tableau des passages d'un état à l'autre : ce qui peut suivre, les dates exigées, et l'acte qui le note."""

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import Etat
from relogement.textes import INSECABLE, jour

RECENSE, INFORME, ENQUETE, SNE, RECHERCHE = Etat.RECENSE, Etat.INFORME, Etat.ENQUETE, Etat.SNE, Etat.RECHERCHE
OFFRE, VISITE, ACCORD, REFUS, TROIS_REFUS = Etat.OFFRE, Etat.VISITE, Etat.ACCORD, Etat.REFUS, Etat.TROIS_REFUS
CALEOL, ATTRIBUE, BAIL, EMMENAGE = Etat.CALEOL, Etat.ATTRIBUE, Etat.BAIL, Etat.EMMENAGE
PROVISOIRE, RETOUR, SUIVI, CLOS, SORTI = Etat.PROVISOIRE, Etat.RETOUR, Etat.SUIVI, Etat.CLOS, Etat.SORTI


@dataclass(frozen=True)
class Regle:
    """Une ligne du tableau.

    `suivants` : les états où l'on peut aller de là. `acte` : ce qui fait entrer dans cet état.
    `date_exigee` : sans date, l'entrée ne se note pas. `apres` : les étapes qu'elle ne peut pas précéder.
    """

    acte: str
    suivants: tuple[Etat, ...]
    date_exigee: bool = True
    apres: tuple[Etat, ...] = ()


# Le recueil (information, enquête, SNE) peut se compléter après coup : une offre ne l'attend pas.
# Une visite peut précéder l'offre écrite ; plusieurs offres courent ensemble. La commission peut examiner
# une offre encore sans réponse (CCH, R. 441-3) ; elle n'attribue qu'à un demandeur enregistré (L. 441-2-1).
TABLE: Mapping[Etat, Regle] = {
    RECENSE: Regle(
        "Recensement", (INFORME, ENQUETE, SNE, OFFRE, VISITE, RECHERCHE, PROVISOIRE, SORTI), date_exigee=False
    ),
    INFORME: Regle("Information du ménage", (ENQUETE, SNE, OFFRE, VISITE, RECHERCHE, PROVISOIRE, SORTI)),
    ENQUETE: Regle("Enquête sociale", (SNE, OFFRE, VISITE, RECHERCHE, PROVISOIRE, SORTI)),
    SNE: Regle("Demande enregistrée au SNE", (OFFRE, VISITE, RECHERCHE, PROVISOIRE, SORTI)),
    RECHERCHE: Regle("Recherche d’un logement", (OFFRE, VISITE, ACCORD, REFUS, TROIS_REFUS, PROVISOIRE, SORTI)),
    OFFRE: Regle("Offre", (OFFRE, VISITE, ACCORD, REFUS, CALEOL, RECHERCHE, PROVISOIRE, SORTI), date_exigee=False),
    VISITE: Regle("Visite", (OFFRE, VISITE, ACCORD, REFUS, CALEOL, RECHERCHE, PROVISOIRE, SORTI)),
    ACCORD: Regle("Accord du ménage", (CALEOL, PROVISOIRE, SORTI)),
    REFUS: Regle("Refus ou silence", (RECHERCHE, TROIS_REFUS, SORTI)),
    TROIS_REFUS: Regle("Nombre d’offres atteint", (OFFRE, VISITE, ACCORD, REFUS, PROVISOIRE, SORTI)),
    CALEOL: Regle("Passage en CALEOL", (CALEOL, ATTRIBUE, RECHERCHE, PROVISOIRE, SORTI), apres=(SNE,)),
    ATTRIBUE: Regle("Attribution", (BAIL, PROVISOIRE, SORTI), apres=(CALEOL,)),
    BAIL: Regle("Signature du bail", (RETOUR, EMMENAGE, SORTI), apres=(ATTRIBUE,)),
    PROVISOIRE: Regle("Relogement provisoire", (PROVISOIRE, RETOUR, ACCORD, CALEOL, BAIL, SORTI)),
    RETOUR: Regle("Retour", (BAIL, EMMENAGE, SORTI), apres=(PROVISOIRE,)),
    EMMENAGE: Regle("Entrée dans les lieux", (SUIVI, CLOS, SORTI), apres=(BAIL, RETOUR)),
    SUIVI: Regle("Suivi après l’entrée", (CLOS, SORTI), apres=(EMMENAGE,)),
    CLOS: Regle("Clôture", (SORTI,), apres=(EMMENAGE, SUIVI)),
    SORTI: Regle("Sortie du relogement", (), apres=(PROVISOIRE, RETOUR, BAIL, EMMENAGE)),
}
_ORDRE = list(Etat)
_motif: ContextVar[str | None] = ContextVar("motif_d_exception", default=None)


class PassageRefuse(ErreurMetier):
    """Un passage que le tableau ne prévoit pas ; un motif écrit le permet, et reste sur l'étape."""


@contextmanager
def exception_motivee(motif: str | None) -> Iterator[None]:
    """Le temps d'un acte, le motif que l'agent donne à ce que le tableau ne prévoit pas."""
    jeton = _motif.set((motif or "").strip() or None)
    try:
        yield
    finally:
        _motif.reset(jeton)


def verifier(
    depuis: Etat | None, vers: Etat, le: date | None, dates: Mapping[Etat, date], motif: str | None = None
) -> str | None:
    """Le motif à garder sur l'étape ; ``PassageRefuse`` si le passage en demande un et n'en a pas.

    `depuis` est vide tant que rien n'est noté : le premier passage place le dossier où il en est.
    """
    if TABLE[vers].date_exigee and le is None:
        raise ErreurMetier(f"Donnez la date : {_dit(vers)} est une étape datée.")
    refus = refus_de_l_ordre(depuis, vers) or refus_de_la_date(vers, le, dates)
    if refus is None:
        return motif
    motif = motif or _motif.get()
    if motif is None:
        raise PassageRefuse(refus)
    return motif


def est_prevu(depuis: Etat | None, vers: Etat) -> bool:
    """Si le tableau prévoit ce passage."""
    return depuis is None or vers in TABLE[depuis].suivants


def refus_de_l_ordre(depuis: Etat | None, vers: Etat) -> str | None:
    """Pourquoi ce passage demande un motif ; rien s'il est prévu."""
    if depuis is None or est_prevu(depuis, vers):
        return None
    if depuis is SORTI:
        return "Ce ménage est sorti du relogement : annulez d’abord sa sortie, ou donnez le motif."
    if _ORDRE.index(vers) <= _ORDRE.index(depuis):
        return f"Le dossier en est à {_dit(depuis)} : revenir à {_dit(vers)} demande un motif."
    manquent = ", ".join(_dit(etat) for etat in etapes_entre(depuis, vers))
    return (
        f"Le dossier en est à {_dit(depuis)}, {_dit(vers)} n’en est pas la suite : "
        f"notez d’abord {manquent or 'ce qui manque'}, ou donnez le motif de l’exception."
    )


def refus_de_la_date(vers: Etat, le: date | None, dates: Mapping[Etat, date]) -> str | None:
    """L'étape obligée que cette date précéderait, dite en une phrase."""
    if le is None:
        return None
    posterieures = [etat for etat in TABLE[vers].apres if etat in dates and le < dates[etat]]
    if not posterieures:
        return None
    etat = max(posterieures, key=lambda e: dates[e])
    return (
        f"{_dit(vers)} ne peut pas être du {jour(le)} : {_dit(etat)} est du {jour(dates[etat])}. "
        "Corrigez la date, ou donnez le motif de l’exception."
    )


def etapes_entre(depuis: Etat, vers: Etat) -> tuple[Etat, ...]:
    """Ce qu'il reste à noter pour aller d'un état à l'autre, par le chemin le plus court du tableau."""
    file: deque[tuple[Etat, tuple[Etat, ...]]] = deque([(depuis, ())])
    vus, chemins = {depuis}, dict[Etat, tuple[Etat, ...]]()
    while file:
        etat, chemin = file.popleft()
        for suivant in TABLE[etat].suivants:
            if suivant not in vus and suivant not in (PROVISOIRE, SORTI):
                vus.add(suivant)
                chemins[suivant] = chemin
                file.append((suivant, (*chemin, suivant)))
    return chemins.get(vers, ())


def _dit(etat: Etat) -> str:
    return f"«{INSECABLE}{etat.libelle}{INSECABLE}»"
