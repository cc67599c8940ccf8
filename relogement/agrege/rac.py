"""La répartition du reste à charge, avant et après, et ce que sa médiane dit de ses classes."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from statistics import median

from relogement.agrege import cles
from relogement.agrege.compte import PROJET, TOUS, Chantier
from relogement.agrege.faits import Faits, Fiche
from relogement.secret import FIXE, Cellule, Cle

COTES = ("AVANT", "APRES")
BORNES = (0, 100, 150, 200, 250, 300, 350, 400)
PAS = Decimal(5)  # comme les montants de l'extraction pseudonymisée : une médiane est le montant d'un ménage
_POIDS = 60


def poser(chantier: Chantier, faits: Faits) -> None:
    """À poser après les relogés, pour le projet."""
    reloges = [f for f in faits.fiches if f.criteres["NEUF"] is not None]
    comparables = [f for f in reloges if f.rac is not None]
    systeme, seuil, n = chantier.systeme, chantier.cadre.seuil_revenu, len(comparables)
    systeme.ajouter(Cellule(cles.comparables(PROJET), n, seuil, poids=200))
    autres = Cellule(("NON_COMPARABLES",), len(reloges) - n, seuil, publiee=False, secrete=False)
    systeme.lier(cles.reloges(PROJET, TOUS), [cles.comparables(PROJET), systeme.ajouter(autres)])
    for rang, cote in enumerate(COTES):
        chantier.repartir(
            partial(_cle, cote),
            Counter(str(classe(f.rac[rang])) for f in comparables if f.rac),
            map(str, BORNES),
            total=cles.comparables(PROJET),
            seuil=seuil,
            poids=_POIDS,
        )
        _borner_par_la_mediane(chantier, PROJET, cote, montants(comparables, PROJET, rang))


def classe(rac: Decimal) -> int:
    """La borne basse de la classe."""
    return BORNES[max(bisect_right(BORNES, rac) - 1, 0)]


def montants(fiches: Iterable[Fiche], portee: str, rang: int) -> list[Decimal]:
    """Les restes à charge d'une opération ou du projet, d'un côté."""
    return [f.rac[rang] for f in fiches if f.rac is not None and portee in (PROJET, f.operation)]


def mediane(valeurs: Sequence[Decimal]) -> Decimal | None:
    """Au pas, la moitié vers le haut ; rien s'il n'y a personne."""
    if not valeurs:
        return None
    return (Decimal(median(valeurs)) / PAS).quantize(Decimal(1), ROUND_HALF_UP) * PAS


def _cle(cote: str, portee: str, borne: str) -> Cle:
    return cles.classe_rac(portee, cote, int(borne))


def _borner_par_la_mediane(chantier: Chantier, portee: str, cote: str, valeurs: Sequence[Decimal]) -> None:
    """La moitié au plus est sous la classe de la médiane, la moitié au plus au-dessus : chacun peut le déduire."""
    centre = mediane(valeurs)
    if centre is None or len(valeurs) < chantier.cadre.seuil_revenu:
        return
    milieu, moitie = classe(centre), len(valeurs) // 2
    systeme = chantier.systeme
    for sens, bornes in (("SOUS", [b for b in BORNES if b < milieu]), ("SUR", [b for b in BORNES if b > milieu])):
        parts = [cles.classe_rac(portee, cote, borne) for borne in bornes]
        reste = moitie - sum(systeme.valeur(part) for part in parts)
        if reste < 0:
            continue
        total = systeme.ajouter(Cellule(("MOITIE", portee, cote, sens), moitie, 0, poids=FIXE))
        jeu = systeme.ajouter(Cellule(("JEU", portee, cote, sens), reste, 0, publiee=False))
        systeme.lier(total, [*parts, jeu])
