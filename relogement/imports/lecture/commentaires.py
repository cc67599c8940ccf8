"""Les commentaires d'un classeur Excel, lus seulement quand on les demande : ils parlent souvent des gens."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from relogement.imports.lecture.archive import lire_xml
from relogement.imports.lecture.contenu import Contenu, contenu
from relogement.imports.lecture.parties_xlsx import PartieDeFeuille, cible, lire_structure, relations
from relogement.imports.lecture.refus import refus_en_clair

FINS = ("/comments", "/threadedcomment")


@dataclass(frozen=True)
class Commentaire:
    """Où il est, et ce qu'il dit ; il n'entre dans aucun import."""

    feuille: str
    cellule: str
    texte: str = field(repr=False)


def lire_commentaires(chemin: Path) -> tuple[Commentaire, ...]:
    """Ceux des feuilles visibles, dans l'ordre du fichier ; aucun pour un autre format."""
    if contenu(chemin) is not Contenu.XLSX:
        return ()
    with refus_en_clair(chemin), ZipFile(chemin) as archive:
        visibles = [f for f in lire_structure(archive, chemin).feuilles if f.visible]
        return tuple(c for feuille in visibles for c in _commentaires(archive, feuille, chemin))


def _commentaires(archive: ZipFile, feuille: PartieDeFeuille, chemin: Path) -> Iterator[Commentaire]:
    noms = set(archive.namelist())
    if (liens := relations(feuille.partie)) not in noms:
        return
    for lien in lire_xml(archive, liens, chemin):
        partie = cible(feuille.partie, lien)
        if lien.get("Type", "").lower().endswith(FINS) and partie in noms:
            yield from _de_la_partie(archive, partie, feuille.nom, chemin)


def _de_la_partie(archive: ZipFile, partie: str, feuille: str, chemin: Path) -> Iterator[Commentaire]:
    for balise in lire_xml(archive, posixpath.normpath(partie), chemin).iter():
        if balise.tag.rpartition("}")[2] in ("comment", "threadedComment"):
            morceaux = (b.text or "" for b in balise.iter() if b.tag.rpartition("}")[2] in ("t", "text"))
            texte = " ".join(" ".join(morceaux).split())
            if texte:
                yield Commentaire(feuille, balise.get("ref", ""), texte)
