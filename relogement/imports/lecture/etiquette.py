"""Ce qu'un classeur fait par Relogement dit de lui-même : ce qu'il est, pour qui, quelle feuille lire.

Excel et LibreOffice gardent ces propriétés d'un enregistrement à l'autre. Un fichier recopié ou converti dans un
autre format les perd : il se lit alors comme n'importe quel autre.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from relogement.imports.lecture.archive import lire_xml

PARTIE, PREFIXE = "docProps/custom.xml", "relogement."
MODELE, LISTE, REJETS = "modele:", "liste", "rejets"
MEMOIRE = "_relogement"


@dataclass(frozen=True)
class Etiquette:
    """Les propriétés du classeur ; vides, il vient d'ailleurs."""

    dites: Mapping[str, str] = field(default_factory=dict)

    @property
    def contenu(self) -> str:
        return self.dites.get("contenu", "")

    @property
    def bailleur(self) -> str | None:
        return self.dites.get("bailleur")

    @property
    def operation(self) -> str | None:
        return self.dites.get("operation")

    @property
    def nature(self) -> str | None:
        """Celle d'un fichier de rejets : ce qu'était le fichier du bailleur."""
        return self.dites.get("nature")

    @property
    def situe(self) -> bool:
        """Il dit d'où il vient : un modèle rendu, des lignes corrigées."""
        return self.modele is not None or self.contenu == REJETS

    @property
    def feuille(self) -> str | None:
        """La seule feuille à lire : les autres expliquent, ou gardent en mémoire."""
        return self.dites.get("feuille")

    @property
    def modele(self) -> str | None:
        """Le code du modèle que l'on a envoyé à remplir."""
        return self.contenu.removeprefix(MODELE) if self.contenu.startswith(MODELE) else None


SANS_ETIQUETTE = Etiquette()


def lire_etiquette(archive: ZipFile, chemin: Path) -> Etiquette:
    if PARTIE not in archive.NameToInfo:
        return SANS_ETIQUETTE
    proprietes = lire_xml(archive, PARTIE, chemin).iterfind("{*}property")
    lues = {p.get("name", ""): "".join(p.itertext()).strip() for p in proprietes}
    return Etiquette({nom.removeprefix(PREFIXE): v for nom, v in lues.items() if nom.startswith(PREFIXE) and v})
