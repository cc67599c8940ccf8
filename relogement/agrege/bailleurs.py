"""De quel bailleur à quel bailleur : une matrice pour le projet ; les bailleurs rares y sont réunis."""

from collections import Counter
from collections.abc import Sequence
from itertools import product

from relogement.agrege import cles
from relogement.agrege.compte import AUTRES, PROJET, TITULAIRES, TOUS, Chantier
from relogement.agrege.faits import Faits, Fiche
from relogement.agrege.profils import AUTRES_BAILLEURS
from relogement.nomenclatures import Critere
from relogement.secret import Cellule, Cle

_CASE, _MARGE = 10, 40
CODE = "INTERBAILLEUR"
Paires = Counter[tuple[str, str, Critere | None]]


def bailleurs_nommes(faits: Faits) -> tuple[str, ...]:
    """Ceux d'au moins le seuil de ménages relogés, par nom ; les autres ensemble : un bailleur rare désigne."""
    reloges = [f for f in faits.fiches if f.criteres["NEUF"] is not None]
    seuil = faits.cadre.seuil_effectif
    vus = [Counter(f.bailleurs[cote] for f in reloges if f.bailleurs[cote]) for cote in (0, 1)]
    nommes = {nom for compte in vus for nom, n in compte.items() if nom and n >= seuil} - {AUTRES_BAILLEURS}
    return (*sorted(nommes), AUTRES_BAILLEURS)


def poser(chantier: Chantier, faits: Faits, nommes: Sequence[str]) -> None:
    """À poser après les critères et les profils, dont elle partage les totaux."""
    comptes = [f for f in faits.fiches if f.criteres[CODE] in (Critere.OUI, Critere.NON)]
    paires = Counter((_range(f, 0, nommes), _range(f, 1, nommes), f.criteres[CODE]) for f in comptes)
    systeme, seuil = chantier.systeme, chantier.cadre.seuil_effectif
    for avant in nommes:
        for apres in nommes:
            n = paires[avant, apres, Critere.OUI] + paires[avant, apres, Critere.NON]
            systeme.ajouter(Cellule(cles.paire(avant, apres), n, seuil, poids=_CASE))
    for bailleur in nommes:
        sortants = [cles.paire(bailleur, autre) for autre in nommes]
        entrants = [cles.paire(autre, bailleur) for autre in nommes]
        for marge, parts in ((cles.partis(bailleur), sortants), (cles.arrives(bailleur), entrants)):
            somme = sum(systeme.valeur(part) for part in parts)
            systeme.ajouter(Cellule(marge, somme, seuil, poids=_MARGE))
            systeme.lier(marge, parts)
    base = cles.critere(PROJET, TOUS, CODE, "BASE")
    systeme.lier(base, [cles.partis(b) for b in nommes])
    systeme.lier(base, [cles.arrives(b) for b in nommes])
    _relier_au_critere(chantier, paires, nommes)
    _relier_au_profil(chantier, faits.fiches, nommes)


def _range(fiche: Fiche, cote: int, nommes: Sequence[str]) -> str:
    nom = fiche.bailleurs[cote]
    return nom if nom is not None and nom in nommes else AUTRES_BAILLEURS


def _relier_au_critere(chantier: Chantier, paires: Paires, nommes: Sequence[str]) -> None:
    """Les « oui » sont hors de la diagonale ; chez les bailleurs réunis, elle mêle des « oui » et des « non »."""
    systeme, seuil = chantier.systeme, chantier.cadre.seuil_effectif
    parts: dict[Critere, list[Cle]] = {Critere.OUI: [], Critere.NON: []}
    for avant, apres in product(nommes, repeat=2):
        cle, attendu = cles.paire(avant, apres), Critere.NON if avant == apres else Critere.OUI
        if (avant != apres or avant != AUTRES_BAILLEURS) and not paires[avant, apres, _contraire(attendu)]:
            parts[attendu].append(cle)
            continue
        for critere, trouvees in parts.items():
            part: Cle = (*cle, critere.value)
            systeme.ajouter(Cellule(part, paires[avant, apres, critere], seuil, publiee=False))
            trouvees.append(part)
        systeme.lier(cle, [(*cle, critere.value) for critere in parts])
    for critere, trouvees in parts.items():
        systeme.lier(cles.critere(PROJET, TOUS, CODE, critere.value), trouvees)


def _contraire(critere: Critere) -> Critere:
    return Critere.NON if critere is Critere.OUI else Critere.OUI


def _relier_au_profil(chantier: Chantier, fiches: Sequence[Fiche], nommes: Sequence[str]) -> None:
    """Arrivés chez un bailleur : tous ceux dont l'ancien est connu ; le profil : les titulaires, connu ou non."""
    systeme, seuil = chantier.systeme, chantier.cadre.seuil_effectif
    reloges = [f for f in fiches if f.criteres["NEUF"] is not None and f.bailleurs[1] is not None]
    comptes = Counter((_range(f, 1, nommes), _groupe(f)) for f in reloges)
    for bailleur in nommes:
        groupes = {g: ("CHEZ", bailleur, g) for g in (TITULAIRES, AUTRES, "TITULAIRES_NR")}
        for groupe, cle in groupes.items():
            systeme.ajouter(Cellule(cle, comptes[bailleur, groupe], seuil, publiee=False))
        systeme.lier(cles.arrives(bailleur), [groupes[TITULAIRES], groupes[AUTRES]])
        du_profil = cles.profil(PROJET, "BAILLEUR_AP", bailleur)
        systeme.lier(du_profil, [groupes[TITULAIRES], groupes["TITULAIRES_NR"]])


def _groupe(fiche: Fiche) -> str:
    connu = fiche.criteres[CODE] in (Critere.OUI, Critere.NON)
    if fiche.titulaire:
        return TITULAIRES if connu else "TITULAIRES_NR"
    return AUTRES if connu else "AUTRES_NR"
