"""Estimer d'un coup un grand nombre d'APL : le même calcul, en nombres entiers, sur des colonnes.

Tout est exact : les montants sont comptés en cent-millionièmes d'euro. Ce qui n'y tient pas (un loyer
dégressif, un loyer de plus de deux décimales) repasse par le calcul de référence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from relogement.baremes import Source
from relogement.erreurs import ErreurMetier
from relogement.regles.apl.bareme import BaremeApl, Parametres, bareme_apl
from relogement.regles.apl.demande import DemandeApl
from relogement.regles.apl.estimation import admise, calculee

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Entiers = NDArray[np.int64]

UNITE = 10**8  # un euro
CENTIME = UNITE // 100
MILLION = 10**6  # un taux de 1
CENT = Decimal(100)


class _TropFine(Exception):
    """Une valeur du barème a plus de décimales que le calcul en entiers."""


def montants_estimes(
    demandes: Sequence[DemandeApl], *, au: date, dossier: Source | None = None
) -> list[Decimal | None]:
    """L'APL de chaque demande, au centime ; vide où elle n'est pas estimable."""
    bareme = bareme_apl(au, dossier)
    montants: list[Decimal | None] = [None] * len(demandes)
    groupes: defaultdict[Parametres, list[int]] = defaultdict(list)
    for rang, demande in enumerate(demandes):
        p = _parametres(demande, bareme)
        if p is not None:
            groupes[p].append(rang)
    for p, rangs in groupes.items():
        for rang, montant in zip(rangs, _montants(p, [demandes[r] for r in rangs]), strict=True):
            montants[rang] = montant
    return montants


def _parametres(demande: DemandeApl, bareme: BaremeApl) -> Parametres | None:
    try:
        return admise(demande, bareme)[2]
    except ErreurMetier:
        return None


def _montants(p: Parametres, demandes: Sequence[DemandeApl]) -> list[Decimal]:
    """Les montants d'un groupe qui partage les mêmes lignes du barème."""
    simples = [_simple(demande, p) for demande in demandes]
    try:
        calcules = iter(_en_colonnes(p, [ligne for ligne in simples if ligne is not None]))
    except _TropFine:
        return [_de_reference(demande, p) for demande in demandes]
    return [
        _de_reference(demande, p) if simple is None else next(calcules)
        for demande, simple in zip(demandes, simples, strict=True)
    ]


def _de_reference(demande: DemandeApl, p: Parametres) -> Decimal:
    assert demande.loyer is not None and demande.ressources is not None
    return calculee(demande, p, demande.loyer, demande.ressources).APL


def _simple(demande: DemandeApl, p: Parametres) -> tuple[int, int, bool] | None:
    """Le loyer en centimes, les ressources à l'euro supérieur et la RLS ; vide si l'entier ne suffit pas."""
    loyer, ressources = demande.loyer, demande.ressources
    assert loyer is not None and ressources is not None
    centimes = int(loyer * CENT)
    if centimes != loyer * CENT or loyer > p.degressif_des:
        return None
    return centimes, int(ressources.to_integral_value(ROUND_CEILING)), demande.rls


def _en_colonnes(p: Parametres, lignes: Sequence[tuple[int, int, bool]]) -> list[Decimal]:
    if not lignes:
        return []
    import numpy as np

    loyers, ressources, rls = (np.array(colonne, dtype=np.int64) for colonne in zip(*lignes, strict=True))
    return [Decimal(c).scaleb(-2) for c in _centimes(p, loyers, ressources, rls).tolist()]


def montants_croises(p: Parametres, loyers: Entiers, ressources: Entiers) -> tuple[Entiers, Entiers] | None:
    """L'APL et la RLS, en centimes, de chaque ménage (lignes) dans chaque logement conventionné (colonnes).

    ``loyers`` en centimes, sous le loyer dégressif ; ``ressources`` par an, à l'euro supérieur. Vide si le barème
    a plus de décimales que ce calcul en entiers : le calcul de référence s'impose alors.
    """
    import numpy as np

    try:
        r = ressources[:, np.newaxis]
        apl = _centimes(p, loyers[np.newaxis, :], r, np.ones_like(r))
        pas = _entier(p.pas_ressources, 1)
        sous_le_plafond = -(-r // pas) * pas <= int(p.rls_jusqu_a)
        rls = np.where(sous_le_plafond, _entier(p.rls, 100), 0)
    except _TropFine:
        return None
    return apl, np.broadcast_to(rls, apl.shape)


def _centimes(p: Parametres, loyers: Entiers, ressources: Entiers, rls: Entiers) -> Entiers:
    import numpy as np

    retenu = np.minimum(loyers * CENTIME, _entier(p.plafond, UNITE))
    pas = _entier(p.pas_ressources, 1)
    r = -(-ressources // pas) * pas
    af = retenu + _entier(p.charges, UNITE) - _participation(p, retenu, r)
    reduction = np.where(rls * (r <= int(p.rls_jusqu_a)), _entier(p.rls * p.fraction_rls, UNITE), 0)
    return _payes(p, np.maximum(af, 0), reduction)


def _participation(p: Parametres, retenu: Entiers, r: Entiers) -> Entiers:
    """Pp, en cent-millionièmes : la part minimale, et le taux sur ce qui dépasse R0."""
    import numpy as np

    p0: Entiers = (retenu + _entier(p.charges, UNITE)) * _entier(p.p0_taux, MILLION) // MILLION
    depassement = np.maximum(r - _entier(p.r0, 1), 0)
    minimale: Entiers = np.maximum(p0, _entier(p.p0_minimum, UNITE))
    return minimale + _taux(p, retenu) * depassement * (UNITE // MILLION)


def _taux(p: Parametres, retenu: Entiers) -> Entiers:
    """Tp, en millionièmes ; RL s'arrondit au centième de point, TL au millième."""
    import numpy as np

    reference = _entier(p.reference, UNITE)
    part = (2 * 100 * 100 * retenu + reference) // (2 * reference)
    seuil_1, seuil_2 = _entier(p.seuil_1, 100), _entier(p.seuil_2, 100)
    premiere = np.clip(part - seuil_1, 0, seuil_2 - seuil_1) * _entier(p.taux_1, MILLION)
    seconde = np.maximum(part - seuil_2, 0) * _entier(p.taux_2, MILLION)
    milliemes: Entiers = (premiere + seconde + 50_000) // 100_000
    return _entier(p.taux_famille, MILLION) + milliemes * 10


def _payes(p: Parametres, af: Entiers, reduction: Entiers) -> Entiers:
    """De Af au montant payé, en centimes : minoration, euro inférieur, RLS, CRDS."""
    import numpy as np

    crds = _entier(p.crds, MILLION)
    brut = np.maximum((af + CENTIME // 2) // CENTIME - _entier(p.minoration, 100), 0)
    retenue = brut * crds // MILLION
    entier = (brut - retenue) // 100 * 100
    reste = np.maximum((entier + retenue) * CENTIME - reduction, 0)
    apres_rls = (reste - reste * crds // (MILLION * CENTIME) * CENTIME) // CENTIME
    payes: Entiers = np.where(reduction > 0, apres_rls, entier)
    return payes


def _entier(valeur: Decimal, echelle: int) -> int:
    """Une valeur du barème, à cette échelle ; lève ``_TropFine`` si elle y perdrait en précision."""
    entier = int(valeur * echelle)
    if entier != valeur * echelle:
        raise _TropFine
    return entier
