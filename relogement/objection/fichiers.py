"""Les fichiers remis à un partenaire, et leur nom."""

import re

from relogement.rapprochement import sans_accents

EML, PDF = ".eml", ".pdf"


def nom_du_fichier(reference: str, partenaire: str, extension: str) -> str:
    """« consultation-AC-038-tet-habitat.eml » : la référence et le partenaire, jamais un nom de ménage."""
    mots = sans_accents(partenaire).replace(" ", "-") or "partenaire"
    dossier = re.sub(r"[^0-9A-Za-z._-]+", "-", reference).strip("-.") or "dossier"
    return f"consultation-{dossier}-{mots}{extension}"
