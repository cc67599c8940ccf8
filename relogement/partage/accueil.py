"""Ce qu'un bailleur s'est engagé à accueillir : une part des relogements, ou un nombre de logements."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Ligne, Pourcent
from relogement.champs import CELLULE, champ
from relogement.rapprochement import cle


class Objet(NamedTuple):
    """Sur quoi porte un engagement : qui accueille, ceux de qui (vide : de tous), quelle année (vide : toutes)."""

    vers: str
    de: str | None
    annee: int | None


class EngagementDAccueil(Ligne, kw_only=True):
    """Un engagement pris un jour ; un avenant est une ligne de plus, que sa date fait valoir à la place."""

    __tablename__ = "engagement_d_accueil"

    vers: Mapped[str] = mapped_column(info=champ("Bailleur qui accueille", CELLULE))
    de: Mapped[str | None] = mapped_column(
        default=None, info=champ("Bailleur quitté", CELLULE, aide="Vide : les relogés de tous les bailleurs")
    )
    annee: Mapped[int | None] = mapped_column(
        default=None, info=champ("Pour l’année", CELLULE, aide="Vide : pour tout le projet")
    )
    part_pct: Mapped[Pourcent | None] = mapped_column(
        default=None, info=champ("Part des relogements", CELLULE, unite="%")
    )
    nombre: Mapped[int | None] = mapped_column(default=None, info=champ("Nombre de logements", CELLULE))
    echeance_le: Mapped[date | None] = mapped_column(default=None, info=champ("À tenir avant le", CELLULE))
    pris_le: Mapped[date | None] = mapped_column(
        default=None, info=champ("Engagement pris le", CELLULE, aide="Un engagement plus récent le remplace")
    )
    texte: Mapped[str | None] = mapped_column(
        default=None, info=champ("Texte de l’engagement d’accueil", CELLULE, aide="La convention, son article")
    )
    source: Mapped[str | None] = mapped_column(default=None, info=champ("Source de l’engagement", CELLULE))

    @property
    def objet(self) -> Objet:
        """Deux écritures d'un même nom sont un même bailleur."""
        return Objet(cle(self.vers), cle(self.de) if self.de else None, self.annee)


def en_vigueur(accueils: Iterable[EngagementDAccueil], au: date) -> dict[Objet, EngagementDAccueil]:
    """Le dernier pris de chaque objet à cette date ; celui qui n'est pas daté est le plus ancien."""
    valent = [a for a in accueils if a.pris_le is None or a.pris_le <= au]
    ranges = sorted(valent, key=lambda a: (a.pris_le or date.min, a.id or 0))
    return {accueil.objet: accueil for accueil in ranges}
