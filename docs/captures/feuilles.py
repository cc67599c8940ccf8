"""La première page de chaque document du projet fictif, en image : celles que le guide montre."""

import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pypdfium2 import PdfDocument

from db.courriers import dossier_de_reference
from db.documents import Voulu, document
from db.documents_du_comite import ecrire_pour_le_comite
from db.exemple import construire
from db.fichier import Fichier
from relogement.documents.document import DOCUMENTS, Document, Portee

AU, OPERATION, LARGEUR = date(2026, 11, 20), "AC", 600
DOSSIERS = {"attribution": "AC-005", "constat": "AC-029"}
EN_COURS = "AC-026"


def main(vers: Path) -> None:
    vers.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as dossier:
        fichier = construire(Path(dossier) / "lilas.relogement", au=AU)
        for code, pdf in _documents(fichier, Path(dossier)):
            _premiere_page(pdf, vers / f"document-{code}.png")
        fichier.fermer()


def _documents(fichier: Fichier, dossier: Path) -> Iterator[tuple[str, Path]]:
    for choisi in DOCUMENTS:
        pdf = dossier / f"{choisi.code}.pdf"
        if choisi.portee is Portee.COMITE:
            ecrire_pour_le_comite(fichier, choisi.code, pdf, au=AU)
        else:
            pdf.write_bytes(_octets(fichier, choisi))
        yield choisi.code, pdf


def _octets(fichier: Fichier, choisi: Document) -> bytes:
    with fichier.lire() as session:
        de_dossier = choisi.portee is Portee.DOSSIER
        menage = dossier_de_reference(session, DOSSIERS.get(choisi.code, EN_COURS)) if de_dossier else None
        operation = OPERATION if choisi.portee is Portee.OPERATION else None
        return document(session, Voulu(choisi.code, AU, menage, operation)).octets


def _premiere_page(pdf: Path, vers: Path) -> None:
    """En niveaux de gris sauf les graphiques : une palette suffit, et l'image reste légère."""
    lu = PdfDocument(pdf)
    page = lu[0]
    image = page.render(scale=LARGEUR / page.get_width()).to_pil()
    image.quantize(64).save(vers, optimize=True)
    page.close()
    lu.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
