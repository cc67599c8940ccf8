"""Un CSV ou un texte : ses cellules par colonne s'il a un séparateur, ses lignes sinon."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice

from relogement.fuites.lecture.balises import decoder
from relogement.fuites.morceaux import DEBUT, Cellule, Morceau, Texte, lettres_de_colonne

PAQUET = 5_000
_SEPARATEURS = (";", "\t", ",", "|")


def lire(octets: bytes, nom: str) -> Iterator[Morceau]:
    """La table, ou le texte ligne par ligne ; un octet nul de trop n'arrête pas la lecture."""
    texte = decoder(octets).replace("\0", " ")
    if separateur := _separateur(texte):
        yield Lignes(nom or "texte", texte, separateur)
    else:
        for rang, ligne in enumerate(texte.splitlines(), 1):
            yield Texte(nom or "texte", ligne, f"ligne {rang}")


class Lignes:
    """Les lignes d'un fichier délimité."""

    def __init__(self, partie: str, texte: str, separateur: str) -> None:
        self.partie = partie
        self._texte, self._separateur = texte, separateur

    def valeurs(self) -> set[str]:
        vues: set[str] = set()
        lignes = self._lignes()
        while paquet := list(islice(lignes, PAQUET)):
            vues.update(*paquet)
        vues.discard("")
        return vues

    def situer(self, voulues: set[str]) -> Iterator[Cellule]:
        titres: Sequence[str] = ()
        vues: set[tuple[int, str]] = set()
        for rang, ligne in enumerate(self._lignes(), 1):
            titres = titres or ligne
            if voulues.isdisjoint(ligne):
                continue
            for colonne, valeur in enumerate(ligne):
                if valeur in voulues and ((colonne, valeur) not in vues or rang == 1):
                    vues.add((colonne, valeur))
                    titre = titres[colonne] if colonne < len(titres) else None
                    ou = f"ligne {rang}, colonne {titre or lettres_de_colonne(colonne)}"
                    if rang == 1:
                        ou = f"ligne 1, colonne {lettres_de_colonne(colonne)}"
                    yield Cellule(
                        valeur, self.partie, ou, "", titre, rang == 1, ligne=lambda lue=ligne: lue  # type: ignore[misc]
                    )  # fmt: skip

    def debut(self) -> list[list[str]]:
        return list(islice(self._lignes(), DEBUT))

    def _lignes(self) -> Iterator[list[str]]:
        csv.field_size_limit(1 << 30)
        return csv.reader(StringIO(self._texte, newline=""), delimiter=self._separateur)


def _separateur(texte: str) -> str:
    """Celui que la première ligne emploie le plus, si les suivantes le confirment."""
    premieres = texte[:20_000].splitlines()[:20]
    if not premieres:
        return ""
    comptes = {s: premieres[0].count(s) for s in _SEPARATEURS}
    meilleur = max(comptes, key=lambda s: comptes[s])
    if not comptes[meilleur] or (meilleur == "," and len(premieres) == 1):
        return ""
    autres = [ligne for ligne in premieres[1:] if ligne.strip()]
    return meilleur if sum(meilleur in ligne for ligne in autres) * 2 >= len(autres) else ""
