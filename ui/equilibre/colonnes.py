"""Ce que montrent les tables de la fenêtre : les résidences, les parts d'un indice, l'histoire d'une résidence."""

from collections.abc import Callable
from typing import Any

from relogement.equilibre.indicateurs import Indicateur
from relogement.equilibre.indice import PartDeLIndice
from relogement.equilibre.nombres import dit, taux
from relogement.equilibre.parc import Mesure
from relogement.equilibre.saisie import ecrite
from relogement.equilibre.table import LigneDeLaTable
from relogement.textes import INCONNU, TIRET, jour
from ui.avant_envoi.table import Colonne
from ui.composants.ligne import Ligne, Morceau
from ui.composants.vue import Vue
from ui.equilibre.barres import BarreIndice, BarreTaux

EN_TABLE = {
    Indicateur.Q1: "1ᵉʳ quartile",
    Indicateur.SOUS_40: "< 40\u202f% plaf.",
}
SECRET = "non montré"
PLUS_HAUT, PLUS_BAS = 110, 90  # ce qui se lit comme au-dessus, ou au-dessous, de la moyenne
LOIN = 10**6


def _couleur(milieu: float) -> str:
    return "ambre" if milieu > PLUS_HAUT else "vert" if milieu < PLUS_BAS else "accent"


def _vue_indice(ligne: LigneDeLaTable) -> Vue:
    trouve = ligne.indice
    if trouve is None or trouve.basse is None or trouve.haute is None:
        return Ligne((Morceau(_indice(ligne), "texte3"),))
    basse, haute = float(trouve.basse), float(trouve.haute)
    return BarreIndice(basse, haute, trouve.dite, _couleur((basse + haute) / 2))


def _indice(ligne: LigneDeLaTable) -> str:
    return SECRET if ligne.indice is None else ligne.indice.dite


def _rang_indice(ligne: LigneDeLaTable) -> float:
    """Du plus fragile au moins ; ce que l'on ne sait pas à la fin."""
    milieu = ligne.indice.milieu if ligne.indice else None
    return LOIN if milieu is None else -float(milieu)


def _part(ligne: LigneDeLaTable, indicateur: Indicateur) -> PartDeLIndice | None:
    return next((p for p in ligne.indice.parts if p.indicateur is indicateur), None) if ligne.indice else None


def _colonne(indicateur: Indicateur, titre: str) -> Colonne:
    def texte(ligne: LigneDeLaTable) -> str:
        part = _part(ligne, indicateur)
        return TIRET if part is None else taux(part.valeur)

    def vue(ligne: LigneDeLaTable) -> Vue:
        part = _part(ligne, indicateur)
        if part is None or part.valeur is None:
            return Ligne((Morceau(texte(ligne), "texte3"),))
        moyenne = float(part.moyenne.valeur) if part.moyenne else None
        return BarreTaux(float(part.valeur), moyenne, texte(ligne))

    def rang(ligne: LigneDeLaTable) -> float:
        part = _part(ligne, indicateur)
        return LOIN if part is None or part.valeur is None else -float(part.valeur)

    return Colonne(titre, texte, rang=rang, vue=vue, largeur=92)


def _donnees(ligne: LigneDeLaTable) -> str:
    if ligne.secrete:
        return TIRET
    du = ligne.residence.donnees_du
    return "sans données" if du is None else f"{du.year}{', anciennes' if ligne.perimee else ''}"


def _vue_donnees(ligne: LigneDeLaTable) -> Vue:
    token = "ambre" if ligne.perimee else "texte2"
    annee = _donnees(ligne).partition(",")[0]
    return Ligne((Morceau(annee, token, icone="clock" if ligne.perimee else ""),))


RESIDENCES = (
    Colonne("Résidence", lambda li: li.residence.nom, gras=True),
    Colonne("Bailleur", lambda li: li.residence.bailleur or INCONNU, largeur=124, token="texte2"),
    Colonne("Commune", lambda li: li.residence.commune or INCONNU, largeur=88, token="texte2"),
    Colonne("Lgts", lambda li: dit_entier(li.residence.nb_logements),
            rang=lambda li: -(li.residence.nb_logements or 0), largeur=46, a_droite=True),
    Colonne("Indice, 100 = moyenne", _indice, rang=_rang_indice, vue=_vue_indice, largeur=172),
    *(_colonne(indicateur, titre) for indicateur, titre in EN_TABLE.items()),
    Colonne("Données", _donnees, rang=lambda li: (li.residence.donnees_du is None, li.residence.donnees_du),
            vue=_vue_donnees, largeur=96),
)  # fmt: skip

INDICE = next(rang for rang, colonne in enumerate(RESIDENCES) if colonne.vue is _vue_indice)


def dit_entier(valeur: int | None) -> str:
    return INCONNU if valeur is None else str(valeur)


def _de_la_part(lire: Callable[[PartDeLIndice], str]) -> Callable[[Any], str]:
    return lambda part: lire(part)


def _ici(part: PartDeLIndice) -> str:
    """« 14/45, 31 % », « 6,9 % », ou « NR »."""
    mesure = part.mesure
    if mesure is None or mesure.nombre is None:
        return taux(part.valeur, 1)
    return f"{mesure.nombre}/{mesure.sur}, {taux(part.valeur)}"


def _vue_part(part: PartDeLIndice) -> Vue:
    if not part.compte:
        return Ligne((Morceau(TIRET, "texte3"),))
    basse, haute = float(part.basse), float(part.haute)
    return BarreIndice(basse, haute, part.dite, _couleur((basse + haute) / 2))


PARTS = (
    Colonne("Indicateur", lambda p: p.indicateur.libelle),
    Colonne("Ici", _de_la_part(lambda p: _ici(p)), largeur=98, a_droite=True),
    Colonne("Moyenne", _de_la_part(lambda p: taux(p.moyenne.valeur if p.moyenne else None, 1)), largeur=64,
            a_droite=True, token="texte2"),
    Colonne("Base 100", _de_la_part(lambda p: p.dite), vue=_vue_part, largeur=114),
    Colonne("Poids", _de_la_part(lambda p: str(p.poids)), largeur=42, a_droite=True, token="texte2"),
)  # fmt: skip
HISTOIRE = (
    Colonne("Données du", lambda m: jour(m.au), rang=lambda m: m.au, largeur=98),
    Colonne("Indicateur", lambda m: m.indicateur.libelle),
    Colonne("Valeur", lambda m: _valeur(m), largeur=130, a_droite=True),
    Colonne("Source", lambda m: m.source or TIRET, largeur=110, token="texte2"),
)


def _valeur(mesure: Mesure) -> str:
    return ecrite(mesure) if mesure.nombre is None else f"{ecrite(mesure)}, {dit(mesure.valeur)}\u202f%"
