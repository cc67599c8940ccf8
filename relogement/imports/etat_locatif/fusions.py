"""Ce que les cellules fusionnées vers le bas laissent vide : le bâtiment, l'entrée, le code du logement."""

import re
from collections.abc import Iterable
from dataclasses import replace

from relogement.imports.entetes import Entete
from relogement.imports.lecture import Ligne
from relogement.imports.rangees import Rangee
from relogement.rapprochement import sans_accents

LIEUX = ("batiment", "entree")
PERSONNE = ("nom", "prenom", "observations")
DEUXIEME = re.compile(r".*\b(?:co ?titulaire|conjoint|conjointe|co ?locataire|epou\w+|pacs\w*)\b.*")


class Suite:
    """Reconnaît la ligne d'un cotitulaire dont le code est fusionné avec celui du dessus."""

    def __init__(self, entete: Entete) -> None:
        self._index = {code: entete.index[code] for code in PERSONNE if code in entete.index}

    def est_un_cotitulaire(self, ligne: Ligne) -> bool:
        """Rien d'autre qu'une personne, et de quoi ne pas la confondre avec un pied de page."""
        remplies = {position for position, cellule in enumerate(ligne.cellules) if cellule}
        if self._index.get("nom") not in remplies or not remplies <= set(self._index.values()):
            return False
        remarque = self._index.get("observations")
        dit_le = remarque in remplies and DEUXIEME.fullmatch(sans_accents(ligne.cellules[remarque or 0]))
        return self._index.get("prenom") in remplies or bool(dit_le)


def recopier_les_fusions(brutes: Iterable[Rangee]) -> list[Rangee]:
    """Répète vers le bas le code d'un cotitulaire, et les lieux quand la plupart de leurs cellules sont vides."""
    lignes = list(brutes)
    codes = ["ug", *(code for code in LIEUX if _est_fusionnee(code, lignes))]
    courants = dict.fromkeys(codes, "")
    for rang, rangee in enumerate(lignes):
        for code in codes:
            courants[code] = rangee.texte(code) or courants[code]
        lignes[rang] = replace(rangee, cellules=_completees(rangee, courants))
    return lignes


def _est_fusionnee(code: str, lignes: list[Rangee]) -> bool:
    textes = [rangee.texte(code) for rangee in lignes]
    return bool(textes and textes[0]) and textes.count("") * 2 > len(textes)


def _completees(rangee: Rangee, courants: dict[str, str]) -> tuple[str, ...]:
    cellules = list(rangee.cellules)
    for code, texte in courants.items():
        position = rangee.entete.index[code]
        if position < len(cellules) and not cellules[position]:
            cellules[position] = texte
    return tuple(cellules)
