"""Un indicateur : ce qu'il compte, où il le lit, et la mesure qui en sort."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement

from relogement.baremes import Source, bareme
from relogement.nomenclatures import Critere

CENT = Decimal(100)
Valeur = Callable[[date], ColumnElement[Critere | None]]


@dataclass(frozen=True)
class Indicateur:
    """Un indicateur déclaré sur les lignes de bilan (ou les logements quittés).

    ``valeur(au)`` vaut OUI, NON, NR ou SO pour une ligne comptée, et rien pour une ligne hors de la base.
    """

    code: str
    libelle: str
    definition: str
    source: str
    valeur: Valeur
    sur_les_logements: bool = False
    sur_le_lieu: bool = False  # une place calculée près d'une limite y compte, mais se vérifie


@dataclass(frozen=True)
class Mesure:
    """Les quatre effectifs d'un indicateur, et les taux que l'on en tire.

    ``a_verifier`` : combien de ceux qui comptent reposent sur une place à vérifier sur SIG Ville.
    ``couverture_min`` : la couverture exigée, si le projet l'a lue dans ses barèmes ; sinon la livrée.
    """

    oui: int = 0
    non: int = 0
    nr: int = 0
    so: int = 0
    a_verifier: int = 0
    couverture_min: Decimal | None = field(default=None, compare=False)

    @property
    def base(self) -> int:
        """B − NR − SO : ceux dont on sait répondre."""
        return self.oui + self.non

    @property
    def pct(self) -> Decimal | None:
        """n(OUI) / (B − NR − SO), en % ; vide si personne n'est compté."""
        return Decimal(self.oui) / self.base * CENT if self.base else None

    @property
    def couverture(self) -> Decimal | None:
        """(B − NR − SO) / (B − SO), en %."""
        concernes = self.base + self.nr
        return Decimal(self.base) / concernes * CENT if concernes else None

    def significatif(self, au: date) -> bool:
        """Sous le seuil de couverture, le chiffre se dit « non significatif »."""
        seuil = couverture_exigee(au) if self.couverture_min is None else self.couverture_min
        return self.couverture is not None and self.couverture >= seuil

    def plus(self, valeur: Critere, effectif: int, a_verifier: int = 0) -> "Mesure":
        """La mesure avec ``effectif`` lignes de plus à cette valeur, dont ``a_verifier``."""
        nom = valeur.value.lower()
        changes: dict[str, int] = {nom: getattr(self, nom) + effectif}
        if valeur in (Critere.OUI, Critere.NON):
            changes["a_verifier"] = self.a_verifier + a_verifier
        return replace(self, **changes)  # type: ignore[arg-type]  # un effectif, par son nom


def couverture_exigee(au: date, baremes: Source | None = None) -> Decimal:
    """La couverture sous laquelle un chiffre n'est pas significatif, en %."""
    return bareme("criteres_anru", au, dossier=baremes).nombre("couverture_significative_pct")
