"""Lire un tableau de seuils du premier quartile : une ligne par intercommunalité et par année."""

from dataclasses import dataclass
from decimal import Decimal

from relogement.imports.lecture import Classeur
from relogement.imports.rangees import Rangee, rangees
from relogement.imports.resultat import Carnet, Lecture
from relogement.imports.seuils_q1.colonnes import LEXIQUE
from relogement.imports.tableaux import tableaux
from relogement.imports.valeurs import ValeurIllisible, entier, montant_positif, texte_propre
from relogement.seuils_q1 import SeuilQ1, siren

ANNEES = range(2017, 2100)  # la loi égalité et citoyenneté, qui crée le quartile, est du 27 janvier 2017
MINIMUM, MAXIMUM = Decimal(3_000), Decimal(60_000)


@dataclass(frozen=True, slots=True)
class SeuilLu:
    """Un seuil et sa ligne dans le fichier."""

    feuille: str
    ligne: int
    seuil: SeuilQ1

    @property
    def epci(self) -> str:
        return self.seuil.epci

    @property
    def annee(self) -> int:
        return self.seuil.annee


def lire_seuils_q1(classeur: Classeur) -> Lecture[SeuilLu]:
    """Les seuils lisibles, dans l'ordre du fichier ; une ligne sans référence est écartée."""
    carnet, seuils = Carnet(), dict[tuple[str, int], SeuilLu]()
    for tableau in tableaux(classeur, LEXIQUE, carnet):
        for rangee in rangees(tableau.feuille, tableau.entete, carnet, "epci"):
            lu = _seuil(rangee)
            if lu is not None:
                _inscrire(SeuilLu(carnet.feuille, rangee.numero, lu), seuils, rangee)
    carnet.exiger(classeur.nom, "seuil")
    return carnet.lecture(seuils.values())


def _inscrire(lu: SeuilLu, seuils: dict[tuple[str, int], SeuilLu], rangee: Rangee) -> None:
    premier = seuils.setdefault((lu.epci, lu.annee), lu)
    if premier.seuil != lu.seuil:
        rangee.fauter("seuil", f"Un autre seuil est déjà donné pour {lu.epci} en {lu.annee} : gardez-en un.")
    elif premier is not lu:
        rangee.carnet.joindre(rangee.numero, (premier.feuille, premier.ligne))


def _seuil(rangee: Rangee) -> SeuilQ1 | None:
    epci, annee = rangee.valeur("epci", _siren), rangee.valeur("annee", _annee)
    montant, texte = rangee.valeur("seuil", _montant), texte_propre(rangee.texte("texte"))
    if not rangee.fautive:
        for code, valeur in (("annee", annee), ("seuil", montant), ("texte", texte)):
            if valeur is None:
                rangee.fauter(code, "La cellule est vide : un seuil va avec son année et l’arrêté qui le fixe.")
    if rangee.fautive or epci is None or annee is None or montant is None or texte is None:
        return None
    return SeuilQ1(epci, annee, montant, texte)


def _siren(texte: str) -> str:
    numero = siren(texte)
    if numero is None:
        raise ValeurIllisible(texte, "n’est pas le SIREN d’une intercommunalité : neuf chiffres, comme 200027183")
    return numero


def _annee(texte: str) -> int | None:
    annee = entier(texte)
    if annee is not None and annee not in ANNEES:
        raise ValeurIllisible(texte, "n’est pas une année possible : écrivez par exemple 2026")
    return annee


def _montant(texte: str) -> Decimal | None:
    """Un seuil mensuel pris pour annuel, ou un zéro de trop, se voit à son ordre de grandeur."""
    montant = montant_positif(texte)
    if montant is not None and not MINIMUM <= montant <= MAXIMUM:
        raise ValeurIllisible(texte, "n’est pas un seuil annuel en euros par unité de consommation : vérifiez-le")
    return montant
