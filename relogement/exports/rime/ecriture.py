"""Écrire une mise en page en TOML : une colonne par ligne, comme on la relit."""

import json
from collections.abc import Iterator

from relogement.exports.rime.mise_en_page import ColonneRime, MiseEnPage
from relogement.exports.rime.sources import Nature

_DEL = "\x7f"


def en_toml(page: MiseEnPage) -> str:
    """Le texte que ``lire_mise_en_page`` relit exactement."""
    lignes = [f"titre = {chaine(page.titre)}", f"feuille = {chaine(page.feuille)}", "", "colonnes = ["]
    lignes += [f"    {{ {', '.join(_cles(colonne))} }}," for colonne in page.colonnes]
    return "\n".join([*lignes, "]", ""])


def _cles(colonne: ColonneRime) -> Iterator[str]:
    yield f"entete = {chaine(colonne.entete)}"
    yield f"source = {chaine(colonne.source.nom)}"
    if colonne.arrondi is not None:
        yield f"arrondi = {colonne.arrondi}"
    if colonne.precision is not None:
        yield f"precision = {chaine(colonne.precision)}"
    if colonne.tranches:
        yield f"tranches = [{', '.join(map(str, colonne.tranches))}]"
    if colonne.valeurs or colonne.source.nature is Nature.TABLE:
        paires = (f"{chaine(code)} = {chaine(valeur)}" for code, valeur in colonne.valeurs.items())
        yield f"valeurs = {{ {', '.join(paires)} }}"
    if colonne.inconnu is not None:
        yield f"inconnu = {chaine(colonne.inconnu)}"


def chaine(valeur: str) -> str:
    """Une chaîne JSON est une chaîne TOML, au caractère d'effacement près."""
    return json.dumps(valeur, ensure_ascii=False).replace(_DEL, "\\u007F")
