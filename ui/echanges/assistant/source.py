"""D'où vient ce que l'on importe : un fichier, ou ce qui a été copié d'un tableur, d'un courriel, d'une page."""

from pathlib import Path

from PySide6.QtCore import QMimeData

from db.imports.sources import Source
from relogement.imports.choix import TexteColle


def collage(copie: QMimeData | None) -> Source | None:
    """Un fichier copié s'ouvre ; sinon son tableau HTML ou son texte. Rien quand il n'y a ni l'un ni l'autre."""
    if copie is None:
        return None
    fichiers = [url.toLocalFile() for url in copie.urls() if url.isLocalFile()]
    if len(fichiers) == 1:
        return Path(fichiers[0])
    html, texte = (copie.html() if copie.hasHtml() else ""), copie.text()
    a_un_tableau = "<table" in html.lower() or any(signe in texte for signe in "\t;\n")
    return TexteColle(texte=texte, html=html) if a_un_tableau and texte.strip() else None


def nom(source: Source) -> str:
    """Ce qui se montre : le nom du fichier, sans son dossier."""
    return source.name if isinstance(source, Path) else "Tableau collé"
