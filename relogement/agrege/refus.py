"""Les offres, celles refusées par motif, et les offres qu'il a fallu par relogement."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from relogement.agrege import cles
from relogement.agrege.compte import PROJET, TOUS, Chantier, Importance, Nom, nom
from relogement.agrege.faits import Faits, Refusee
from relogement.secret import Cle

SANS_REPONSE, INCONNU, AUTRE = "SANS_REPONSE", "NR", "AUTRE"
SANS_REPONSE_DIT, INCONNU_DIT, AUTRE_DIT = "Sans réponse dans le délai", "Motif non renseigné", "Autre motif"
_OFFRES, _REFUS, _MOTIF, _CACHEE = Importance(60, 300), Importance(50, 250), Importance(6, 60), Importance(1, 1)


def motifs(chantier: Chantier) -> dict[str, str]:
    """Ceux de la charte, le silence, l'inconnu ; un code que la charte ignore devient « autre »."""
    return {
        **chantier.cadre.motifs,
        AUTRE: chantier.cadre.motifs.get(AUTRE, AUTRE_DIT),
        SANS_REPONSE: SANS_REPONSE_DIT,
        INCONNU: INCONNU_DIT,
    }


def poser(chantier: Chantier, faits: Faits) -> None:
    """Ce que l'on compte est l'offre ; ce qui fait le secret est le nombre de ménages derrière."""
    refusees = [r for r in faits.refusees if r.motif is not None]
    acceptees = [r for r in faits.refusees if r.motif is None]
    _compter(chantier, cles.offres, faits.refusees, _OFFRES)
    _compter(chantier, cles.refus, refusees, _REFUS)
    _compter(chantier, _autres, acceptees, _CACHEE, publiee=False)
    chantier.lier(cles.offres, [cles.refus, _autres])
    connus = motifs(chantier)
    par_motif = defaultdict(list)
    for refusee in refusees:
        par_motif[refusee.motif if refusee.motif in connus else AUTRE].append(refusee)
    for code in connus:
        _compter(chantier, nom(cles.motif, code), par_motif[code], _MOTIF)
    chantier.lier(cles.refus, [nom(cles.motif, code) for code in connus])
    _poser_les_offres_par_relogement(chantier, faits)


def _autres(portee: str) -> Cle:
    return ("OFFRES_NON_REFUSEES", portee)


def _compter(
    chantier: Chantier, cle: Nom, lignes: Iterable[Refusee], importance: Importance, *, publiee: bool = True
) -> None:
    par_operation, menages = Counter[str](), defaultdict[str, set[int]](set)
    for ligne in lignes:
        par_operation[ligne.operation] += ligne.nombre
        menages[ligne.operation].add(ligne.menage)
        menages[PROJET].add(ligne.menage)
    chantier.compter(
        cle,
        par_operation,
        seuil=chantier.cadre.seuil_effectif,
        importance=importance,
        publiee=publiee,
        menages={portee: len(trouves) for portee, trouves in menages.items()},
    )


def _poser_les_offres_par_relogement(chantier: Chantier, faits: Faits) -> None:
    reloges = [f for f in faits.fiches if f.criteres["NEUF"] is not None]
    connus = Counter(f.operation for f in reloges if f.offres)
    inconnus = Counter(f.operation for f in reloges if not f.offres)
    offres = Counter[str]()
    for fiche in reloges:
        offres[fiche.operation] += fiche.offres
    seuil = chantier.cadre.seuil_effectif
    derriere = {**connus, PROJET: connus.total()}
    chantier.compter(cles.offres_des_reloges, offres, seuil=seuil, importance=_REFUS, menages=derriere)
    chantier.compter(cles.reloges_aux_offres_connues, connus, seuil=seuil, importance=_REFUS)
    chantier.compter(_sans_offre_connue, inconnus, seuil=seuil, importance=_CACHEE, publiee=False, secrete=False)
    chantier.lier(nom(cles.reloges, TOUS), [cles.reloges_aux_offres_connues, _sans_offre_connue])


def _sans_offre_connue(portee: str) -> Cle:
    return ("RELOGES_SANS_OFFRE_CONNUE", portee)
