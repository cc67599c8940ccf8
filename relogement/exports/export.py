"""Un export : ce qu'il contient, à quoi il sert et qui peut le recevoir."""

from dataclasses import dataclass

from relogement.erreurs import ErreurMetier

TABLEAUX = (".xlsx", ".csv", ".pdf")


@dataclass(frozen=True)
class Export:
    """Ce que la fenêtre et la ligne de commande disent d'un export avant de l'écrire."""

    code: str
    libelle: str
    utilite: str
    destinataires: str
    extensions: tuple[str, ...]
    nominatif: bool = False

    @property
    def formats(self) -> tuple[str, ...]:
        """Une extension par format : « .db » et « .sqlite » nomment le même."""
        return tuple(e for e in self.extensions if e in TABLEAUX) or self.extensions[:1]

    def verifier(self, extension: str) -> None:
        """Lève ``ErreurMetier`` si cet export ne s'écrit pas sous cette extension."""
        if extension.lower() not in self.extensions:
            admises = " ou ".join(self.extensions)
            raise ErreurMetier(
                f"L’export « {self.code} » ne s’écrit pas dans un fichier « {extension or 'sans extension'} ». "
                f"Donnez-lui un nom qui finit par {admises}."
            )
