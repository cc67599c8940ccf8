"""Ce que rend la lecture d'un fichier : des objets, des anomalies, des comptes et des totaux de contrôle."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.phrases import erreur, phrase

T = TypeVar("T")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Ecartee:
    """Une ligne qui n'entre pas, et pourquoi."""

    feuille: str
    ligne: int
    colonne: str | None
    motif: str = field(repr=False)


@dataclass(frozen=True)
class Totaux:
    """Les sommes que l'agent compare à celles du bailleur ; un montant inconnu n'y compte pas."""

    loyer: Decimal = ZERO
    charges: Decimal = ZERO
    apl: Decimal = ZERO
    rls: Decimal = ZERO
    apl_inconnue: int = 0


Place = tuple[str, int]


@dataclass(frozen=True)
class Lecture(Generic[T]):
    """``lues`` compte les lignes de données, écartées comprises ; ni les titres ni les lignes vides.

    ``jointes`` donne, pour une ligne qui complète un objet déjà lu (un cotitulaire), la ligne de cet objet.
    """

    objets: tuple[T, ...] = field(repr=False)
    anomalies: tuple[Anomalie, ...]
    lues: int
    ecartees: tuple[Ecartee, ...]
    totaux: Totaux = Totaux()
    jointes: Mapping[Place, Place] = field(default_factory=dict, repr=False)


def somme(montants: Iterable[Decimal | None]) -> Decimal:
    return sum((montant for montant in montants if montant is not None), ZERO)


@dataclass
class Carnet:
    """Ce que l'on note en lisant une feuille."""

    feuille: str = ""
    lues: int = 0
    anomalies: list[Anomalie] = field(default_factory=list)
    ecartees: list[Ecartee] = field(default_factory=list)
    jointes: dict[Place, Place] = field(default_factory=dict, repr=False)

    def signaler(self, ligne: int | None, colonne: str | None, gravite: Gravite, message: str) -> None:
        self.anomalies.append(Anomalie(self.feuille, ligne, colonne, gravite, phrase(message)))

    def ecarter(self, ligne: int, colonne: str | None, motif: str, gravite: Gravite = Gravite.ERREUR) -> None:
        self.signaler(ligne, colonne, gravite, motif)
        self.ecartees.append(Ecartee(self.feuille, ligne, colonne, phrase(motif)))

    def refuser(self, ligne: int, colonne: str, motif: str, *, deja: bool) -> None:
        """Une faute de plus sur une ligne : elle n'est écartée qu'une fois, mais toutes ses fautes sont dites."""
        if deja:
            self.signaler(ligne, colonne, Gravite.ERREUR, motif)
        else:
            self.ecarter(ligne, colonne, motif)

    def exiger(self, fichier: str, objet: str) -> None:
        """Un fichier sans aucune ligne de données n'est pas une lecture réussie."""
        if not self.lues:
            raise erreur(
                f"« {fichier} », feuille « {self.feuille} » : aucun {objet} sous la ligne de titres. "
                "Vérifiez que le tableau est rempli et que c’est le bon fichier."
            )

    def joindre(self, ligne: int, a: Place) -> None:
        """La ligne complète un objet déjà lu : elle en partage le sort."""
        self.jointes[self.feuille, ligne] = a

    def lecture(self, objets: Iterable[T], totaux: Totaux = Totaux()) -> Lecture[T]:
        anomalies, ecartees = tuple(self.anomalies), tuple(self.ecartees)
        return Lecture(tuple(objets), anomalies, self.lues, ecartees, totaux, dict(self.jointes))
