"""Un indicateur : ce qu'il compte, où il le lit, et la mesure qui en sort."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from relogement.baremes import Source, bareme
from relogement.nomenclatures import Critere

CENT = Decimal(100)
Expression = ColumnElement[Any] | InstrumentedAttribute[Any]
Valeur = Callable[[date], Expression]


class Forme(StrEnum):
    """Ce que l'on fait des lignes : une part de « oui », un effectif, une moyenne, une médiane."""

    PART = "part"
    EFFECTIF = "effectif"
    MOYENNE = "moyenne"
    MEDIANE = "mediane"


class Sujet(StrEnum):
    """Ce qu'est une ligne comptée."""

    DOSSIERS = "dossiers"
    LOGEMENTS = "logements"
    OFFRES = "offres"


@dataclass(frozen=True)
class Indicateur:
    """Un indicateur déclaré sur les lignes de bilan, les logements quittés ou les offres.

    ``valeur(au)`` vaut OUI, NON, NR ou SO pour une ligne comptée, et rien pour une ligne hors de la base ; pour
    une moyenne ou une médiane, un nombre, et ``base(au)`` dit qui devrait en avoir un ; pour un délai, sa fin, et
    ``depuis(au)`` son début. Le reste se lit : ce que comptent le numérateur et le dénominateur, quand la réponse
    manque (``nr``), quand la question ne se pose pas (``so``).
    """

    code: str
    libelle: str
    definition: str
    source: str
    valeur: Valeur
    numerateur: str = ""
    denominateur: str = ""
    nr: str = ""
    so: str = ""
    unite: str = "%"
    forme: Forme = Forme.PART
    sujet: Sujet = Sujet.DOSSIERS
    base: Valeur | None = None
    depuis: Valeur | None = None
    critere: Expression | None = None  # le verdict gardé au bilan, qui ne vaut que pour ceux de la base
    des_reloges: bool = False  # tous ceux qu'il compte sont relogés à cette date
    sur_le_lieu: bool = False  # une place calculée près d'une limite y compte, mais se vérifie

    @property
    def sur_les_logements(self) -> bool:
        return self.sujet is Sujet.LOGEMENTS

    @property
    def est_un_nombre(self) -> bool:
        """Une moyenne ou une médiane : ses lignes valent un nombre, pas un verdict."""
        return self.forme in (Forme.MOYENNE, Forme.MEDIANE)


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
        return taux_de_couverture(self.base, self.nr)

    def significatif(self, au: date) -> bool:
        """Sous le seuil de couverture, le chiffre se dit « non significatif »."""
        return _couvert(self.couverture, self.couverture_min, au)

    @property
    def lignes(self) -> int:
        """Toutes celles que l'indicateur regarde, quelle que soit leur réponse."""
        return self.base + self.nr + self.so

    def plus(self, valeur: Critere, effectif: int, a_verifier: int = 0) -> "Mesure":
        """La mesure avec ``effectif`` lignes de plus à cette valeur, dont ``a_verifier``."""
        nom = valeur.value.lower()
        changes: dict[str, int] = {nom: getattr(self, nom) + effectif}
        if valeur in (Critere.OUI, Critere.NON):
            changes["a_verifier"] = self.a_verifier + a_verifier
        return replace(self, **changes)  # type: ignore[arg-type]  # un effectif, par son nom


@dataclass(frozen=True)
class Statistique:
    """Une moyenne ou une médiane de ceux dont le nombre est connu ; ``somme`` : le numérateur d'une moyenne."""

    valeur: Decimal | None = None
    connus: int = 0
    nr: int = 0
    somme: Decimal | None = None
    couverture_min: Decimal | None = field(default=None, compare=False)

    @property
    def couverture(self) -> Decimal | None:
        return taux_de_couverture(self.connus, self.nr)

    def significatif(self, au: date) -> bool:
        return _couvert(self.couverture, self.couverture_min, au)


Resultat = Mesure | Statistique


def taux_de_couverture(connus: int, nr: int) -> Decimal | None:
    """La part, en %, de ceux dont on sait répondre parmi ceux que la question concerne."""
    return Decimal(connus) / (connus + nr) * CENT if connus + nr else None


def _couvert(couverture: Decimal | None, exigee: Decimal | None, au: date) -> bool:
    seuil = couverture_exigee(au) if exigee is None else exigee
    return couverture is not None and couverture >= seuil


def couverture_exigee(au: date, baremes: Source | None = None) -> Decimal:
    """La couverture sous laquelle un chiffre n'est pas significatif, en %."""
    return bareme("criteres_anru", au, dossier=baremes).nombre("couverture_significative_pct")
