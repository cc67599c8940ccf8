"""Les pages du guide : où elles sont, installées ou non, leur ordre et leur texte."""

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path, PurePosixPath

SOMMAIRE = "README.md"
_ENTREE = re.compile(r"^\d+\. \[([^\]]+)\]\(([^)#:]+\.md)\)", re.MULTILINE)
_IMAGE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\n*", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """Une page du guide : son titre et son chemin dans le guide."""

    titre: str
    chemin: str


def guide() -> Path:
    """Le dossier du guide : livré avec le programme, ou celui des sources."""
    livre = Path(str(files("resources"))) / "guide"
    return livre if livre.is_dir() else Path(__file__).parents[2] / "docs" / "guide"


def sommaire() -> list[Page]:
    """Les pages dans l'ordre du sommaire, lui-même en tête."""
    entrees = _ENTREE.findall(texte(SOMMAIRE))
    return [Page("Sommaire", SOMMAIRE), *(Page(titre, chemin) for titre, chemin in entrees)]


def texte(chemin: str) -> str:
    """Le Markdown d'une page, sans ses images : on a l'écran sous les yeux."""
    page = guide() / chemin
    return _IMAGE.sub("", page.read_text("utf-8")) if page.is_file() else ""


def voisine(depuis: str, lien: str) -> str | None:
    """La page du guide que désigne un lien relatif ; ``None`` s'il mène ailleurs."""
    if ":" in lien or not lien:
        return None
    morceaux: list[str] = []
    for morceau in (PurePosixPath(depuis).parent / lien).parts:
        if morceau == "..":
            if not morceaux:
                return None
            morceaux.pop()
        else:
            morceaux.append(morceau)
    chemin = "/".join(morceaux)
    return chemin if chemin.endswith(".md") and (guide() / chemin).is_file() else None
