"""Les feuilles d'un classeur Excel (xlsx, xlsm), tranche par tranche."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import IO, Any, NamedTuple
from zipfile import ZIP_STORED, ZipFile

from relogement.imports.lecture.annonces import Annonce, Genre
from relogement.imports.lecture.archive import exiger_un_xml, refuser_les_entites, trouver_partie
from relogement.imports.lecture.cellules import textes
from relogement.imports.lecture.classeur import Classeur, Feuille, Ligne
from relogement.imports.lecture.constats_xlsx import Constats
from relogement.imports.lecture.etiquette import LISTE, MEMOIRE, REJETS, Etiquette, lire_etiquette
from relogement.imports.lecture.moteur import feuille, ouvrir
from relogement.imports.lecture.parties_xlsx import PartieDeFeuille, Structure, lire_structure
from relogement.imports.lecture.refus import refus_en_clair
from relogement.imports.lecture.reglages import SANS_REGLAGE, Reglages
from relogement.imports.lecture.tranches import Decoupe
from relogement.travail import Avancement, sans_avancement

INUTILES = (
    "xl/worksheets/", "xl/media/", "xl/drawings/", "xl/charts/", "xl/pivot", "xl/embeddings/", "xl/externallinks/",
    "xl/comments", "xl/threadedcomments/", "docprops/",
)  # fmt: skip
UTILES = (".xml", ".rels")
# Une cellule en erreur garde ainsi son texte (« #N/A ») ; calamine la rendrait vide.
ERREUR = (b' t="e"', b' t="str"')
CHAINES_PAR_TRANCHE = 8
_en_ligne: Callable[[tuple[int, tuple[str, ...]]], Ligne] = partial(tuple.__new__, Ligne)


def lire_xlsx(
    chemin: Path, avancement: Avancement = sans_avancement, reglages: Reglages = SANS_REGLAGE
) -> Classeur:
    """Les feuilles visibles sont lues à la demande ; les autres sont seulement nommées."""
    with refus_en_clair(chemin), ZipFile(chemin) as archive:
        etiquette = lire_etiquette(archive, chemin)
        entiere = lire_structure(archive, chemin)
    structure = _sans_notre_notice(entiere, etiquette)
    if etiquette.contenu == LISTE:  # une ligne filtrée ou une colonne repliée reste de la liste
        reglages = replace(reglages, lignes_masquees=True, colonnes_masquees=True)
    lues = [f for f in structure.feuilles if reglages.lit_la_feuille(f.nom, visible=f.visible)]
    return Classeur(
        chemin.name,
        tuple(_feuille(chemin, structure.classeur, partie, avancement, reglages) for partie in lues),
        tuple(f.nom for f in structure.feuilles if f not in lues),
        annonces=structure.annonces,
        format="xlsm" if structure.macros else "xlsx",
        etiquette=etiquette,
        memoire=_memoire(chemin, entiere) if etiquette.contenu == LISTE else (),
    )


def _memoire(chemin: Path, structure: Structure) -> Iterable[Ligne]:
    """La feuille que l'on a cachée dans une liste : ce qu'elle portait quand on l'a donnée."""
    gardee = next((f for f in structure.feuilles if f.nom == MEMOIRE), None)
    if gardee is None:
        return ()
    return LignesXlsx(chemin, structure.classeur, gardee, sans_avancement, SANS_REGLAGE, [])


def _sans_notre_notice(structure: Structure, etiquette: Etiquette) -> Structure:
    """D'un classeur que l'on a soi-même préparé, seule la feuille remplie compte : le reste n'a rien à dire."""
    if etiquette.contenu == REJETS:  # les commentaires sont les nôtres
        gardees = tuple(a for a in structure.annonces if a.genre is not Genre.COMMENTAIRES)
        return replace(structure, annonces=gardees)
    remplie = tuple(f for f in structure.feuilles if f.nom == etiquette.feuille)
    if not remplie:
        return structure
    annonces = tuple(a for a in structure.annonces if a.feuille in ("", etiquette.feuille))
    return replace(structure, feuilles=remplie, annonces=annonces)


