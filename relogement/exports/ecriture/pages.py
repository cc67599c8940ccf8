"""Écrire en PDF un classeur fait pour être lu ; reportlab n'est chargé qu'alors."""

from pathlib import Path

from relogement.erreurs import ErreurMetier
from relogement.exports.tableau import Document


def ecrire(document: Document, chemin: Path) -> None:
    """Les feuilles du classeur, page après page ; lève ``ErreurMetier`` si cet export n'est que des lignes."""
    if document.classeur is None:
        raise ErreurMetier("Cet export est fait de lignes : enregistrez-le dans un classeur ou un CSV.")
    from relogement.documents import classeur_pdf

    classeur_pdf.ecrire(document.classeur, chemin)
