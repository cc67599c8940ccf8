"""Les résidences fictives où l'on reloge, dans de vraies communes."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from relogement.exemple.fonds import decimal, lignes
from relogement.nomenclatures import Financement

_OUI_NON = {"oui": True, "non": False, "": None}


@dataclass(frozen=True)
class Residence:
    """Un immeuble fictif où l'on reloge."""

    nom: str
    adresse: str
    code_postal: str
    commune: str
    insee: str
    lon: float | None
    lat: float | None
    qpv: str | None
    bailleur: str
    financement: Financement
    anciennete_mois: int | None
    premiere: bool | None
    etages: int
    ascenseur: bool
    chauffage_inclus: bool | None
    niveau: Decimal


@cache
def residences() -> Mapping[str, Residence]:
    """Les résidences, par leur nom."""
    return {ligne["residence"]: _residence(ligne) for ligne in lignes("residences.csv")}


def _residence(ligne: Mapping[str, str]) -> Residence:
    return Residence(
        nom=ligne["residence"],
        adresse=ligne["adresse"],
        code_postal=ligne["code_postal"],
        commune=ligne["commune"],
        insee=ligne["insee"],
        lon=float(ligne["lon"]) if ligne["lon"] else None,
        lat=float(ligne["lat"]) if ligne["lat"] else None,
        qpv=ligne["qpv"] or None,
        bailleur=ligne["bailleur"],
        financement=Financement(ligne["financement"]),
        anciennete_mois=int(ligne["anciennete_mois"]) if ligne["anciennete_mois"] else None,
        premiere=_OUI_NON[ligne["premiere"]],
        etages=int(ligne["etages"]),
        ascenseur=ligne["ascenseur"] == "oui",
        chauffage_inclus=_OUI_NON[ligne["chauffage_inclus"]],
        niveau=decimal(ligne["niveau"]) or Decimal(1),
    )
