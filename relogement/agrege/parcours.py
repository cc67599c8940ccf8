"""Les titulaires recensés, sortis, à reloger, et l'étape où ils sont arrivés."""

from collections import Counter
from itertools import pairwise

from relogement.agrege import cles
from relogement.agrege.compte import TITULAIRES, Chantier, Importance, nom
from relogement.agrege.faits import Faits
from relogement.nomenclatures import Critere
from relogement.secret import Cle

_ETAPE, _CACHEE = Importance(20, 150), Importance(1, 1)


def poser(chantier: Chantier, faits: Faits) -> None:
    """À poser après les critères, qui posent les relogés."""
    titulaires = [f for f in faits.fiches if f.criteres["EVAPORATION"] is not None]
    sortis = Counter(f.operation for f in titulaires if f.criteres["EVAPORATION"] is Critere.OUI)
    restent = Counter(f.operation for f in titulaires if f.criteres["EVAPORATION"] is Critere.NON)
    seuil = chantier.cadre.seuil_effectif
    chantier.compter(cles.recenses, sortis + restent, seuil=seuil, importance=Importance(200, 800))
    chantier.compter(cles.sortis, sortis, seuil=seuil, importance=Importance(30, 200))
    chantier.compter(cles.a_reloger, restent, seuil=seuil, importance=Importance(100, 500))
    chantier.lier(cles.recenses, [cles.sortis, cles.a_reloger])
    pas_encore = Counter(f.operation for f in titulaires if f.criteres["AVANCEMENT"] is Critere.NON)
    chantier.compter(_pas_encore, pas_encore, seuil=seuil, importance=_CACHEE, publiee=False)
    chantier.lier(cles.a_reloger, [nom(cles.reloges, TITULAIRES), _pas_encore])
    _poser_les_etapes(chantier, Counter((f.operation, f.etape) for f in titulaires))


def _pas_encore(portee: str) -> Cle:
    return ("PAS_ENCORE", portee)


def _poser_les_etapes(chantier: Chantier, arrives: Counter[tuple[str, int]]) -> None:
    """Une étape moins la suivante donne ceux qui s'y sont arrêtés : on les compte aussi, sans les écrire."""
    codes = list(chantier.cadre.etapes)
    seuil = chantier.cadre.seuil_effectif
    for rang, code in enumerate(codes):
        au_moins = Counter[str]()
        for (operation, etape), n in arrives.items():
            au_moins[operation] += n * (etape >= rang)
        ici = {operation: n for (operation, etape), n in arrives.items() if etape == rang}
        if 0 < rang < len(codes) - 1:
            chantier.compter(nom(cles.etape, code), au_moins, seuil=seuil, importance=_ETAPE)
        chantier.compter(nom(_arretes, code), ici, seuil=seuil, importance=_CACHEE, publiee=False)
    for code, suivante in pairwise(codes):
        chantier.lier(nom(cles.etape, code), [nom(cles.etape, suivante), nom(_arretes, code)])
    chantier.lier(nom(cles.etape, codes[-1]), [nom(_arretes, codes[-1])])


def _arretes(portee: str, code: str) -> Cle:
    """Arrivés là, et pas plus loin."""
    return ("ARRETES", portee, code)
