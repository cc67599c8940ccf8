"""Un numéro de sécurité sociale n'entre pas : le fichier qui en porte un est refusé, avec ce qu'il faut ôter."""

import re
from collections.abc import Iterator

from relogement.controles.texte_libre import porte_un_nir
from relogement.erreurs import ErreurMetier
from relogement.imports.lecture import Classeur
from relogement.imports.phrases import erreur
from relogement.imports.tableaux import Tableau
from relogement.rapprochement import sans_accents

_TITRES = re.compile(
    r"(?:.* )?(?:nir|nss|(?:n|no|num|numero)? ?(?:de )?secu(?:rite sociale)?|insee (?:individu|personne))(?: .*)?"
)
_SEPARATEURS = str.maketrans("", "", "  \u202f.-")


def refuser_les_nir(classeur: Classeur, tableau: Tableau) -> None:
    """Par le titre de la colonne, ou par ce que ses cellules contiennent."""
    for titre in _colonnes(tableau):
        raise _refus(classeur, titre)


def _colonnes(tableau: Tableau) -> Iterator[str]:
    entete, numero = tableau.entete, tableau.entete.index["numero"]
    titres = dict(enumerate(entete.titres))
    yield from (titre for titre in titres.values() if titre and _TITRES.fullmatch(sans_accents(titre)))
    for ligne in tableau.feuille.lignes:
        if ligne.numero > entete.derniere:
            for position, cellule in enumerate(ligne.cellules):
                if position != numero and _est_un_nir(cellule):
                    yield titres.get(position) or f"colonne {position + 1}"


def _est_un_nir(cellule: str) -> bool:
    chiffres = cellule.translate(_SEPARATEURS)
    return len(chiffres) in (13, 15) and porte_un_nir(chiffres)


def _refus(classeur: Classeur, titre: str) -> ErreurMetier:
    return erreur(
        f"« {classeur.nom} » : la colonne « {titre} » porte des numéros de sécurité sociale. Ils n’ont pas à "
        "circuler : ôtez cette colonne du fichier, puis recommencez. Rien n’a été lu."
    )
