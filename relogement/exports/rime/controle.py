"""Contrôler une mise en page avant de s'en servir : ce qui ne va pas, ligne par ligne, et ce qui reste bon."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from relogement.erreurs import ErreurMetier
from relogement.exports.rime.mise_en_page import (
    CLES,
    ColonneRime,
    MiseEnPage,
    colonne,
    colonnes_lues,
    donnees_de,
    feuille,
    sans_cle_inconnue,
    sans_titre_double,
    titre_de,
)
from relogement.exports.rime.sources import Nature

TITRE, FEUILLE = "Export de type RIME", "RIME"
SANS_PSEUDONYME = (
    "Aucune colonne ne porte le pseudonyme (source « dossier.pseudonyme ») : "
    "deux envois ne pourront pas se rapprocher."
)
_MORCEAUX = re.compile(r""" "(?:[^"\\\n]|\\.)*" | '[^'\n]*' | \#[^\n]* | \[\[colonnes\]\] | [{}] """, re.VERBOSE)


@dataclass(frozen=True)
class Defaut:
    """Ce qui ne va pas : la phrase, la ligne du fichier et le rang de la colonne quand c'en est une.

    Un simple avis laisse la colonne servir.
    """

    phrase: str
    ligne: int | None = None
    colonne: int | None = None
    avis: bool = False

    @property
    def dit(self) -> str:
        return f"Ligne {self.ligne}. {self.phrase}" if self.ligne else self.phrase


@dataclass(frozen=True)
class Controle:
    """Ce qui reste utilisable (rien si aucune colonne ne va), et tout ce qui ne va pas."""

    page: MiseEnPage | None
    defauts: tuple[Defaut, ...]

    @property
    def est_entiere(self) -> bool:
        """Vrai si rien n'a été mis de côté."""
        return all(defaut.avis for defaut in self.defauts)


def controler(texte: str) -> Controle:
    """Lit tout ce qui peut l'être ; une colonne fautive est mise de côté, et les autres servent."""
    try:
        donnees = donnees_de(texte)
        lues = colonnes_lues(donnees)
    except ErreurMetier as erreur:
        return Controle(None, (Defaut(str(erreur)),))
    defauts: list[Defaut] = list(_de_l_ensemble(donnees))
    bonnes: list[ColonneRime] = []
    for rang, lue in enumerate(lues, 1):
        try:
            bonnes.append(colonne(rang, lue))
            _sans_double(rang, bonnes)
        except ErreurMetier as erreur:
            defauts.append(Defaut(str(erreur), ligne_de_la_colonne(texte, rang), rang))
    if not bonnes:
        return Controle(None, tuple(defauts))
    page = MiseEnPage(_sinon(titre_de, donnees, TITRE), _sinon(feuille, donnees, FEUILLE), tuple(bonnes))
    return Controle(page, (*defauts, *avis(page)))


def avis(page: MiseEnPage) -> Iterator[Defaut]:
    """Ce qui mérite d'être su, sans rien empêcher."""
    if all(c.source.nature is not Nature.PSEUDONYME for c in page.colonnes):
        yield Defaut(SANS_PSEUDONYME, avis=True)


def ligne_de_la_colonne(texte: str, rang: int) -> int | None:
    """La ligne du fichier où commence la énième colonne."""
    debuts = list(_debuts(texte))
    return debuts[rang - 1] if rang <= len(debuts) else None


def _debuts(texte: str) -> Iterator[int]:
    """La ligne de chaque colonne : une accolade ouverte, ou « [[colonnes]] », hors textes et commentaires."""
    profondeur = 0
    for morceau in _MORCEAUX.finditer(texte):
        signe = morceau[0]
        if signe == "[[colonnes]]" or (signe == "{" and not profondeur):
            yield texte.count("\n", 0, morceau.start()) + 1
        profondeur += {"{": 1, "}": -1}.get(signe, 0)


def _de_l_ensemble(donnees: Mapping[str, Any]) -> Iterator[Defaut]:
    for controle in (lambda d: sans_cle_inconnue("La mise en page", d, CLES), titre_de, feuille):
        try:
            controle(donnees)
        except ErreurMetier as erreur:
            yield Defaut(str(erreur))


def _sans_double(rang: int, bonnes: list[ColonneRime]) -> None:
    """Le titre d'une colonne mise de côté reste libre ; le rang dit est celui du fichier."""
    try:
        sans_titre_double(len(bonnes), bonnes)
    except ErreurMetier:
        double = bonnes.pop()
        raise ErreurMetier(
            f"Colonne {rang} : le titre « {double.entete} » est déjà celui d’une autre colonne. "
            "Donnez-lui un autre titre."
        ) from None


def _sinon(lire: Any, donnees: Mapping[str, Any], defaut: str) -> str:
    try:
        return str(lire(donnees))
    except ErreurMetier:
        return defaut
