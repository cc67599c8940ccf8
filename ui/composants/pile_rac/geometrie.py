"""Où se place chaque bloc de la pile ; sans dessin, pour que tous les supports disent pareil."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from relogement.textes import INSECABLE, euros
from ui.composants.pile_rac.colonnes import Colonne, plafond

AIR = Decimal("1.04")
PAS_RONDS = (10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)
GRADUATIONS = 8


@dataclass(frozen=True)
class Mesures:
    """Les largeurs, en pixels de la charte : marge des légendes, colonnes, marge des seuils."""

    gauche: float = 208
    colonne: float = 170
    droite: float = 200
    entete: float = 72
    bord: float = 15
    barre: float = 62
    ecart: float = 3
    moustache: float = 151


@dataclass(frozen=True)
class Bloc:
    """Un rectangle de la pile, son étiquette et son montant."""

    x: float
    y: float
    largeur: float
    hauteur: float
    token: str
    sur: str
    libelle: str
    montant: Decimal
    hachure: bool = False
    principal: bool = False


@dataclass(frozen=True)
class Echelle:
    """Du montant à l'ordonnée : zéro en bas, la même pour toutes les colonnes."""

    haut: float
    bas: float
    maximum: Decimal

    def y(self, montant: Decimal) -> float:
        return self.bas - float(max(Decimal(0), montant) / (self.maximum * AIR)) * (self.bas - self.haut)

    def graduations(self) -> list[Decimal]:
        pas = next((p for p in PAS_RONDS if self.maximum / p <= GRADUATIONS), PAS_RONDS[-1])
        return [Decimal(pas * i) for i in range(int(self.maximum * AIR / pas) + 1)]


def echelle(colonnes: Sequence[Colonne], haut: float, bas: float) -> Echelle:
    return Echelle(haut, bas, plafond(colonnes))


def blocs(colonne: Colonne, x: float, mesures: Mesures, vers: Echelle) -> list[Bloc]:
    """À gauche ce qui est demandé, à droite qui le paie ; les deux à la même hauteur."""
    if colonne.rac is None or colonne.fantome:
        return []
    gauche = x + mesures.bord
    droite = gauche + mesures.barre + mesures.ecart
    demande = [
        ("Loyer", colonne.loyer, "rac_loyer", "sur_loyer"),
        ("Charges", colonne.charges, "rac_charges", "sur_charges"),
        (colonne.libelle_hors_charges, colonne.hors_charges, "rac_hors_charges", "sur_hors_charges"),
    ]
    paye = [
        ("RAC env." if colonne.estime else "RAC", colonne.rac, "rac_rac", "sur_rac"),
        ("APL est." if colonne.estime else "APL", colonne.apl, "rac_apl", "sur_apl"),
        ("RLS", colonne.rls, "rac_rls", "sur_rls"),
    ]
    return _empiler(demande, gauche, mesures, vers, False) + _empiler(paye, droite, mesures, vers, colonne.estime)


def _empiler(
    postes: Sequence[tuple[str, Decimal | None, str, str]],
    x: float,
    mesures: Mesures,
    vers: Echelle,
    estime: bool,
) -> list[Bloc]:
    pile: list[Bloc] = []
    cumul = Decimal(0)
    for libelle, montant, token, sur in postes:
        if montant is None or montant <= 0:
            continue
        bas, haut = vers.y(cumul), vers.y(cumul + montant)
        hachure = estime and token == "rac_apl"
        principal = token == "rac_rac"
        pile.append(Bloc(x, haut, mesures.barre, bas - haut, token, sur, libelle, montant, hachure, principal))
        cumul += montant
    return pile


def dit(bloc: Bloc) -> str:
    return f"{bloc.libelle}{INSECABLE}: {euros(bloc.montant)}"
