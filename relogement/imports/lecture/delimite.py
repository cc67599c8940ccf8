"""Un fichier texte à colonnes (CSV, TXT) : encodage et séparateur devinés, lignes lues au fil de l'eau."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from relogement.imports.lecture.classeur import Classeur, Feuille, Ligne
from relogement.imports.lecture.encodage import encodage
from relogement.imports.lecture.refus import refus, refus_en_clair
from relogement.travail import Avancement

SEPARATEURS = (";", "\t", "|", ",")
ECHANTILLON = 64 << 10
LIGNES_VUES = 100
PAS = 1_000
INDICE = "sep="


def lire_delimite(chemin: Path, avancement: Avancement) -> Classeur:
    """Un CSV n'a qu'une feuille : elle porte le nom du fichier."""
    codage = encodage(chemin)
    with refus_en_clair(chemin), _ouvrir(chemin, codage) as flux:
        debut = flux.read(ECHANTILLON)
    lignes = LignesCsv(chemin, codage, separateur(debut), avancement)
    return Classeur(chemin.name, (Feuille(chemin.stem, lignes),))


def _ouvrir(chemin: Path, codage: str) -> IO[str]:
    return chemin.open(encoding=codage, errors="replace", newline="")


def separateur(debut: str) -> str:
    """Celui qui coupe le plus de lignes en un même nombre de colonnes ; « sep= » en tête l'emporte."""
    premiere, _, _ = debut.partition("\n")
    if premiere.lower().startswith(INDICE) and len(premiere.strip()) == len(INDICE) + 1:
        return premiere[len(INDICE)]
    return max(SEPARATEURS, key=lambda signe: _regularite(debut, signe))


def _regularite(debut: str, signe: str) -> float:
    try:
        lues = list(islice(csv.reader(debut.splitlines(keepends=True), delimiter=signe), LIGNES_VUES))
    except csv.Error:
        return 0.0
    largeurs = Counter(len(ligne) for ligne in lues if any(ligne))
    larges = {largeur: nombre for largeur, nombre in largeurs.items() if largeur > 1}
    return max((nombre * (largeur - 1) ** 0.5 for largeur, nombre in larges.items()), default=0.0)


@dataclass(frozen=True)
class LignesCsv:
    """Les lignes d'un fichier texte, relues à chaque parcours."""

    chemin: Path
    codage: str
    separateur: str
    avancement: Avancement

    def __iter__(self) -> Iterator[Ligne]:
        total, numero = self.chemin.stat().st_size, 0
        with refus_en_clair(self.chemin), self.chemin.open("rb") as octets:
            texte = _texte(octets, self.codage)
            try:
                for numero, cellules in enumerate(csv.reader(texte, delimiter=self.separateur), 1):
                    if numero % PAS == 0:
                        self.avancement(octets.tell(), total)
                    if not (numero == 1 and _est_indice(cellules)):
                        yield Ligne(numero, tuple([cellule.strip() for cellule in cellules]))
            except csv.Error as echec:
                conseil = "Cherchez un guillemet ouvert et jamais refermé, corrigez-le, puis recommencez."
                raise refus(self.chemin, f"ne peut pas être lu après sa ligne {numero}", conseil) from echec


def _texte(octets: IO[bytes], codage: str) -> IO[str]:
    from io import TextIOWrapper

    return TextIOWrapper(octets, encoding=codage, errors="replace", newline="")


def _est_indice(cellules: list[str]) -> bool:
    return bool(cellules) and cellules[0].lower().startswith(INDICE)
