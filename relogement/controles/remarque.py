"""Une remarque sur un champ."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remarque:
    """`champs` : ceux qu'elle met en cause, le premier la montre ; `bloque` : elle empêche d'enregistrer."""

    champs: tuple[str, ...]
    phrase: str
    bloque: bool = True

    @property
    def champ(self) -> str:
        return self.champs[0]
