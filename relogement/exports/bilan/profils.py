"""Qui sont les titulaires du projet, avant ; où vont les relogés, après."""

from relogement.agrege import cles
from relogement.agrege.compte import PROJET, TITULAIRES
from relogement.agrege.profils import PROFILS, Profil, modalites
from relogement.exports.bilan.portee import Portee
from relogement.exports.soigne import Bloc, Colonne, Feuille, Genre, Graphique

_DESSINES = frozenset({"TAILLE", "COMPOSITION", "AGE", "RESSOURCES", "TYPO_AP", "FINANCEMENT"})


def feuille(portee: Portee) -> Feuille:
    blocs = [_bloc(portee, profil) for profil in PROFILS]
    return Feuille("Profils", "Profil des ménages", blocs, (44, 13, 13, 13, 13, 13, 13, 13), portee.chapeau)


def _bloc(portee: Portee, profil: Profil) -> Bloc:
    agregat = portee.agregat
    total = cles.reloges(PROJET, TITULAIRES) if profil.reloges else cles.recenses(PROJET)
    lignes = []
    for modalite, libelle in modalites(profil, agregat.bailleurs).items():
        cle = cles.profil(PROJET, profil.code, modalite)
        lignes.append((libelle, agregat.effectif(cle), agregat.part(cle, total)))
    lignes.append(("Ensemble", agregat.effectif(total), agregat.part(total, total)))
    qui = "titulaires relogés" if profil.reloges else "titulaires recensés"
    colonnes = (
        Colonne(f"{profil.libelle} — {qui}"),
        Colonne("Ménages", Genre.ENTIER),
        Colonne("Part", Genre.TAUX),
    )
    graphique = Graphique("bar", profil.libelle, (1,), len(lignes) - 1) if profil.code in _DESSINES else None
    return Bloc("", colonnes, lignes, graphique=graphique, total=True)
