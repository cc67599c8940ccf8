"""Le compte rendu d'un import : ce qui a été lu, créé, modifié, laissé, écarté, et pourquoi."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.apercu import Sort
from relogement.imports.resultat import Lecture, Totaux

__all__ = ["Rapport", "Sort"]


@dataclass
class Rapport:
    """Se remplit pendant l'import ; ``en_json`` en est la forme publique."""

    nature: str
    lues: int = 0
    lignes: dict[Sort, int] = field(default_factory=lambda: dict.fromkeys(Sort, 0))
    logements: int = 0
    menages: int = 0
    personnes: int = 0
    totaux: Totaux = field(default_factory=Totaux)
    anomalies: list[Anomalie] = field(default_factory=list, repr=False)
    simule: bool = False

    @classmethod
    def de(cls, nature: str, lecture: Lecture[Any]) -> "Rapport":
        """Un rapport qui part de ce que la lecture a compté et signalé."""
        rapport = cls(nature, lues=lecture.lues, totaux=lecture.totaux, anomalies=list(lecture.anomalies))
        rapport.lignes[Sort.ECARTEE] = len(lecture.ecartees)
        return rapport

    def compter(self, sort: Sort, lignes: int = 1) -> None:
        self.lignes[sort] += lignes

    def ecarter(self, feuille: str, ligne: int, colonne: str | None, message: str) -> None:
        """Met une ligne de côté, avec ce qu'il faut faire."""
        self.compter(Sort.ECARTEE)
        self.anomalies.append(Anomalie(feuille, ligne, colonne, Gravite.ERREUR, message))

    def signaler(self, feuille: str, ligne: int | None, colonne: str | None, message: str) -> None:
        self.anomalies.append(Anomalie(feuille, ligne, colonne, Gravite.AVERTISSEMENT, message))

    def en_json(self) -> dict[str, Any]:
        """La forme de ``--rapport`` : les montants sont des chaînes."""
        return {
            "lignes": {"lues": self.lues} | {sort.value: n for sort, n in self.lignes.items()},
            "logements": self.logements,
            "menages": self.menages,
            "personnes": self.personnes,
            "totaux": {
                poste: _montant(getattr(self.totaux, poste)) for poste in ("loyer", "charges", "apl", "rls")
            },
            "anomalies": [
                {
                    "feuille": a.feuille,
                    "ligne": a.ligne,
                    "colonne": a.colonne,
                    "gravite": a.gravite.value,
                    "message": a.message,
                }
                for a in self.anomalies
            ],
        }


def _montant(valeur: Decimal) -> str:
    return f"{valeur:.2f}"