def _feuille(
    chemin: Path, classeur: str, partie: PartieDeFeuille, avancement: Avancement, reglages: Reglages
) -> Feuille:
    constats: list[Annonce] = []
    lignes = LignesXlsx(chemin, classeur, partie, avancement, reglages, constats)
    return Feuille(partie.nom, lignes, constats)


@dataclass(frozen=True)
class LignesXlsx:
    """Les lignes d'une feuille, relues dans l'archive à chaque parcours."""

    chemin: Path
    classeur: str
    feuille: PartieDeFeuille
    avancement: Avancement
    reglages: Reglages
    constats: list[Annonce] = field(repr=False)

    def __iter__(self) -> Iterator[Ligne]:
        self.constats.clear()
        constats = Constats(self.feuille.nom, self.reglages)
        with refus_en_clair(self.chemin), ZipFile(self.chemin) as archive:
            total = trouver_partie(archive, self.feuille.partie).file_size
            with archive.open(self.feuille.partie) as flux:
                gabarit = _Gabarit(archive, self.feuille, self.chemin)
                for lot in gabarit.lots(Decoupe(flux, gabarit.octets_par_tranche), constats):
                    yield from lot.lignes(constats)
                    self.avancement(_lu(flux), total)
        self.constats.extend(constats.annonces())


def _lu(flux: IO[bytes]) -> int:
    return flux.tell()


class _Lot(NamedTuple):
    """Les valeurs d'une tranche, et le numéro de sa première ligne."""

    premiere: int
    marge: list[str]
    valeurs: list[list[Any]]

    def lignes(self, constats: Constats) -> Iterator[Ligne]:
        lues = self._lues()
        if not constats.a_filtrer:
            return lues
        return (ligne for lue in lues if (ligne := constats.filtrer(lue)) is not None)

    def _lues(self) -> Iterator[Ligne]:
        """Sans une seule boucle en Python : à cent mille lignes, chacune se paie."""
        cellules: Iterable[list[str]] = map(textes, self.valeurs)
        if self.marge:
            cellules = map(self.marge.__add__, cellules)
        return map(_en_ligne, zip(count(self.premiere), map(tuple, cellules), strict=False))


class _Gabarit:
    """Le classeur réduit à ce qu'il faut pour lire une feuille : chaînes partagées, styles, et une tranche."""

    def __init__(self, archive: ZipFile, partie: PartieDeFeuille, chemin: Path) -> None:
        self._nom, self._partie, self._chemin = partie.nom, partie.partie, chemin
        self._parties = {
            entree: archive.read(entree)
            for entree in archive.namelist()
            if entree.lower().endswith(UTILES) and not entree.lower().startswith(INUTILES)
        }
        for contenu in self._parties.values():
            exiger_un_xml(contenu, chemin)

    @property
    def octets_par_tranche(self) -> int:
        """Chaque tranche relit les chaînes partagées : plus elles pèsent, plus les tranches sont grosses."""
        return CHAINES_PAR_TRANCHE * max(len(c) for e, c in self._parties.items())

    def lots(self, decoupe: Decoupe, constats: Constats) -> Iterator[_Lot]:
        entete_lue = False
        for xml in decoupe.tranches():
            if not entete_lue:
                refuser_les_entites(decoupe.entete, self._chemin)
                constats.lire_entete(decoupe.entete)
                entete_lue = True
            constats.lire_tranche(xml)
            lot = self._lot(xml.replace(*ERREUR) if constats.lire_erreurs(xml) else xml)
            if lot is not None:
                yield lot

    def _lot(self, xml: bytes) -> _Lot | None:
        lue = feuille(ouvrir(self._assembler(xml)), self._nom)
        return None if lue.start is None else _Lot(lue.start[0] + 1, [""] * lue.start[1], lue.to_python())

    def _assembler(self, xml: bytes) -> BytesIO:
        fichier = BytesIO()
        with ZipFile(fichier, "w", ZIP_STORED) as copie:
            for entree, contenu in self._parties.items():
                copie.writestr(entree, contenu)
            copie.writestr(self._partie, xml)
        fichier.seek(0)
        return fichier
