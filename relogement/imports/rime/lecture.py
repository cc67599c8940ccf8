"""Lire les lignes d'un tableau de type RIME, sous les titres que le fichier leur donne."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from relogement.imports.lecture import Classeur
from relogement.imports.rangees import rangees
from relogement.imports.resultat import Carnet, Lecture
from relogement.imports.rime.colonnes import PSEUDONYME, lexique_rime
from relogement.imports.tableaux import tableaux


@dataclass(frozen=True)
class LigneRime:
    """Un dossier sous son pseudonyme ; ``cellules`` : ce qui est écrit sous chaque titre."""

    feuille: str
    ligne: int
    pseudonyme: str
    cellules: Mapping[str, str] = field(repr=False)


def lire_rime(classeur: Classeur) -> Lecture[LigneRime]:
    """Les lignes dans l'ordre du fichier ; un pseudonyme répété n'est lu qu'une fois."""
    carnet, lignes, vus = Carnet(), list[LigneRime](), dict[str, int]()
    for tableau in tableaux(classeur, lexique_rime(), carnet):
        titres = dict(enumerate(tableau.entete.titres)) | {
            place: nom for nom, place in tableau.entete.index.items()
        }
        for rangee in rangees(tableau.feuille, tableau.entete, carnet, PSEUDONYME):
            pseudonyme = rangee.texte(PSEUDONYME).upper()
            if (premiere := vus.setdefault(pseudonyme, rangee.numero)) != rangee.numero:
                carnet.ecarter(rangee.numero, PSEUDONYME, f"Ce pseudonyme est déjà à la ligne {premiere}.")
                continue
            cellules = {titres[p]: texte for p, texte in enumerate(rangee.cellules) if titres.get(p)}
            lignes.append(LigneRime(carnet.feuille, rangee.numero, pseudonyme, cellules))
    carnet.exiger(classeur.nom, "dossier")
    return carnet.lecture(lignes)
