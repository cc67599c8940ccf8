"""La liste des dossiers hors d'ici : ce qui s'y change, et la clé qui retrouve chaque dossier au retour.

La clé survit à un tri, à un filtre, à des lignes ôtées. Recopiée vers le bas par le tableur, qui ajoute un à
chaque ligne, elle ne convient plus à sa référence et se voit.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import blake2b

from relogement.base import Base, Code
from relogement.champs import champs, types
from relogement.modeles import LogementQuitte, Menage

PAR_UN_ACTE = frozenset(
    ("menage.reference", "menage.type", "menage.etat", "menage.motif_sortie", "menage.sorti_le", "logement.ug",
     "logement.statut")
)  # fmt: skip
ORIGINES: Mapping[str, type[Base]] = {"menage": Menage, "logement": LogementQuitte}
SAISIS = (str, int, bool, date, Decimal)
_CLE = re.compile(r"R0*(\d{1,9})-([0-9A-F]{4})")


@dataclass(frozen=True)
class ChampModifiable:
    """Un champ qui se change depuis une liste : sa clé « menage.referent », son titre, ce qu'il vaut."""

    cle: str
    titre: str
    type: type

    @property
    def origine(self) -> str:
        return self.cle.partition(".")[0]

    @property
    def attribut(self) -> str:
        return self.cle.partition(".")[2]


@cache
def modifiables() -> Mapping[str, ChampModifiable]:
    """Ce qu'aucun acte ne fait et que le dossier ou son logement quitté gardent, dans l'ordre du dossier."""
    tous = (
        ChampModifiable(f"{origine}.{nom}", titre(faits.libelle, faits.unite), types(modele)[nom])
        for origine, modele in ORIGINES.items()
        for nom, faits in champs(modele).items()
    )
    return {c.cle: c for c in tous if c.cle not in PAR_UN_ACTE and (c.type in SAISIS or issubclass(c.type, Code))}


def titre(libelle: str, unite: str) -> str:
    """« Surface (m²) »."""
    return f"{libelle} ({unite})" if unite else libelle


def cle_de(dossier: int, reference: str) -> str:
    """« R000123-7F2A » : le numéro du dossier, et de quoi vérifier que la référence est bien la sienne."""
    return f"R{dossier:06d}-{_empreinte(dossier, reference)}"


def dossier_de(cle: str) -> int | None:
    """Le numéro de dossier d'une clé bien formée."""
    trouve = _CLE.fullmatch(cle.strip())
    return int(trouve[1]) if trouve else None


def convient(cle: str, reference: str) -> bool:
    """La clé est bien celle de ce dossier, dont voici la référence."""
    dossier = dossier_de(cle)
    return dossier is not None and cle.strip().endswith(_empreinte(dossier, reference))


def _empreinte(dossier: int, reference: str) -> str:
    return blake2b(f"{dossier}\0{reference}".encode(), digest_size=2).hexdigest().upper()
