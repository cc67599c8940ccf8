"""Les lignes utiles d'un tableau, sans les totaux, les titres répétés ni les pieds de page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from relogement.imports.anomalies import Gravite
from relogement.imports.entetes import Entete
from relogement.imports.lecture import Feuille, Ligne
from relogement.imports.resultat import Carnet
from relogement.imports.valeurs import ValeurIllisible
from relogement.rapprochement import sans_accents

V = TypeVar("V")
TOTAL = re.compile(r"(?:s |ss |sous )?(?:s?total|totaux|cumul|moyenne|recapitulatif|recap|nombre d\w+)\b.*")
CELLULES_DE_PIED = 2
EXEMPLE = "exemple"
TOTAUX = "Ligne de total ou de sous-total."


@dataclass
class Rangee:
    """Une ligne de données, lue colonne par colonne ; elle retient ses fautes."""

    numero: int
    cellules: tuple[str, ...] = field(repr=False)
    entete: Entete = field(repr=False)
    carnet: Carnet = field(repr=False)
    fautive: bool = False

    def texte(self, code: str) -> str:
        position = self.entete.index.get(code)
        return "" if position is None or position >= len(self.cellules) else self.cellules[position]

    def valeur(self, code: str, lecture: Callable[[str], V | None], *, souple: bool = False) -> V | None:
        """La valeur d'une colonne ; une cellule illisible écarte la ligne, ou reste inconnue si ``souple``."""
        texte = self.texte(code)
        if not texte:
            return None
        try:
            return lecture(texte)
        except ValeurIllisible as faute:
            self.fauter(code, str(faute), souple=souple)
            return None

    def fauter(self, code: str, message: str, *, souple: bool = False) -> None:
        titre = self.entete.titre(code, code)
        if souple:
            self.avertir(code, f"{message} La cellule est laissée inconnue.")
        else:
            self.carnet.refuser(self.numero, titre, message, deja=self.fautive)
            self.fautive = True

    def avertir(self, code: str, message: str) -> None:
        self.carnet.signaler(self.numero, self.entete.titre(code, code), Gravite.AVERTISSEMENT, message)


Admission = Callable[[Ligne], bool]


def rangees(
    feuille: Feuille, entete: Entete, carnet: Carnet, cle: str, *, admise: Admission | None = None
) -> Iterator[Rangee]:
    """Les lignes sous les titres qui portent une clé ; les autres sont écartées, chacune avec son motif."""
    for ligne in rangees_utiles(feuille, entete, carnet, cle, admise=admise):
        yield Rangee(ligne.numero, ligne.cellules, entete, carnet)


def rangees_utiles(
    feuille: Feuille, entete: Entete, carnet: Carnet, cle: str, *, admise: Admission | None = None
) -> Iterator[Ligne]:
    """Les mêmes lignes, brutes ; ``admise`` garde une ligne que sa forme ferait prendre pour un pied de page."""
    titre, position = entete.titre(cle, cle), entete.index[cle]
    for ligne in feuille.lignes:
        if ligne.numero <= entete.derniere or ligne.est_vide or entete.est_repetee(ligne) or est_un_exemple(ligne):
            continue
        carnet.lues += 1
        texte_cle = ligne.cellules[position] if position < len(ligne.cellules) else ""
        motif = motif_de_pied(ligne, texte_cle)
        if motif != TOTAUX and admise is not None and admise(ligne):
            yield ligne
        elif motif:
            carnet.ecarter(ligne.numero, None, motif, Gravite.INFO)
        elif not texte_cle:
            carnet.ecarter(ligne.numero, titre, f"« {titre} » est vide : complétez la cellule et recommencez.")
        else:
            yield ligne


def est_un_exemple(ligne: Ligne) -> bool:
    """La ligne d'exemple de nos modèles : « EXEMPLE » dans sa première cellule remplie."""
    return next(filter(None, ligne.cellules), "").casefold() == EXEMPLE


def motif_de_pied(ligne: Ligne, cle: str) -> str | None:
    """Pourquoi une ligne n'est pas une donnée : total, titre intermédiaire, pied de page."""
    candidates = (cle,) if cle else ligne.cellules
    if any(TOTAL.fullmatch(sans_accents(cellule)) for cellule in candidates if cellule):
        return TOTAUX
    maximum = 1 if any(signe.isdigit() for signe in cle) else CELLULES_DE_PIED
    return "Titre intermédiaire ou pied de page." if _remplies(ligne) <= maximum else None


def _remplies(ligne: Ligne) -> int:
    return len(ligne.cellules) - ligne.cellules.count("")
