"""Ce que l'agent a décidé d'un import, étape après étape ; rien ne s'en perd en revenant en arrière."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from relogement.imports.apercu import CleCellule, CleLigne, Tranche
from relogement.imports.lecture import Reglages
from relogement.imports.lecture.reglages import SANS_REGLAGE
from relogement.nomenclatures import GenerationQpv

AUTO = "auto"


@dataclass(frozen=True)
class TexteColle:
    """Un tableau collé au lieu d'un fichier ; le HTML l'emporte quand il y en a."""

    texte: str = field(default="", repr=False)
    html: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        return "presse-papiers"


@dataclass(frozen=True)
class Choix:
    """Tout se devine tant que rien n'est dit ; ``nature`` vaut pour tous les tableaux, ``natures`` pour un seul.

    ``titres`` : le champ de chaque titre dont on l'a dit, vide pour ne pas le lire.
    ``tableaux`` : ceux que l'on garde, tous si rien n'est dit. ``locales`` : par tableau, la position des
    colonnes inconnues que l'on garde à part, sous ce titre ; ``garder_inconnues`` : toutes.
    """

    reglages: Reglages = SANS_REGLAGE
    nature: str = AUTO
    natures: Mapping[str, str] = field(default_factory=dict)
    operation: str | None = None
    bailleur: str | None = None
    generation: GenerationQpv | None = None
    millesime: int | None = None
    titres: Mapping[str, str] = field(default_factory=dict)
    tableaux: frozenset[str] | None = None
    colonnes: Mapping[str, Mapping[int, str | None]] = field(default_factory=dict)
    locales: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    garder_inconnues: bool = False
    cellules: Mapping[CleCellule, str] = field(default_factory=dict, repr=False)
    decochees: frozenset[CleLigne] = frozenset()
    tranches: Mapping[tuple[CleLigne, str], Tranche] = field(default_factory=dict)

    def retient(self, tableau: str) -> bool:
        return self.tableaux is None or tableau in self.tableaux

    def avec_colonne(self, tableau: str, position: int, champ: str | None) -> "Choix":
        """Dit ce que porte une colonne ; vide : ne pas la lire."""
        du_tableau = {**self.colonnes.get(tableau, {}), position: champ}
        return replace(self, colonnes={**self.colonnes, tableau: du_tableau})

    def avec_cellules(self, textes: Mapping[CleCellule, str]) -> "Choix":
        return replace(self, cellules={**self.cellules, **textes})

    def cocher(self, cles: Iterable[CleLigne], *, oui: bool) -> "Choix":
        lignes = frozenset(cles)
        return replace(self, decochees=self.decochees - lignes if oui else self.decochees | lignes)

    def trancher(self, cle: CleLigne, champ: str, tranche: Tranche) -> "Choix":
        return replace(self, tranches={**self.tranches, (cle, champ): tranche})


SANS_CHOIX = Choix()
