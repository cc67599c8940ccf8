"""Un texte à colonnes (CSV, TSV, TXT, presse-papiers) : lu au fil de l'eau, avec ce que l'on a trouvé de lui."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from typing import IO

from relogement.erreurs import ErreurMetier
from relogement.imports.lecture.annonces import Annonce, Genre, annonce
from relogement.imports.lecture.classeur import Classeur, Feuille, Ligne
from relogement.imports.lecture.dialecte import AUCUN, dialecte, est_indice, fins_de_ligne, ramener
from relogement.imports.lecture.encodage import encodage
from relogement.imports.lecture.refus import refus, refus_en_clair
from relogement.imports.lecture.reglages import SANS_REGLAGE, Dialecte, Reglages, Trouvaille
from relogement.imports.lecture.source import Source
from relogement.travail import Avancement, sans_avancement

ECHANTILLON = 128 << 10
PAS = 1_000
CELLULE_MAX = 32_767
COLONNES_MAX = 16_384
PERDU = "\ufffd"


def lire_delimite(
    source: Source, avancement: Avancement = sans_avancement, reglages: Reglages = SANS_REGLAGE
) -> Classeur:
    """Un texte n'a qu'une feuille : elle porte le nom du fichier."""
    codage = encodage(source, reglages.encodage)
    with refus_en_clair(source.chemin), source.ouvrir() as octets:
        brut = octets.read(ECHANTILLON)
    debut = _decoder(brut, codage.valeur)
    trouve = dialecte(debut, separateur=reglages.separateur, guillemet=reglages.guillemet)
    constats: list[Annonce] = []
    ecriture = _pour_csv(trouve, codage, fins_de_ligne(debut, trouve))
    lignes = LignesCsv(source, ecriture, avancement, constats)
    chemin = source.chemin
    return Classeur(
        chemin.name,
        (Feuille(chemin.stem, lignes, constats),),
        dialecte=Dialecte(codage, trouve.separateur, trouve.guillemet),
        annonces=tuple(_annoncer(debut)),
        format="texte",
    )


def _decoder(brut: bytes, codage: str) -> str:
    """Le début, sans la fin d'un caractère coupé en deux."""
    texte = TextIOWrapper(_octets(brut), encoding=codage, errors="replace", newline="").read()
    return texte.rstrip(PERDU).replace("\0", "") if len(brut) == ECHANTILLON else texte.replace("\0", "")


def _octets(brut: bytes) -> IO[bytes]:
    from io import BytesIO

    return BytesIO(brut)


def _annoncer(debut: str) -> Iterator[Annonce]:
    retours = debut.count("\r\n"), debut.count("\n") - debut.count("\r\n"), debut.count("\r") - debut.count("\r\n")
    if sum(bool(nombre) for nombre in retours) > 1:
        yield annonce(Genre.FINS_DE_LIGNE, "Les fins de ligne sont mêlées (Windows, Unix, Macintosh).")


@dataclass(frozen=True)
class _Ecriture:
    """Ce qu'il faut au lecteur de CSV."""

    codage: str
    separateur: str
    guillemet: str
    fin: str


def _pour_csv(trouve: Dialecte, codage: Trouvaille, fin: str) -> _Ecriture:
    assert trouve.separateur is not None and trouve.guillemet is not None
    return _Ecriture(codage.valeur, trouve.separateur.valeur, trouve.guillemet.valeur, fin)


@dataclass(frozen=True)
class LignesCsv:
    """Les lignes d'un texte, relues à chaque parcours."""

    source: Source
    ecriture: _Ecriture
    avancement: Avancement
    constats: list[Annonce] = field(repr=False)

    def __iter__(self) -> Iterator[Ligne]:
        self.constats.clear()
        with refus_en_clair(self.source.chemin), self.source.ouvrir() as octets:
            ecriture = self.ecriture
            texte = TextIOWrapper(octets, encoding=ecriture.codage, errors="replace", newline=ecriture.fin)
            yield from self._lignes(octets, texte)

    def _lignes(self, octets: IO[bytes], texte: IO[str]) -> Iterator[Ligne]:
        numero, total = 0, self.source.taille
        nettoyage = _Nettoyage(texte, self.ecriture.fin)
        try:
            for numero, cellules in enumerate(self._lecteur(nettoyage), 1):
                if numero % PAS == 0:
                    self.avancement(octets.tell(), total)
                if cellules and (len(cellules) > COLONNES_MAX or max(map(len, cellules)) > CELLULE_MAX):
                    raise self._demesuree(numero)
                if numero > 1 or not est_indice(cellules):
                    yield Ligne(numero, tuple([cellule.strip() for cellule in cellules]))
        except csv.Error as echec:
            raise self._mal_ferme(numero) from echec
        except UnicodeError as echec:
            raise refus(self.source.chemin, f"ne peut pas être décodé en {self.ecriture.codage}") from echec
        self.constats.extend(nettoyage.constats())

    def _lecteur(self, texte: Iterable[str]) -> Iterator[list[str]]:
        guillemet = self.ecriture.guillemet
        if guillemet == AUCUN:
            return csv.reader(texte, delimiter=self.ecriture.separateur, quoting=csv.QUOTE_NONE)
        return csv.reader(texte, delimiter=self.ecriture.separateur, quotechar=guillemet)

    def _mal_ferme(self, numero: int) -> ErreurMetier:
        conseil = "Cherchez un guillemet ouvert et jamais refermé, corrigez-le, puis recommencez."
        return refus(self.source.chemin, f"ne peut pas être lu après sa ligne {numero}", conseil)

    def _demesuree(self, numero: int) -> ErreurMetier:
        raison = (
            f"a une ligne démesurée (ligne {numero} : plus de {COLONNES_MAX} colonnes, "
            f"ou plus de {CELLULE_MAX} caractères dans une cellule)"
        )
        conseil = "Cherchez un guillemet ouvert et jamais refermé, ou choisissez un autre séparateur."
        return refus(self.source.chemin, raison, conseil)


class _Nettoyage:
    """Ôte les octets nuls, compte les caractères que l'encodage n'a pas su lire."""

    def __init__(self, texte: Iterable[str], fin: str) -> None:
        self._texte = texte
        self._fin = fin
        self._nuls = self._perdus = 0

    def __iter__(self) -> Iterator[str]:
        for ligne in self._texte:
            if "\0" in ligne:
                self._nuls += ligne.count("\0")
                ligne = ligne.replace("\0", "")
            if self._fin:
                ligne = ramener(ligne, self._fin)
            if not ligne.isascii() and PERDU in ligne:
                self._perdus += ligne.count(PERDU)
            yield ligne

    def constats(self) -> Iterator[Annonce]:
        if self._nuls:
            yield annonce(Genre.OCTETS_NULS, f"{self._nuls} octets nuls ont été ôtés : vérifiez les cellules.")
        if self._perdus:
            message = (
                f"Le texte contient {self._perdus} fois « {PERDU} », mis à la place d’un caractère illisible : "
                "choisissez un autre encodage, ou demandez le fichier d’origine."
            )
            yield annonce(Genre.CARACTERES_PERDUS, message, grave=True)
