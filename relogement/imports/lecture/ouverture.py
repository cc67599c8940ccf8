"""La porte d'entrée : un chemin, un classeur de texte."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from relogement.erreurs import ErreurMetier
from relogement.imports.lecture.annonces import Genre, annonce
from relogement.imports.lecture.annotations import LignesSansAnnotations
from relogement.imports.lecture.classeur import Classeur, Ligne
from relogement.imports.lecture.contenu import Contenu, contenu, texte_de
from relogement.imports.lecture.etiquette import REJETS
from relogement.imports.lecture.refus import refus
from relogement.imports.lecture.reglages import SANS_REGLAGE, Reglages
from relogement.imports.lecture.source import Source, decompresser
from relogement.travail import Avancement, sans_avancement


def lire_classeur(
    chemin: Path, avancement: Avancement = sans_avancement, reglages: Reglages = SANS_REGLAGE
) -> Classeur:
    """Le classeur d'un bailleur, quel que soit son format ; ses lignes se lisent au fil de l'eau."""
    classeur = _lire(chemin, avancement, reglages)
    if reglages.feuilles and not classeur.feuilles:
        raise _feuille_absente(chemin, classeur, reglages)
    return regle(classeur, reglages)


def regle(classeur: Classeur, reglages: Reglages) -> Classeur:
    """Le classeur dont les lignes à ignorer ont disparu, et dont les accents sont réparés si on l'a demandé."""
    if classeur.etiquette.contenu == REJETS:
        annotees = [replace(f, lignes=LignesSansAnnotations(f.lignes)) for f in classeur.feuilles]
        classeur = replace(classeur, feuilles=tuple(annotees))
    if reglages.lignes_a_ignorer:
        feuilles = [replace(f, lignes=LignesGardees(f.lignes, reglages)) for f in classeur.feuilles]
        classeur = replace(classeur, feuilles=tuple(feuilles))
    if reglages.accents_repares:
        from relogement.imports.lecture.accents import reparer

        return reparer(classeur)
    return classeur


@dataclass(frozen=True)
class LignesGardees:
    """Les lignes que l'agent n'a pas demandé d'ignorer."""

    lignes: Iterable[Ligne] = field(repr=False)
    reglages: Reglages

    def __iter__(self) -> Iterator[Ligne]:
        return (ligne for ligne in self.lignes if ligne.numero not in self.reglages.lignes_a_ignorer)


def _feuille_absente(chemin: Path, classeur: Classeur, reglages: Reglages) -> ErreurMetier:
    noms = ", ".join(f"« {nom} »" for nom in classeur.masquees)
    voulues = ", ".join(f"« {nom} »" for nom in reglages.feuilles)
    return refus(chemin, f"n’a pas de feuille {voulues}", f"Choisissez parmi {noms}.")


def _lire(chemin: Path, avancement: Avancement, reglages: Reglages) -> Classeur:
    match contenu(chemin):
        case Contenu.XLSX:
            from relogement.imports.lecture.xlsx import lire_xlsx

            return lire_xlsx(chemin, avancement, reglages)
        case Contenu.ODS | Contenu.XLS as nature:
            from relogement.imports.lecture.autres_classeurs import lire_autre_classeur

            return lire_autre_classeur(chemin, avancement, reglages, est_ods=nature is Contenu.ODS)
        case Contenu.GZ:
            return _compresse(chemin, avancement, reglages)
        case nature:
            return lire_texte(Source(chemin), nature, avancement, reglages)


def lire_texte(source: Source, nature: Contenu, avancement: Avancement, reglages: Reglages) -> Classeur:
    """Du HTML, du XML d'Excel 2003 ou des colonnes séparées."""
    if nature in (Contenu.HTML, Contenu.XML_2003):
        from relogement.imports.lecture.balises import lire_balises

        return lire_balises(source, avancement, reglages)
    from relogement.imports.lecture.delimite import lire_delimite

    return lire_delimite(source, avancement, reglages)


def _compresse(chemin: Path, avancement: Avancement, reglages: Reglages) -> Classeur:
    source = decompresser(chemin)
    classeur = lire_texte(source, texte_de(source), avancement, reglages)
    dite = annonce(Genre.COMPRESSE, "Le fichier est compressé : son contenu a été lu.")
    return replace(classeur, annonces=(dite, *classeur.annonces))
