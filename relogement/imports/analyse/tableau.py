"""Un tableau trouvé sur une feuille : ses titres, ses colonnes, et ses lignes relues à la demande."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from relogement.imports.analyse.profil import Profil
from relogement.imports.analyse.sortes import Sorte
from relogement.imports.lecture import Annonce, Feuille, Ligne


@dataclass(frozen=True)
class Colonne:
    """Une colonne : sa place, son titre, ce qu'elle contient ; ``titres`` va du groupe au titre."""

    position: int
    titre: str
    titres: tuple[str, ...]
    profil: Profil


@dataclass(frozen=True)
class Tableau:
    """``premiere`` et ``derniere`` sont les lignes de titres ; nulles quand le tableau n'en a pas.

    ``sortes`` ne retient que les lignes qui ne sont pas des données ; ``fin`` est la dernière ligne du tableau.
    """

    feuille: Feuille
    rang: int
    premiere: int
    derniere: int
    fin: int
    colonnes: tuple[Colonne, ...]
    nb_lignes: int
    sortes: Mapping[int, Sorte]
    totaux: tuple[Ligne, ...] = field(default=(), repr=False)
    lignes_de_titres: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    annonces: tuple[Annonce, ...] = ()

    @property
    def titres(self) -> tuple[str, ...]:
        return tuple(colonne.titre for colonne in self.colonnes)

    @property
    def nom(self) -> str:
        return self.feuille.nom if self.rang == 1 else f"{self.feuille.nom} ({self.rang})"

    def lignes(self) -> Iterator[Ligne]:
        """Les lignes de données, relues dans le fichier."""
        for ligne in self.zone():
            if ligne.numero not in self.sortes:
                yield ligne

    def zone(self) -> Iterator[Ligne]:
        """Les lignes sous les titres, totaux et intertitres compris, sans ce qui appartient à un autre tableau.

        La feuille est parcourue jusqu'au bout : ses constats ne sont complets qu'alors.
        """
        positions = {colonne.position for colonne in self.colonnes}
        debut, largeur = min(positions, default=0), max(positions, default=-1) + 1
        for ligne in self.feuille.lignes:
            if not self.derniere < ligne.numero <= self.fin or ligne.numero < self.premiere:
                continue
            vue = _fenetre(ligne, debut, largeur)
            if not vue.est_vide:
                yield vue

    def compte(self, sorte: Sorte) -> int:
        return sum(1 for vue in self.sortes.values() if vue is sorte)


def _fenetre(ligne: Ligne, debut: int, largeur: int) -> Ligne:
    cellules = ligne.cellules[:largeur]
    return Ligne(ligne.numero, ("",) * debut + cellules[debut:]) if debut else Ligne(ligne.numero, cellules)
