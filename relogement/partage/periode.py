"""Sur quels baux se compte une part : tout le projet, une année, ou depuis une date."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Periode:
    """Les baux signés de ``du`` à ``fin``, bornes comprises (vides : sans borne), vus à la date ``au``."""

    au: date
    du: date | None = None
    fin: date | None = None
    annee: int | None = None

    @classmethod
    def du_projet(cls, au: date) -> "Periode":
        return cls(au)

    @classmethod
    def de_l_annee(cls, annee: int, au: date) -> "Periode":
        return cls(au, date(annee, 1, 1), date(annee, 12, 31), annee)

    @classmethod
    def depuis(cls, le: date, au: date) -> "Periode":
        return cls(au, le)

    @property
    def ouverte(self) -> bool:
        """Un bail signé demain y compterait."""
        return self.fin is None or self.fin >= self.au

    @property
    def s_engage(self) -> bool:
        """Un engagement vaut pour le projet ou pour une année, pas pour une date que l'on choisit."""
        return self.du is None or self.annee is not None

    @property
    def libelle(self) -> str:
        if self.annee is not None:
            return f"Année {self.annee}"
        return f"Depuis le {self.du:%d/%m/%Y}" if self.du else "Tout le projet"
