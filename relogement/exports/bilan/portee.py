"""Ce que montre un bilan : le projet et ses opérations, ou une seule."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from relogement.agrege import Agregat
from relogement.agrege.compte import PROJET
from relogement.exports.soigne import Case
from relogement.textes import jour

PROJET_DIT = "Ensemble du projet"


@dataclass(frozen=True)
class Portee:
    agregat: Agregat
    operation: str | None

    @property
    def principale(self) -> str:
        """Celle dont parle la synthèse."""
        return self.operation or PROJET

    @property
    def dite(self) -> str:
        return self.nom(self.principale)

    @property
    def chapeau(self) -> str:
        cadre = self.agregat.cadre
        return f"{cadre.projet} — {self.dite} — situation au {jour(cadre.au)} — « s. » : case secrète"

    def nom(self, portee: str) -> str:
        """« AC — Les Acacias »."""
        return f"{portee} — {self.agregat.cadre.operations[portee]}" if portee else PROJET_DIT

    def par_operation(self, ligne: Callable[[str], Sequence[Case]]) -> list[tuple[Case, ...]]:
        """Une ligne par opération, et celle du projet à la fin ; ou celle de l'opération seule."""
        portees = (self.operation,) if self.operation else (*self.agregat.cadre.operations, PROJET)
        return [(self.nom(portee), *ligne(portee)) for portee in portees]

    @property
    def operations(self) -> int:
        """Combien de lignes d'opération avant celle du total."""
        return 1 if self.operation else len(self.agregat.cadre.operations)
