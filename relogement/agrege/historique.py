"""Les quatre critères à la fin de chaque trimestre : leurs écarts diraient les ménages de chacun."""

from collections import Counter
from collections.abc import Sequence

from relogement.agrege import cles
from relogement.agrege.compte import PROJET, TOUS, Chantier
from relogement.agrege.criteres import BASE, INCONNUES, VALEURS, seuil
from relogement.agrege.faits import Faits, Fiche
from relogement.indicateurs.criteres import QUATRE_CRITERES
from relogement.nomenclatures import Critere
from relogement.secret import Cellule

TRIMESTRES = 12
_POIDS = {"OUI": 15, BASE: 16, "NR": 4, "SO": 3, "NON": 1}


def trimestres(faits: Faits) -> range:
    """Les derniers trimestres, jusqu'à celui de la date ; le premier cumule tout ce qui précède."""
    dernier = (faits.cadre.au.year * 12 + faits.cadre.au.month - 1) // 3
    vus = [_trimestre(f) for f in faits.fiches if f.mois is not None]
    return range(max(min(vus, default=dernier), dernier - TRIMESTRES + 1), dernier + 1)


def _trimestre(fiche: Fiche) -> int:
    return ((fiche.mois or 1) - 1) // 3


def poser(chantier: Chantier, faits: Faits) -> None:
    """À poser après les critères, dont le dernier trimestre reprend les cases du projet."""
    voulus = trimestres(faits)
    reloges = [f for f in faits.fiches if f.criteres["NEUF"] is not None and f.mois is not None]
    for code in QUATRE_CRITERES:
        comptes = Counter((max(_trimestre(f), voulus[0]), f.criteres[code]) for f in reloges)
        for valeur in VALEURS:
            flux = [comptes[t, Critere(valeur)] for t in voulus]
            _cumuler(chantier, code, valeur, voulus, flux)
        bases = [comptes[t, Critere.OUI] + comptes[t, Critere.NON] for t in voulus]
        _cumuler(chantier, code, BASE, voulus, bases)
        _additionner(chantier, code, voulus)


def cle(voulus: Sequence[int], trimestre: int, code: str, valeur: str) -> tuple[str, ...]:
    """La fin du dernier trimestre est aujourd'hui : la même case que l'indicateur du projet."""
    if trimestre == voulus[-1]:
        return cles.critere(PROJET, TOUS, code, valeur)
    return cles.au_trimestre(trimestre, code, valeur)


def _flux(trimestre: int, code: str, valeur: str) -> tuple[str, ...]:
    return ("FLUX", str(trimestre), code, valeur)


def _cumuler(chantier: Chantier, code: str, valeur: str, voulus: Sequence[int], flux: Sequence[int]) -> None:
    systeme, limite, cumul = chantier.systeme, seuil(chantier, code), 0
    secrete = valeur not in INCONNUES
    for trimestre, entres in zip(voulus, flux, strict=True):
        cumul += entres
        ici = cle(voulus, trimestre, code, valeur)
        if trimestre != voulus[-1]:
            publiee = valeur in ("OUI", BASE)
            systeme.ajouter(Cellule(ici, cumul, limite, None, publiee, _POIDS[valeur], secrete))
        flux_ici = Cellule(_flux(trimestre, code, valeur), entres, limite, publiee=False, secrete=secrete)
        du_trimestre = systeme.ajouter(flux_ici)
        precedentes = [] if trimestre == voulus[0] else [cle(voulus, trimestre - 1, code, valeur)]
        systeme.lier(ici, [*precedentes, du_trimestre])


def _additionner(chantier: Chantier, code: str, voulus: Sequence[int]) -> None:
    """OUI et NON font la base, à chaque date et dans chaque trimestre ; les relogés sont les mêmes pour tous."""
    lier = chantier.systeme.lier
    for trimestre in voulus:
        lier(cle(voulus, trimestre, code, BASE), [cle(voulus, trimestre, code, v) for v in ("OUI", "NON")])
        lier(_flux(trimestre, code, BASE), [_flux(trimestre, code, v) for v in ("OUI", "NON")])
        tous = ("FLUX_RELOGES", str(trimestre))
        parts = [_flux(trimestre, code, v) for v in (BASE, "NR", "SO")]
        somme = sum(chantier.systeme.valeur(part) for part in parts)
        chantier.systeme.ajouter(Cellule(tous, somme, chantier.cadre.seuil_effectif, publiee=False))
        lier(tous, parts)
