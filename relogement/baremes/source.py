"""D'où viennent les périodes ajoutées aux barèmes livrés : un projet qui les garde, ou un dossier de fichiers."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ajouts:
    """Le texte TOML des périodes ajoutées, barème par barème ; une valeur, que les règles peuvent recevoir."""

    textes: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.textes)

    def texte(self, nom: str) -> str:
        """Toutes les périodes ajoutées d'un barème, à la suite."""
        return "\n".join(texte for autre, texte in self.textes if autre == nom)

    def avec(self, nom: str, texte: str) -> "Ajouts":
        """Les mêmes, et celle-ci."""
        return Ajouts((*self.textes, (nom, texte)))


Source = Path | Ajouts
