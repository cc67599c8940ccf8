"""Ce que montre chaque colonne de la pile : avant, chaque offre, après."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from relogement.textes import INSECABLE, euros, nombre
from ui.composants.chip import Chip


@dataclass(frozen=True)
class Intervalle:
    bas: Decimal
    haut: Decimal


@dataclass(frozen=True)
class Colonne:
    """`loyer` est hors RLS ; `rac` inconnu se dit par `message`, jamais par une barre nulle."""

    titre: str
    sous_titres: tuple[str, ...] = ()
    loyer: Decimal | None = None
    charges: Decimal | None = None
    hors_charges: Decimal | None = None
    libelle_hors_charges: str = "Chauffage"
    rls: Decimal | None = None
    apl: Decimal | None = None
    rac: Decimal | None = None
    estime: bool = False
    intervalle: Intervalle | None = None
    seuil: Decimal | None = None
    message: str = ""
    fantome: bool = False
    chip: Chip | None = None
    choisie: bool = False

    @property
    def connue(self) -> bool:
        return self.rac is not None and not self.fantome

    @property
    def demande(self) -> Decimal:
        return sum((m for m in (self.loyer, self.charges, self.hors_charges) if m), Decimal(0))

    def lu(self) -> str:
        if not self.connue:
            return f"{self.titre}{INSECABLE}: {self.message}"
        dit = f"{self.titre}{INSECABLE}: reste à charge {'env. ' if self.estime else ''}{euros(self.rac)}"
        if self.intervalle is None:
            return dit
        return f"{dit}, de {nombre(self.intervalle.bas)} à {euros(self.intervalle.haut)}"


def plafond(colonnes: Sequence[Colonne]) -> Decimal:
    """Le plus haut montant à dessiner : il fixe l'échelle commune."""
    hauts = [c.demande for c in colonnes]
    hauts += [c.intervalle.haut for c in colonnes if c.intervalle]
    hauts += [c.seuil for c in colonnes if c.seuil]
    return max(hauts, default=Decimal(0)) or Decimal(100)


def seuil_commun(colonnes: Sequence[Colonne]) -> Decimal | None:
    """Le seuil de la charte, quand toutes les colonnes ont le même."""
    seuils = {c.seuil for c in colonnes if c.seuil is not None}
    return seuils.pop() if len(seuils) == 1 else None
